import { parseDuration } from '../../compiler/language/duration.js';
import type { Node } from '../ledger/bead.js';
import { rest } from './rest.js';
import type { Turn } from './turn.js';

/** What made an attempt fail: its worker said so, it took too long, or its check did not pass. */
export type FailureKind = 'failure' | 'timeout' | 'check';

/** The longest wait before an attempt, in milliseconds: doubling would soon reach years. */
const MAX_BACKOFF = 24 * 3_600_000;

/**
 * An attempt has failed: it spends its budget, and the next one comes after the backoff; or there is none left, and what
 * the budget says becomes of the step (spec: STEP-6).
 */
export function failAttempt(turn: Turn, node: Node, kind: FailureKind, reason: string): Node {
  const { retry, check } = node.policy ?? {};
  const spent =
    kind === 'check' ? { checkFailures: node.checkFailures + 1 } : { failures: node.failures + 1 };
  const failures = spent.checkFailures ?? spent.failures ?? 0;
  const most = (kind === 'check' ? check?.max_attempts : retry?.max_attempts) ?? 1;
  const isLast = failures >= most;
  const backoff = parseDuration(retry?.backoff ?? '0s') ?? 0;
  // It doubles after each attempt, whatever made that fail.
  const wait = isLast ? 0 : Math.min(backoff * 2 ** (node.failures + node.checkFailures), MAX_BACKOFF);
  const wakeAt = wait > 0 ? turn.now + wait : null;
  turn.log('step.failed', node, {
    kind,
    reason,
    ...(isLast && { isLast }),
    ...(wakeAt !== null && { wakeAt }),
  });
  if (isLast) return failForGood(turn, turn.move(node, spent), reason, exhausted(node, kind));
  const freed = turn.move(node, { ...spent, worker: null, leaseUntil: null, deadline: null });
  if (wakeAt === null) return rest(turn, freed);
  return turn.move(freed, { state: 'backoff', hold: null, wakeAt });
}

/** The step has failed, and no attempt follows. */
export function failForGood(turn: Turn, node: Node, reason: string, onFail: Node['onFail']): Node {
  const closed = turn.end(node, 'fail', { reason, onFail });
  if (onFail === 'abort' && closed.molecule !== null)
    turn.follow({
      is: 'cancelled',
      molecule: closed.molecule,
      reason: `${turn.idOf(closed.n)} failed: ${reason}`,
    });
  return closed;
}

/** What the exhausted budget says, else what the step says. */
function exhausted({ policy, onFail }: Node, kind: FailureKind): Node['onFail'] {
  const said = kind === 'check' ? undefined : policy?.retry?.on_exhausted;
  if (said === undefined) return onFail;
  if (said === 'hard_fail') return 'block';
  return said === 'soft_fail' ? 'continue' : said;
}
