import { parseDuration } from '../../compiler/language/duration.js';
import { fail } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import type { ReadyQuery } from '../ledger/query.js';
import { whyNot } from '../ready/why-not.js';
import { checkAlone } from './alone.js';
import { catchUp } from './catch-up.js';
import { rest } from './rest.js';
import type { Turn } from './turn.js';

/** How long a claim lasts that nobody renews, in milliseconds. */
export const LEASE = 10 * 60_000;

export interface ClaimOptions {
  readonly worker: string;
  /** Milliseconds; null for a claim that does not run out, as those of people. */
  readonly lease: number | null;
}

/**
 * Claim a bead: one of any number of workers gets it, and an attempt with a number that fences all that came before
 * (spec: STEP-2). Whoever has it already keeps the attempt that it has.
 */
export function claim(turn: Turn, n: number, options: ClaimOptions): Node {
  catchUp(turn);
  const node = turn.tx.node(n);
  if (!node) throw new Error(`there is no node ${n}`);
  if (node.state === 'claimed' && node.worker === options.worker) return renew(turn, node, options.lease);
  if (node.state !== 'ready')
    return fail('GT8301', { id: turn.idOf(n) ?? '', reason: whyNot(turn.tx, node) });
  return take(turn, node, options);
}

/** Claim the first bead that is ready and that the query takes; undefined when there is none. */
export function claimNext(
  turn: Turn,
  query: Omit<ReadyQuery, 'now' | 'limit'>,
  options: ClaimOptions,
): Node | undefined {
  catchUp(turn);
  const [first] = turn.tx.ready({ ...query, now: turn.now, limit: 1 });
  if (!first) return undefined;
  const node = turn.tx.node(first.n);
  return node && take(turn, node.state === 'ready' ? node : rest(turn, node), options);
}

/** Begin an attempt on a bead, whatever held it back. */
export function take(turn: Turn, node: Node, { worker, lease }: ClaimOptions): Node {
  const timeout = node.policy?.timeout === undefined ? undefined : parseDuration(node.policy.timeout);
  const claimed = turn.move(node, {
    state: 'claimed',
    hold: null,
    wakeAt: null,
    attempt: node.attempt + 1,
    worker,
    leaseUntil: lease === null ? null : turn.now + lease,
    deadline: timeout === undefined ? null : turn.now + timeout,
    startedAt: node.startedAt ?? turn.now,
  });
  turn.log('bead.claimed', claimed, { worker, ...(lease !== null && { lease }) });
  if (claimed.molecule !== null) checkAlone(turn, claimed.molecule);
  return claimed;
}

/**
 * Keep a claim (a heartbeat). That a worker lives is no change of what it does, and writes no event.
 */
export function heartbeat(turn: Turn, n: number, attempt: number, lease: number): Node {
  const node = turn.tx.node(n);
  if (!node) throw new Error(`there is no node ${n}`);
  const isCurrent = node.attempt === attempt && (node.state === 'claimed' || node.state === 'verifying');
  if (!isCurrent)
    return fail('GT8303', { id: turn.idOf(n) ?? '', attempt, current: node.attempt, state: node.state });
  return renew(turn, node, lease);
}

const renew = (turn: Turn, node: Node, lease: number | null): Node =>
  turn.move(node, { leaseUntil: lease === null ? null : turn.now + lease });

/** Give a claimed bead back, unfinished; its attempt is over and spends nothing. */
export function release(turn: Turn, node: Node, reason: string | undefined): Node {
  const id = turn.idOf(node.n) ?? '';
  if (node.state !== 'claimed') return fail('GT8306', { id, state: node.state, verb: 'released' });
  turn.log('bead.released', node, { worker: node.worker, ...(reason !== undefined && { reason }) });
  const freed = rest(turn, node);
  if (freed.molecule !== null) checkAlone(turn, freed.molecule);
  return freed;
}
