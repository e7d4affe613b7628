import { BLOCKING, type Blocking, type Edge, isOpen, type Node } from '../ledger/bead.js';
import { hasBegun } from '../ready/blockers.js';
import { blockersOf } from './blocked.js';
import type { Turn } from './turn.js';

// What a node waits for can change under it: dependencies come and go, what had ended is opened again. Who works on it
// goes on, and so does what is put off; but neither is ready again before what it then waits for has ended.

/** Whether an edge of that type holds back. */
export const isBlocking = (type: Edge['type']): type is Blocking =>
  (BLOCKING as readonly string[]).includes(type);

/** Nobody has begun it, so that it can be made to wait. */
export const isWaiting = ({ state }: Node): boolean =>
  state === 'ready' ||
  state === 'held' ||
  state === 'gated' ||
  state === 'deferred' ||
  state === 'backoff' ||
  state === 'blocked';

/** What a node waits for has changed: count it anew, and tell its children when that changes whether they may begin. */
export function waitAnew(turn: Turn, node: Node): void {
  if (!isOpen(node)) return;
  const before = hasBegun(node);
  if (node.kind === 'container' && node.state === 'running') {
    // One that has begun goes back to waiting only while nobody has begun anything in it.
    if (node.parent === null || blockersOf(turn, node) === 0 || !isUntouched(turn, node)) return;
    turn.move(node, { state: 'blocked' });
  }
  block(turn, turn.tx.node(node.n) ?? node);
  const after = turn.tx.node(node.n);
  if (!after || before === hasBegun(after)) return;
  if (before) for (const child of turn.tx.children(node.n)) waitAnew(turn, child);
  else if (after.kind !== 'container') turn.follow({ is: 'begun', n: node.n });
}

/**
 * What has ended is open again: those that wait for it, and that nobody has begun, wait again. `type`: only those that
 * wait for it by such edges.
 */
export function waitAgainFor(turn: Turn, n: number, type?: Blocking): void {
  for (const edge of turn.tx.edgesTo(n)) {
    if (!isBlocking(edge.type) || (type !== undefined && edge.type !== type)) continue;
    const waiting = turn.tx.node(edge.from);
    if (!waiting) continue;
    // A barrier says what its needs have come to, which is open again.
    if (waiting.kind === 'barrier' && !isOpen(waiting)) {
      turn.move(waiting, { state: 'blocked', outcome: null, closedAt: null, closeReason: null });
      waitAgainFor(turn, waiting.n);
    }
    waitAnew(turn, turn.tx.node(waiting.n) ?? waiting);
  }
}

/** Have a node wait for what it has to wait for, or go on where that is nothing: `anyway`, even if all its needs were skipped. */
export function block(turn: Turn, node: Node, anyway = false): void {
  const blockers = blockersOf(turn, node);
  const waits = blockers > 0 || (node.kind === 'work' && node.openChildren > 0);
  if (waits) disarm(turn, node.n);
  const isElsewhere = !isWaiting(node) || node.state === 'deferred' || node.state === 'backoff';
  if (isElsewhere || (!waits && node.state !== 'blocked')) {
    if (blockers !== node.blockers) turn.move(node, { blockers });
    return;
  }
  turn.move(node, { state: 'blocked', hold: node.hold === 'marked' ? 'marked' : null, blockers });
  if (!waits) turn.follow({ is: 'free', n: node.n, anyway });
}

/** Gates wait for the other blockers of their step, and their timeouts count from when those have gone (spec: STEP-9). */
export function disarm(turn: Turn, n: number): void {
  for (const gate of turn.tx.gates(n))
    if (gate.state === 'armed')
      turn.tx.updateGate(n, gate.at, { state: 'waiting', armedAt: null, dueAt: null });
}

/** Whether nobody has begun anything in a container. */
const isUntouched = (turn: Turn, container: Node): boolean =>
  turn.tx
    .children(container.n)
    .every((child) =>
      child.kind === 'container'
        ? isOpen(child) && isUntouched(turn, child)
        : isWaiting(child) && child.startedAt === null,
    );
