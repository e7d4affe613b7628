import { fail } from '../failure/failure.js';
import { isOpen, type Node } from '../ledger/bead.js';
import { digestIn } from '../molecule/digest-in.js';
import { hasBegun } from '../ready/blockers.js';
import type { Turn } from './turn.js';
import { block, disarm, isWaiting, waitAgainFor, waitAnew } from './wait.js';

/**
 * Open a closed bead again: a fresh budget, and never an old number of an attempt (R5). Those that wait for it and
 * that nobody has begun wait again; what it is in is open again.
 */
export function reopen(
  turn: Turn,
  node: Node,
  reason: string | undefined,
  type: 'bead.reopened' | 'step.retried',
): Node {
  const id = turn.idOf(node.n) ?? '';
  if (isOpen(node)) return fail('GT8306', { id, state: node.state, verb: 'opened again' });
  // It is the record of what was done, and none of its steps is left to go on.
  const bead = turn.tx.bead(node.n);
  if (bead && digestIn(bead)) return fail('GT8306', { id, state: 'a digest', verb: 'opened again' });
  if (node.kind === 'container' && node.openChildren === 0 && node.n !== node.molecule)
    return fail('GT8306', { id, state: 'closed with all in it', verb: 'opened again; open what is in it' });
  if (node.molecule !== null && turn.molecule(node.molecule).cancelled !== null)
    return fail('GT8306', { id, state: 'in a molecule that was cancelled', verb: 'opened again' });
  const opened = open(turn, node, {
    failures: 0,
    checkFailures: 0,
    closeReason: null,
    byHand: false,
    onFail: node.policy?.on_fail ?? 'block',
  });
  turn.log(type, opened, reason === undefined ? {} : { reason });
  disarm(turn, node.n);
  // Somebody wants it done: it is not skipped again for what made it be, unless it has to wait before.
  block(turn, opened, true);
  stopInside(turn, node.n);
  waitAgainFor(turn, node.n);
  tellTrackers(turn, node.n);
  cleanUpLater(turn, node.molecule);
  return turn.tx.node(node.n) ?? opened;
}

/** What is in a bead that waits again waits with it. */
function stopInside(turn: Turn, n: number): void {
  const node = turn.tx.node(n);
  if (node?.kind !== 'work' || hasBegun(node)) return;
  for (const child of turn.tx.children(n)) waitAnew(turn, child);
}

/** What tracks it has not landed. */
function tellTrackers(turn: Turn, n: number): void {
  for (const { from, type } of turn.tx.edgesTo(n))
    if (type === 'tracks') turn.follow({ is: 'tracked', n: from });
}

/** Clean-up that was to run since nothing else would waits again for what may end now. */
function cleanUpLater(turn: Turn, molecule: number | null): void {
  for (const node of molecule === null ? [] : turn.tx.nodesOf(molecule))
    if (node.runIf === 'always' && node.kind !== 'barrier') waitAnew(turn, node);
}

function open(turn: Turn, node: Node, change: Partial<Omit<Node, 'n'>>): Node {
  turn.left.delete(node.n);
  const opened = turn.move(node, {
    ...change,
    state: 'blocked',
    outcome: null,
    closedAt: null,
    worker: null,
    leaseUntil: null,
    deadline: null,
    wakeAt: null,
  });
  turn.left.delete(node.n);
  if (node.parent !== null && isFinished(turn, node)) oneMore(turn, node.parent);
  return opened;
}

/** What had closed had been counted as done by what it is in. */
const isFinished = (turn: Turn, node: Node): boolean =>
  node.openChildren === 0 && turn.tx.spawning(node.n) === undefined;

/** What had finished in a node has not: one open child more. */
export function oneMore(turn: Turn, n: number): void {
  const parent = turn.tx.node(n);
  if (!parent) return;
  const wasFinished = parent.state === 'closed' && isFinished(turn, parent);
  turn.left.delete(n);
  const counted = turn.move(parent, { openChildren: parent.openChildren + 1 });
  if (counted.kind === 'container' && counted.state === 'closed') {
    const running = turn.move(counted, {
      state: 'running',
      // One that was skipped had not; elsewhere it is told by that from one that waits.
      startedAt: counted.startedAt ?? turn.now,
      outcome: null,
      byHand: false,
      closedAt: null,
      closeReason: null,
      // A loop that was skipped had not begun its first.
      iteration: counted.policy?.loop ? Math.max(counted.iteration, 1) : 0,
    });
    turn.log('bead.reopened', running);
    waitAgainFor(turn, running.n);
    tellTrackers(turn, running.n);
    if (running.parent !== null && wasFinished) oneMore(turn, running.parent);
    waitAnew(turn, turn.tx.node(running.n) ?? running);
  } else if (counted.state === 'closed') {
    // It is done itself; what it has spawned is not.
    waitAgainFor(turn, counted.n, 'waits-for');
    if (wasFinished && counted.parent !== null) oneMore(turn, counted.parent);
  } else if (counted.kind === 'work' && isWaiting(counted)) block(turn, counted);
}
