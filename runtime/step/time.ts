import { timeOut } from '../gate/open.js';
import { isOpen, type Node } from '../ledger/bead.js';
import { checkAlone } from './alone.js';
import { failAttempt } from './failure.js';
import { rest } from './rest.js';
import type { Turn } from './turn.js';

/** How much of what is due one turn does: it must stay short. */
const MOST = 200;

/**
 * Do what time alone does: leases run out, attempts take too long, deferrals and backoffs end, timers and timeouts of
 * gates are over. Gives whether more is due than one turn may do.
 */
export function passTime(turn: Turn): boolean {
  const due = turn.tx.due(turn.now, MOST);
  for (const node of due) passOne(turn, node);
  const gates = turn.tx.dueGates(turn.now, MOST);
  for (const gate of gates) {
    const node = turn.tx.node(gate.n);
    if (node?.state === 'gated') timeOut(turn, node, gate);
  }
  return due.length === MOST || gates.length === MOST;
}

function passOne(turn: Turn, node: Node): void {
  if (!isOpen(node)) return;
  const isOver = (at: number | null): boolean => at !== null && at <= turn.now;
  if (isOver(node.deadline)) {
    const kind = node.state === 'verifying' ? 'check' : 'timeout';
    const took =
      kind === 'check'
        ? `the check took longer than ${node.policy?.check?.timeout}`
        : `it took longer than ${node.policy?.timeout}`;
    failAttempt(turn, node, kind, took);
  } else if (isOver(node.leaseUntil)) expire(turn, node);
  else if (isOver(node.wakeAt)) wake(turn, node);
  if (node.molecule !== null) checkAlone(turn, node.molecule);
}

/** Its worker has not been heard of: somebody else may have it (spec: STEP-2). A check is made again. */
function expire(turn: Turn, node: Node): void {
  turn.log('step.expired', node, { worker: node.worker });
  if (node.state === 'claimed') rest(turn, node);
  else turn.move(node, { worker: null, leaseUntil: null });
}

function wake(turn: Turn, node: Node): void {
  // A check that asked to come again later is looked for by whoever makes checks.
  if (node.state === 'verifying') turn.move(node, { wakeAt: null });
  else {
    turn.log('bead.woken', node, { from: node.state });
    rest(turn, node);
  }
}
