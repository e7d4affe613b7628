import type { Node } from '../ledger/bead.js';
import { countBlockers, hasBegun } from '../ready/blockers.js';
import type { Turn } from './turn.js';

/** What a node waits for now. What has ended and is not told yet still counts: it will take one away. */
export const blockersOf = (turn: Turn, node: Node): number => countBlockers(turn.tx, node, turn.untold);

/** A blocked node waits for `blockers` others now; `by` is what has just let it go. */
export function reconsider(turn: Turn, node: Node, blockers: number, by?: Node): void {
  const next = blockers === node.blockers ? node : turn.move(node, { blockers });
  if (blockers > 0) return;
  // A container begins later, when its gates are open too.
  if (next.kind !== 'container' && next.openChildren > 0 && !hasBegun(node))
    turn.follow({ is: 'begun', n: next.n });
  turn.follow({ is: 'free', n: next.n, by });
}
