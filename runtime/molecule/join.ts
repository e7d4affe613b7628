import { fail } from '../failure/failure.js';
import { addEdge } from '../step/edges.js';
import type { Turn } from '../step/turn.js';

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
  if (tx.edgesFrom(second).some(({ to }) => to === first)) return { ...made, isNew: false };
  if (first === second || reaches(turn, first, second))
    return fail('GT8309', { from: id, to: turn.idOf(first) ?? '', reason: 'that waits for it already' });
  const edge = { sequential: 'blocks', conditional: 'conditional-blocks', parallel: 'related' } as const;
  addEdge(turn, { from: second, to: first, type: edge[type] });
  return { ...made, isNew: true };
}

/** Whether `from` waits for `to`, directly or not. */
function reaches(turn: Turn, from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const n of seen) for (const edge of turn.tx.edgesFrom(n)) seen.add(edge.to);
  return seen.has(to);
}
