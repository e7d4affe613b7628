import { isConvoy } from '../convoy/convoy.js';
import { fail } from '../failure/failure.js';
import { isOpen, type Node } from '../ledger/bead.js';
import { makeInside } from '../molecule/lean.js';
import { whyNot } from '../ready/why-not.js';
import { checkAlone } from './alone.js';
import { catchUp } from './catch-up.js';
import { take } from './claim.js';
import { pass, type Report, report } from './close.js';
import { failForGood } from './failure.js';
import { rest } from './rest.js';
import type { Turn } from './turn.js';
import { isWaiting } from './wait.js';

/**
 * Somebody closes a bead without having said that they work on it (R13): a bead that could be claimed is claimed and
 * closed in one, and so is what is only held back from workers, put off or marked; who has claimed it closes that
 * attempt; what another has is refused. A bead that has closed stays as it is, and that is no failure. Gives the node as
 * it then is.
 */
export function closeByHand(turn: Turn, before: Node, given: Report): Node {
  catchUp(turn);
  const node = turn.tx.node(before.n) ?? before;
  const id = turn.idOf(node.n) ?? '';
  if (!isOpen(node)) return node;
  if (node.kind === 'container') return endsByItself(turn, node);
  if (node.state === 'verifying' || (node.state === 'claimed' && node.worker !== turn.actor))
    return fail('GT8307', { id, worker: node.worker ?? 'a check' });
  if (node.state !== 'claimed' && waits(turn, node))
    return fail('GT8302', { id, reason: whyNot(turn.tx, node) });
  const claimed = node.state === 'claimed' ? node : take(turn, node, { worker: turn.actor, lease: null });
  report(turn, claimed, claimed.attempt, given);
  return turn.tx.node(node.n) ?? claimed;
}

function endsByItself(turn: Turn, node: Node): never {
  const id = turn.idOf(node.n) ?? '';
  return isConvoy(turn.tx, node) ? fail('GT8926', { id }) : fail('GT8308', { id });
}

/** Whether anything comes before it, also behind what puts it off. */
const waits = (turn: Turn, node: Node): boolean =>
  node.blockers > 0 || node.openChildren > 0 || turn.tx.gates(node.n).some(({ state }) => state !== 'open');

/** Skip a step: those behind it go on as if it had passed (R3). Its attempt, if it has one, is fenced. */
export function skip(turn: Turn, node: Node, reason: string): Node {
  const id = turn.idOf(node.n) ?? '';
  if (!isOpen(node)) return fail('GT8306', { id, state: `closed (${node.outcome})`, verb: 'skipped' });
  if (isConvoy(turn.tx, node)) return endsByItself(turn, node);
  if (node.kind === 'container') return skipContainer(turn, node, reason);
  return turn.end(node, 'skipped', { reason, byHand: true, type: 'step.skipped' });
}

/** All that is open in it is skipped; then it ends, as one that somebody has skipped. */
function skipContainer(turn: Turn, container: Node, reason: string): Node {
  makeInside(turn, container);
  turn.move(turn.tx.node(container.n) ?? container, { byHand: true, closeReason: reason });
  if (container.openChildren === 0) turn.follow({ is: 'emptied', n: container.n });
  for (const child of turn.tx.children(container.n)) if (isOpen(child)) skip(turn, child, reason);
  return turn.tx.node(container.n) ?? container;
}

/** Close a step whatever it waits for and whoever has it; those behind it go on. */
export function forceClose(turn: Turn, node: Node, outcome: 'pass' | 'fail', reason: string): Node {
  const id = turn.idOf(node.n) ?? '';
  if (!isOpen(node))
    return fail('GT8306', { id, state: `closed (${node.outcome})`, verb: 'closed by force' });
  if (node.kind === 'container') return endsByItself(turn, node);
  return outcome === 'pass' ? pass(turn, node, reason, true) : failForGood(turn, node, reason, node.onFail);
}

/** Put a bead off until a moment, or until somebody asks for it again (null); whatever else it waits for goes on beside that. */
export function defer(turn: Turn, node: Node, until: number | null, reason: string | undefined): Node {
  const id = turn.idOf(node.n) ?? '';
  if (node.kind !== 'work' || !isWaiting(node))
    return fail('GT8306', { id, state: node.state, verb: 'deferred' });
  const deferred = turn.move(node, { state: 'deferred', hold: null, wakeAt: until });
  turn.log('bead.deferred', deferred, { until, ...(reason !== undefined && { reason }) });
  return deferred;
}

/** End a deferral or a backoff now. */
export function wake(turn: Turn, node: Node): Node {
  const id = turn.idOf(node.n) ?? '';
  if (node.state !== 'deferred' && node.state !== 'backoff')
    return fail('GT8306', { id, state: node.state, verb: 'woken' });
  turn.log('bead.woken', node, { from: node.state });
  return rest(turn, node);
}

/** Say that a bead cannot be worked on, though nothing in the ledger holds it; or that it can again. */
export function mark(turn: Turn, node: Node, isStuck: boolean): Node {
  const id = turn.idOf(node.n) ?? '';
  const can = isStuck ? node.state === 'ready' || node.state === 'claimed' : node.hold === 'marked';
  if (!can)
    return fail('GT8306', { id, state: node.state, verb: isStuck ? 'marked as blocked' : 'marked as open' });
  turn.log('bead.marked', node, { isStuck });
  const rested = rest(turn, { ...node, hold: isStuck ? 'marked' : null });
  // It may have been at work.
  if (rested.molecule !== null) checkAlone(turn, rested.molecule);
  return rested;
}
