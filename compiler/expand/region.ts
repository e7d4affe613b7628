import type { Gate, Leg, Patch, Step as StepTable } from '../check/generated/formula.js';
import type { Composed } from '../inherit/composed.js';
import type { Scope } from '../language/render.js';
import type { Span } from '../read/source.js';
import type { Names } from './names.js';

/**
 * What the steps of a formula become while it is composed: a tree. Leaves are steps; a region stands
 * where a pass replaced or wrapped a step, and keeps its place, its id and its needs. Whoever refers to
 * the id means the region: who waits for it waits for all its exits, what it waited for all its entries
 * wait for. That is the whole mechanism of expansion, loops, advice, conditions and containers; it is
 * carried out once, in wire/.
 */
export type Node = Step | Region;

/** A reference to what must come first: by the name an author wrote, or made by a pass. */
export type Need =
  | {
      readonly name: string;
      readonly names: Names;
      readonly table: object;
      readonly key: string;
      readonly index: number;
    }
  | { readonly node: Node };

/** How a step came to be where it is, innermost first: the origin chain of every diagnostic about it. */
export interface Origin {
  readonly kind: 'inherited' | 'expanded' | 'woven' | 'iteration';
  /** The formula or, of an iteration, the loop that did it. */
  readonly by: string;
  /** Of an iteration, which; from 1; and of how many. */
  readonly iteration?: number;
  readonly of?: number;
  readonly at: Span | undefined;
  readonly next: Origin | undefined;
}

interface Placed {
  readonly id: string;
  needs: Need[];
  /** The region or container around it. */
  inside: Region | Step | undefined;
  /** Its place among the members of `inside`, or of the formula. */
  index: number;
  /** What took its place; names that meant this node mean that one. */
  replacedBy: Region | undefined;
  /** Its condition, or that of something around it, is false. */
  removed: boolean;
}

export interface Step extends Placed {
  readonly kind: 'step';
  /** The table as its author wrote it. Every field is read from here, when it is needed. */
  readonly table: StepTable & Partial<Leg> & Pick<Patch, 'needs_add' | 'needs_remove' | 'remove'>;
  readonly scope: Scope;
  readonly names: Names;
  readonly origin: Origin | undefined;
  /** The formula in whose files it was written. */
  readonly from: Composed;
  /** Children of a container, in order; a step without children is no container. */
  readonly members: Node[];
  /** The expanded or repeated step that this one stands for a part of; its fields serve as defaults. */
  readonly partOf: Step | undefined;
  /** Of a loop with `until`: what names mean in its body. */
  body: Names | undefined;
  /** Gates laid on it by compose.gate. */
  readonly gates: LaidGate[];
}

/** A gate, and what is known where it is written. */
export interface LaidGate {
  readonly gate: Gate;
  /** The table that has the condition. */
  readonly table: object;
  readonly scope: Scope;
  readonly names: Names;
}

export interface Region extends Placed {
  readonly kind: 'region';
  readonly role: 'loop' | 'iteration' | 'expansion' | 'advice';
  readonly members: Node[];
  /** The step that it replaces. Of advice: undefined. */
  readonly replaced: Step | undefined;
  /** Of advice: what it was put around; references to that mean the whole. */
  core: Node | undefined;
}

/** Put `node` where `old` was. */
export function replaceNode(old: Node, node: Region, roots: Node[]): void {
  const list = old.inside ? old.inside.members : roots;
  node.inside = old.inside;
  node.index = old.index;
  list[old.index] = node;
  if (old.inside?.kind === 'region' && old.inside.core === old) old.inside.core = node;
}

/** Append `node` to the members of `holder`. */
export function addMember(holder: Region | Step, node: Node): void {
  node.inside = holder;
  node.index = holder.members.length;
  holder.members.push(node);
}

/** What a reference to `node` means: what replaced it, with the advice around it. */
export function meaning(node: Node): Node {
  let at = node;
  while (at.replacedBy) at = at.replacedBy;
  while (at.inside?.kind === 'region' && at.inside.role === 'advice' && at.inside.core === at) at = at.inside;
  return at;
}

/** What advice and expansion act on: what replaced `node`, without the advice around it. */
export function living(node: Node): Node {
  let at = node;
  while (at.replacedBy) at = at.replacedBy;
  return at;
}

/** The step that `node` is, was or was put around; an iteration stands for none. */
export function stepBehind(node: Node): Step | undefined {
  let at: Node | undefined = node;
  while (at?.kind === 'region' && at.role === 'advice') at = at.core;
  return at?.kind === 'region' ? at.replaced : at;
}

/** Every step under `nodes`, in order, containers before their children. Iterative: trees may be deep. */
export function* stepsOf(nodes: readonly Node[]): Generator<Step> {
  const stack: { readonly list: readonly Node[]; at: number }[] = [{ list: nodes, at: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const node = top.list[top.at++];
    if (!node) {
      stack.pop();
      continue;
    }
    if (node.kind === 'step') yield node;
    if (node.members.length > 0) stack.push({ list: node.members, at: 0 });
  }
}

/** An empty region; the caller puts it where it belongs. */
export function newRegion(id: string, role: Region['role'], replaced: Step | undefined): Region {
  return {
    kind: 'region',
    id,
    role,
    needs: [],
    members: [],
    replaced,
    core: undefined,
    inside: undefined,
    index: 0,
    replacedBy: undefined,
    removed: false,
  };
}
