import { fail } from '../failure/failure.js';
import type { Edge, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { addEdge } from '../step/edges.js';
import type { Turn } from '../step/turn.js';
import { attach, isUnbegun } from './attach.js';
import type { Ingredients } from './ingredients.js';
import { makeInside, makeStep } from './lean.js';

export interface BondOptions {
  /** A bond point of the molecule; without one, beside everything else. */
  readonly point?: string | undefined;
  /** `sequential`: behind all that is in the molecule now; `conditional`: only if that fails. With a point, the point says. */
  readonly type: 'parallel' | 'sequential' | 'conditional';
  /** What it is called in the molecule; the formula's name unless it is given. */
  readonly ref?: string | undefined;
  readonly key?: string | undefined;
}

export interface Bonded {
  /** The id of the container of what was attached. */
  readonly id: string;
  readonly isNew: boolean;
}

/**
 * Bond a protomolecule to a living molecule (spec: OP-10): in order behind `after` and before `before` of the bond
 * point, or beside or behind all others. The same protomolecule with the same values at the same point is bonded once (R6).
 */
export function bond(turn: Turn, root: Node, ingredients: Ingredients, options: BondOptions): Bonded {
  const { tx } = turn;
  const id = turn.idOf(root.n) ?? '';
  const { protomolecule, values } = ingredients;
  if (protomolecule.type === 'aspect') fail('GT8203', { name: protomolecule.name });
  const key =
    options.key ??
    [
      'bond',
      id,
      options.point ?? options.type,
      options.ref ?? '',
      protomolecule.fingerprint,
      JSON.stringify(values),
    ].join(' ');
  const earlier = tx.keyed(key);
  if (earlier !== undefined) return { id: earlier, isNew: false };
  if (root.state === 'closed') fail('GT8205', { id, outcome: root.outcome ?? 'pass' });
  // Nothing that comes to it would begin.
  if (turn.molecule(root.n).cancelled !== null) fail('GT8205', { id, outcome: 'cancelled' });

  const name = nameFor(tx, id, options.ref, protomolecule.name);
  const place = options.point === undefined ? undefined : placeOf(turn, root, options.point);
  const after = place ? afterPoint(tx, root, place) : besideAll(turn, root, options.type);
  const container = attach(turn, root.n, ingredients, {
    parent: place?.parent ?? root,
    name,
    after,
    point: options.point ?? null,
    runIf: options.type === 'conditional' && !place ? 'failed' : undefined,
  });
  for (const waiting of place?.before ?? []) {
    if (!isUnbegun(waiting))
      fail('GT8206', { id, point: options.point ?? '', step: turn.idOf(waiting.n) ?? '' });
    addEdge(turn, { from: waiting.n, to: container.n, type: 'blocks' });
  }
  tx.setKey(key, turn.idOf(container.n) ?? '');
  return { id: turn.idOf(container.n) ?? '', isNew: true };
}

/** A bond point as it stands in a molecule. */
interface Place {
  readonly id: string;
  readonly after: readonly Node[];
  readonly before: readonly Node[];
  /** What steps next to it are in. */
  readonly parent: Node | undefined;
  /** What is bonded to it runs one after the other. */
  readonly isSequential: boolean;
}

function placeOf(turn: Turn, root: Node, point: string): Place {
  const view = turn.tx;
  const [part] = view.partsOf(root.n);
  const stored = part && view.protomolecule(part.fingerprint);
  const points = stored?.protomolecule.bond_points ?? [];
  const found = points.find((each) => each.id === point);
  if (!found || !part)
    return fail('GT8204', { id: view.idOf(root.n) ?? '', point, points: points.map(({ id }) => id) });
  const nodes = (ids: readonly string[] = []): Node[] =>
    ids.flatMap((step) => view.stepNode(part.part, step) ?? makeStep(turn, root.n, step) ?? []);
  const [after, before] = [nodes(found.after), nodes(found.before)];
  const [next] = [...after, ...before];
  const parent = next?.parent == null ? undefined : view.node(next.parent);
  return { id: point, after, before, parent, isSequential: found.parallel === false };
}

/** Behind the steps that the point names, and behind what was bonded to it before where it takes one after the other. */
function afterPoint(view: View, root: Node, { id, after, isSequential }: Place): Omit<Edge, 'from'>[] {
  const earlier = isSequential ? view.partsOf(root.n).filter((part) => part.point === id) : [];
  const last = earlier.at(-1);
  return [...after.map(({ n }) => n), ...(last ? [last.root] : [])].map((to) => ({ to, type: 'blocks' }));
}

/** Behind everything at the top of the molecule, or beside it. */
function besideAll(turn: Turn, root: Node, type: BondOptions['type']): Omit<Edge, 'from'>[] {
  if (type === 'parallel') return [];
  makeInside(turn, root);
  return turn.tx
    .children(root.n)
    .map(({ n }) => ({ to: n, type: type === 'conditional' ? 'conditional-blocks' : 'blocks' }));
}

function nameFor(view: View, molecule: string, ref: string | undefined, formula: string): string {
  if (ref === undefined) return freeName(view, molecule, formula);
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(ref)) fail('GT8209', { name: ref });
  if (view.isTaken(`${molecule}.${ref}`)) fail('GT8207', { name: ref, molecule });
  return ref;
}

/** What a formula is called in a molecule that has it already: with a number. */
export function freeName(view: View, molecule: string, formula: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? formula : `${formula}-${number}`;
    if (!view.isTaken(`${molecule}.${name}`)) return name;
  }
}
