import { fail } from '../failure/failure.js';
import { type Edge, isOpen } from '../ledger/bead.js';
import { addEdge } from '../step/edges.js';
import type { Turn } from '../step/turn.js';
import { isBlocking } from '../step/wait.js';
import { makeInside } from './lean.js';

const EDGES = { sequential: 'blocks', conditional: 'conditional-blocks', parallel: 'related' } as const;

/**
 * Join two molecules: the second waits for the end of the first, runs only if that fails, or is just told to belong to
 * it. Again, it changes nothing.
 */
export function join(
  turn: Turn,
  first: number,
  second: number,
  type: 'sequential' | 'conditional' | 'parallel',
): { readonly id: string; readonly n: number; readonly isNew: boolean; readonly steps: number } {
  const { tx } = turn;
  const id = turn.idOf(second) ?? '';
  const molecule = tx.molecule(second);
  if (!molecule) return fail('GT8201', { id });
  const made = { id, n: second, steps: molecule.openSteps };
  if (first === second) return fail('GT8110', { id });
  const pair = { from: id, to: turn.idOf(first) ?? '' };
  const wanted = EDGES[type];
  const before = tx.edgesFrom(second).find(({ to }) => to === first);
  if (before && before.type !== wanted) return fail('GT8111', { ...pair, has: before.type, wanted });
  if (before) return { ...made, isNew: false };
  if (isBlocking(wanted) && reaches(turn, first, second))
    return fail('GT8309', { ...pair, reason: 'that waits for it already' });
  addEdge(turn, { from: second, to: first, type: wanted });
  if (isBlocking(wanted)) holdInside(turn, second, { to: first, type: wanted });
  return { ...made, isNew: true };
}

/** A molecule has begun when it is poured, and does not go back; what waits is what is in it. */
function holdInside(turn: Turn, root: number, edge: Omit<Edge, 'from'>): void {
  const node = turn.tx.node(root);
  if (node?.state !== 'running') return;
  makeInside(turn, node);
  for (const child of turn.tx.children(root)) {
    // What is behind others in it waits for those, and is skipped with them.
    const isBehind = turn.tx
      .edgesFrom(child.n)
      .some(({ to, type }) => isBlocking(type) && (to === edge.to || turn.tx.node(to)?.molecule === root));
    if (!isOpen(child) || isBehind) continue;
    const isConditional = edge.type === 'conditional-blocks' && child.runIf === 'passed';
    const first = isConditional ? turn.move(child, { runIf: 'failed' }) : child;
    addEdge(turn, { ...edge, from: first.n });
  }
}

/** Whether `from` waits for `to`, directly or not. */
function reaches(turn: Turn, from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const n of seen) for (const { to, type } of turn.tx.edgesFrom(n)) if (isBlocking(type)) seen.add(to);
  return seen.has(to);
}
