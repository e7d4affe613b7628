import type { ProtoStep } from '../../compiler/emit/protomolecule.js';
import type { BeadRow, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Molecule, Part } from '../ledger/molecule.js';
import { hasBegun, letsGo } from '../ready/blockers.js';
import { blockersOf, reconsider } from '../step/blocked.js';
import type { Turn } from '../step/turn.js';
import type { Family } from './family.js';
import { plant } from './plant.js';
import { rowOf, type Soil } from './row.js';

// A wisp of a formula without `pour = true` keeps its steps in its protomolecule: a step becomes a row when nothing
// that it waits for is left (spec: PHASE-6). Its barriers never become rows; their needs are asked instead.

/** A step has closed: make those rows that waited for it and now wait for nothing. */
export function makeReadySteps(turn: Turn, ended: Node): void {
  const lean = leanPart(turn, ended);
  const step = lean && turn.tx.bead(ended.n)?.step;
  if (!lean || !step) return;
  for (const waiting of lean.family.waiting(step)) makeIfReady(turn, lean, waiting);
}

/** A container, or the molecule, has begun: make the rows in it that wait for nothing else. */
export function makeChildren(turn: Turn, parent: Node): void {
  const lean = leanPart(turn, parent);
  if (!lean) return;
  const step = parent.n === parent.molecule ? undefined : turn.tx.bead(parent.n)?.step;
  if (step === null) return;
  for (const child of lean.family.children(step)) makeIfReady(turn, lean, child);
}

/** Make what is directly in a container or a molecule: all of it is to be ended, or waited for. */
export function makeInside(turn: Turn, container: Node): void {
  const lean = leanPart(turn, container);
  if (!lean) return;
  const step = container.n === container.molecule ? undefined : turn.tx.bead(container.n)?.step;
  if (step === null) return;
  for (const child of lean.family.children(step))
    if (!isMade(turn.tx, lean.part, child.id)) make(turn, lean, child);
}

/** The molecule can go no further: make what runs in any case. */
export function makeCleanUp(turn: Turn, molecule: Molecule): void {
  const lean = molecule.lean ? leanPart(turn, turn.tx.node(molecule.n)) : undefined;
  for (const step of lean?.family.steps ?? [])
    if (lean && step.run_if === 'always' && !isMade(turn.tx, lean.part, step.id)) make(turn, lean, step);
}

/** The molecule is cancelled: make all that is left, so that it can be told what became of it. */
export function makeRest(turn: Turn, molecule: number): void {
  const lean = turn.molecule(molecule).lean ? leanPart(turn, turn.tx.node(molecule)) : undefined;
  for (const step of lean?.family.steps ?? [])
    if (lean && !isMade(turn.tx, lean.part, step.id)) make(turn, lean, step);
}

/** Make the row of one step, whatever it waits for; undefined where it is one already, or is in no lean molecule. */
export function makeStep(turn: Turn, molecule: number, step: string): Node | undefined {
  if (turn.tx.molecule(molecule)?.lean !== true) return undefined;
  const lean = leanPart(turn, turn.tx.node(molecule));
  const proto = lean?.family.step(step);
  if (!lean || !proto || isMade(turn.tx, lean.part, step)) return undefined;
  make(turn, lean, proto);
  return turn.tx.stepNode(lean.part.part, step);
}

/** The same, by the id that the step will have: somebody wants to change it. */
export function makeNamedStep(turn: Turn, id: string): BeadRow | undefined {
  const dot = id.indexOf('.');
  const root = dot === -1 ? undefined : turn.tx.numberOf(id.slice(0, dot));
  const made = root === undefined ? undefined : makeStep(turn, root, id.slice(dot + 1));
  return made && turn.tx.bead(made.n);
}

interface Lean {
  readonly part: Part;
  readonly family: Family;
}

/** The poured part of a lean molecule, where `node` is in it. */
function leanPart(turn: Turn, node: Node | undefined): Lean | undefined {
  if (!node || node.molecule === null || node.part === null || !turn.molecule(node.molecule).lean)
    return undefined;
  const part = turn.tx.part(node.part);
  if (part?.root !== node.molecule) return undefined;
  const stored = turn.tx.protomolecule(part.fingerprint);
  if (!stored) throw new Error(`the protomolecule ${part.fingerprint} is gone`);
  return { part, family: turn.setting.families.of(stored) };
}

const isMade = (view: View, part: Part, step: string): boolean =>
  view.stepNode(part.part, step) !== undefined;

function makeIfReady(turn: Turn, lean: Lean, step: ProtoStep): void {
  const { tx } = turn;
  if (isMade(tx, lean.part, step.id)) return;
  const runIf = step.run_if ?? 'passed';
  const type = runIf === 'failed' ? 'conditional-blocks' : 'blocks';
  const parent = parentOf(tx, lean, step);
  if (!parent || !hasBegun(parent)) return;
  for (const need of lean.family.needs(step)) {
    const node = tx.stepNode(lean.part.part, need);
    if (!node || turn.untold.has(node.n) || !letsGo(node, type, runIf)) return;
  }
  make(turn, lean, step);
}

/** What a step is in; undefined while that is no row. */
const parentOf = (view: View, { part }: Lean, { container }: ProtoStep): Node | undefined =>
  container === undefined ? view.node(part.root) : view.stepNode(part.part, container);

function make(turn: Turn, lean: Lean, step: ProtoStep): void {
  const { tx } = turn;
  const { part, family } = lean;
  const container = family.step(step.container ?? '');
  if (container && !isMade(tx, part, container.id)) make(turn, lean, container);
  const soil: Soil = {
    molecule: part.molecule,
    moleculeId: turn.idOf(part.molecule) ?? '',
    part: part.part,
    prefix: part.prefix,
    ephemeral: true,
    values: part.values,
    actor: turn.actor,
    now: turn.now,
  };
  const parent = parentOf(tx, lean, step);
  if (!parent) throw new Error(`${step.id} is in a step that is not there`);
  const needs = family.needs(step);
  for (const need of needs) if (!isMade(tx, part, need)) make(turn, lean, family.stepOf(need));
  const numberOf = (id: string): number | undefined => tx.stepNode(part.part, id)?.n;
  const n = tx.nextNumber();
  const place = {
    n,
    parent: parent.n,
    parentHasBegun: hasBegun(parent),
    openChildren: family.children(step.id).length,
    numberOf,
  };
  // It was counted as open when the molecule was made.
  turn.countUnmade(part.molecule, -1);
  const createdAt = tx.node(part.root)?.createdAt ?? turn.now;
  plant(turn, () => {
    const row = rowOf({ ...step, needs }, place, soil);
    // It is as old as the wisp: its age decides who comes first.
    return [{ ...row, node: { ...row.node, createdAt } }];
  });
  const made = tx.node(n);
  if (made?.state === 'blocked' && made.blockers > 0) reconsider(turn, made, blockersOf(turn, made));
}
