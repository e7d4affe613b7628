import { fail } from '../failure/failure.js';
import type { Edge } from '../ledger/bead.js';
import { addEdge, removeEdge } from '../step/edges.js';
import type { Turn } from '../step/turn.js';

/**
 * Have a bead depend on another; false when it does so already. Whoever has added all that belongs together refuses
 * circles. Throws GT8110 for itself, GT8111 for a pair that has a dependency of another type.
 */
export function addDependency(turn: Turn, edge: Edge): boolean {
  const id = (n: number): string => turn.idOf(n) ?? '';
  if (edge.from === edge.to) fail('GT8110', { id: id(edge.from) });
  const present = turn.tx.edgesFrom(edge.from).find(({ to }) => to === edge.to);
  if (present?.type === edge.type) return false;
  if (present) fail('GT8111', { from: id(edge.from), to: id(edge.to), has: present.type, wanted: edge.type });
  addEdge(turn, edge);
  return true;
}

/** Throws GT8112 when there is no such dependency. */
export function removeDependency(turn: Turn, from: number, to: number): void {
  if (!removeEdge(turn, from, to)) fail('GT8112', { from: turn.idOf(from) ?? '', to: turn.idOf(to) ?? '' });
}
