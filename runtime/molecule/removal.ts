import { fail } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import { BLOCKING, type Edge, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Molecule } from '../ledger/molecule.js';
import { isSatisfied } from '../ready/blockers.js';

/** A molecule that is to go, and what hangs on it from outside. */
export interface Leaving {
  readonly root: BeadRow;
  readonly molecule: Molecule;
  /** All its nodes but the root, barriers too. */
  readonly inside: readonly Node[];
  /** What waits for, or tells of, something inside, with its edges. */
  readonly outside: readonly Hanging[];
  /** Beads of other molecules that are in something inside. */
  readonly guests: readonly Node[];
}

export interface Hanging {
  readonly node: Node;
  readonly edges: readonly Edge[];
  /** Whether one of these edges holds it back. */
  readonly isHeld: boolean;
}

/**
 * All that goes with a molecule. `inside`: its nodes but the root, read by the caller, who knows whether it needs their
 * texts. Throws GT8201 or GT8220 when the bead is the root of none.
 */
export function leaving(view: View, root: BeadRow, inside: readonly Node[]): Leaving {
  const molecule = moleculeOf(view, root);
  const numbers = new Set([root.n, ...inside.map(({ n }) => n)]);
  const hanging = new Map<number, Edge[]>();
  for (const { n } of inside) {
    for (const edge of view.edgesTo(n)) {
      if (numbers.has(edge.from)) continue;
      const edges = hanging.get(edge.from);
      if (edges) edges.push(edge);
      else hanging.set(edge.from, [edge]);
    }
  }
  const outside = [...hanging].flatMap(([n, edges]): Hanging[] => {
    const node = view.node(n);
    if (!node) return [];
    return [{ node, edges, isHeld: edges.some((edge) => !isSatisfied(view, edge, node.runIf)) }];
  });
  return { root, molecule, inside, outside, guests: guestsOf(view, root, inside, numbers) };
}

/** There hardly ever are any, and to count is cheaper than to read. */
function guestsOf(
  view: View,
  root: BeadRow,
  inside: readonly Node[],
  numbers: ReadonlySet<number>,
): readonly Node[] {
  const all = { under: root.n, ephemeral: 'include' } as const;
  if (view.count(all) === inside.filter(({ kind }) => kind !== 'barrier').length) return [];
  return view.beads(all).filter(({ n, parent }) => !numbers.has(n) && parent !== null && numbers.has(parent));
}

/** The nodes of a molecule but its root. */
export const nodesIn = (view: View, root: number): Node[] => view.nodesOf(root).filter(({ n }) => n !== root);

/** The molecule that `bead` is the root of; GT8220 for a step, GT8201 for any other. */
export function moleculeOf(view: View, bead: BeadRow): Molecule {
  const molecule = view.molecule(bead.n);
  if (molecule) return molecule;
  const id = bead.molecule === null ? undefined : view.idOf(bead.molecule);
  if (id !== undefined) return fail('GT8220', { id: bead.id, molecule: id });
  return fail('GT8201', { id: bead.id });
}

/**
 * Nobody may be working on it, unless it is given up (spec: OP-9): whoever does has a lease that has not run out, or one
 * that does not. Throws GT8223.
 */
export function refuseWhileClaimed(
  view: View,
  { root, inside }: Leaving,
  { now, verb }: { readonly now: number; readonly verb: 'squash' | 'burn' },
): void {
  const held = inside.filter(
    ({ state, leaseUntil }) =>
      (state === 'claimed' || state === 'verifying') && (leaseUntil === null || leaseUntil > now),
  );
  const [first] = held;
  if (!first) return;
  fail('GT8223', {
    id: root.id,
    verb,
    step: view.idOf(first.n) ?? '',
    worker: first.worker,
    others: held.length - 1,
  });
}

export const isTelling = ({ type }: Edge): boolean => !BLOCKING.some((blocking) => blocking === type);
