import { isOpen, type Node, type Outcome } from '../ledger/bead.js';
import { makeChildren } from '../molecule/lean.js';
import { goRound } from '../molecule/loop.js';
import { hasBegun } from '../ready/blockers.js';
import { blockersOf, reconsider } from './blocked.js';
import type { Turn } from './turn.js';

/** A container starts (spec: STEP-10). */
export function begin(turn: Turn, node: Node): void {
  const running = turn.move(node, {
    state: 'running',
    hold: null,
    blockers: 0,
    startedAt: node.startedAt ?? turn.now,
    iteration: node.policy?.loop ? 1 : 0,
  });
  turn.log('container.started', running);
  turn.follow({ is: 'begun', n: node.n });
  if (running.openChildren === 0) turn.follow({ is: 'emptied', n: node.n });
}

/** What is in a node waits for it no longer. */
export function letBegin(turn: Turn, parent: Node): void {
  if (!hasBegun(parent)) return;
  for (const child of turn.tx.children(parent.n))
    if (isOpen(child) && child.blockers > 0) reconsider(turn, child, blockersOf(turn, child));
  makeChildren(turn, parent);
}

/** All in a container have closed: it ends, or goes round again (spec: STEP-10, STEP-11). */
export function endContainer(turn: Turn, node: Node): void {
  if (node.byHand) {
    const skipped = turn.end(node, 'skipped', {
      reason: node.closeReason ?? undefined,
      byHand: true,
      type: 'step.skipped',
    });
    if (node.n === node.molecule) turn.log('molecule.ended', skipped, { outcome: 'skipped' });
    return;
  }
  const outcome = foldChildren(turn, node);
  const mayGoRound = node.policy?.loop !== undefined && (outcome === 'pass' || outcome === 'skipped');
  const ended = mayGoRound ? goRound(turn, node, outcome) : { outcome, reason: undefined };
  if (ended === undefined) return;
  const closed = turn.end(node, ended.outcome, { reason: ended.reason });
  if (node.n === node.molecule) {
    turn.log('molecule.ended', closed, { outcome: ended.outcome });
    turn.follow({ is: 'over', n: node.n });
  } else if (closed.outcome === 'fail' && closed.onFail === 'abort' && closed.molecule !== null)
    turn.follow({ is: 'cancelled', molecule: closed.molecule, reason: `${turn.idOf(closed.n)} failed` });
}

/** How a container ends whose children have closed (spec: EXPR-8). */
function foldChildren(turn: Turn, node: Node): Outcome {
  const { pass, fail, soft, skipped, cancelled } = turn.tx.outcomesOf(node.n);
  if (fail > 0) return 'fail';
  if (cancelled > 0) return 'cancelled';
  return pass + soft === 0 && skipped > 0 ? 'skipped' : 'pass';
}
