import type { Edge } from '../ledger/bead.js';
import type { Turn } from './turn.js';
import { isBlocking, waitAnew } from './wait.js';

/**
 * Have a bead wait for another, or tell of it. What nobody has begun waits at once; whoever works on it already goes on.
 * Circles and pairs that have an edge of another type are for the caller to refuse.
 */
export function addEdge(turn: Turn, edge: Edge): void {
  turn.tx.addEdges([edge]);
  const from = turn.tx.node(edge.from);
  if (!from) throw new Error(`there is no node ${edge.from}`);
  turn.log('dependency.added', from, {
    type: edge.type,
    on: turn.idOf(edge.to),
    ...(edge.join && { join: edge.join }),
  });
  if (isBlocking(edge.type)) waitAnew(turn, from);
  else if (edge.type === 'tracks') turn.follow({ is: 'tracked', n: edge.from });
}

/** Take an edge away; false when there was none. */
export function removeEdge(turn: Turn, from: number, to: number): boolean {
  if (!turn.tx.removeEdge(from, to)) return false;
  const node = turn.tx.node(from);
  if (!node) throw new Error(`there is no node ${from}`);
  turn.log('dependency.removed', node, { on: turn.idOf(to) });
  waitAnew(turn, node);
  turn.follow({ is: 'tracked', n: from });
  return true;
}
