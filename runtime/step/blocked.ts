import type { Node } from '../ledger/bead.js';
import { hasBegun } from '../ready/blockers.js';
import type { Turn } from './turn.js';

/** A blocked node waits for `blockers` others now; `by` is what has just let it go. */
export function reconsider(turn: Turn, node: Node, blockers: number, by?: Node): void {
  const next = blockers === node.blockers ? node : turn.move(node, { blockers });
  if (blockers > 0) return;
  // A container begins later, when its gates are open too.
  if (next.kind !== 'container' && next.openChildren > 0 && !hasBegun(node))
    turn.follow({ is: 'begun', n: next.n });
  turn.follow({ is: 'free', n: next.n, by });
}
