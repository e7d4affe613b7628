import type { Node } from '../ledger/bead.js';
import { holdOf } from './alone.js';
import type { Turn } from './turn.js';

/**
 * Nobody works on it, and it is not put off: it is ready, or held for a reason that lies outside of it; or it waits for
 * what has come up meanwhile.
 */
export function rest(turn: Turn, node: Node): Node {
  const alone = { wakeAt: null, worker: null, leaseUntil: null, deadline: null };
  const waits = node.blockers > 0 || (node.kind === 'work' && node.openChildren > 0);
  // What was put off may have been before its gates opened.
  const isGated =
    !waits && node.state === 'deferred' && turn.tx.gates(node.n).some(({ state }) => state !== 'open');
  if (waits || isGated) {
    if (isGated) turn.follow({ is: 'free', n: node.n, anyway: true });
    return turn.move(node, { ...alone, state: 'blocked', hold: node.hold === 'marked' ? 'marked' : null });
  }
  const hold = holdOf(turn, node);
  return turn.move(node, { ...alone, state: hold === null ? 'ready' : 'held', hold });
}
