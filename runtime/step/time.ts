import { timeOut } from '../gate/open.js';
import { isOpen, type Node } from '../ledger/bead.js';
import type { Gate } from '../ledger/molecule.js';
import { checkAlone } from './alone.js';
import { failAttempt } from './failure.js';
import { rest } from './rest.js';
import { settle } from './settle.js';
import type { Turn } from './turn.js';

/** How much of what is due one turn does: it must stay short. */
const MOST = 200;

/**
 * Do what time alone does: leases run out, attempts take too long, deferrals and backoffs end, timers and timeouts of
 * gates are over. One moment after the other, each with all that follows from it, so that it is the same however seldom
 * somebody looks. Gives whether more is due than one turn may do.
 */
export function passTime(turn: Turn): boolean {
  // What was done before comes before what is found to be due.
  settle(turn);
  let done = 0;
  while (done < MOST) {
    const at = nextMoment(turn);
    if (at === undefined) return false;
    const nodes = turn.tx.due(at, MOST);
    const gates = turn.tx.dueGates(at, MOST);
    for (const node of nodes) passOne(turn, node, at);
    for (const gate of gates) passGate(turn, gate);
    done += nodes.length + gates.length;
    settle(turn);
  }
  return true;
}

/** When the first of what is due was. */
function nextMoment(turn: Turn): number | undefined {
  const at = turn.tx.nextDue();
  return at !== undefined && at <= turn.now ? at : undefined;
}

/** What has become due of a node at a moment; leases and attempts end in the order in which they do. */
function passOne(turn: Turn, node: Node, at: number): void {
  if (!isOpen(node)) return;
  const isOver = (due: number | null): boolean => due !== null && due <= at;
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

function passGate(turn: Turn, gate: Gate): void {
  const node = turn.tx.node(gate.n);
  if (node?.state === 'gated') timeOut(turn, node, gate);
}

/** Its worker has not been heard of: somebody else may have it (spec: STEP-2). A check is made again. */
function expire(turn: Turn, node: Node): void {
  const isVerifying = node.state === 'verifying';
  turn.log('step.expired', node, { worker: node.worker, ...(isVerifying && { isVerifying }) });
  if (isVerifying) turn.move(node, { worker: null, leaseUntil: null });
  else rest(turn, node);
}

function wake(turn: Turn, node: Node): void {
  // A check that asked to come again later is looked for by whoever makes checks.
  if (node.state === 'verifying') turn.move(node, { wakeAt: null });
  else {
    turn.log('bead.woken', node, { from: node.state });
    rest(turn, node);
  }
}
