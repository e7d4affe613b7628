import { isFailure } from '../failure/failure.js';
import type { BeadRow, Node } from '../ledger/bead.js';
import { heartbeat } from '../step/claim.js';
import type { Engine } from '../step/engine.js';
import type { Turn } from '../step/turn.js';
import { claimedIn } from './territory.js';

/** A claim that is to last as long as work goes on. */
export interface Claimed {
  readonly lane: number;
  readonly step: BeadRow;
  readonly attempt: number;
  readonly worker: string;
  /** Milliseconds. */
  readonly lease: number;
}

/** How often a claim is renewed in the time of its lease. */
const RENEWALS = 3;

/**
 * Keep a claim while `work` goes on, and what its worker claims in the same lane meanwhile. `lost` aborts when the attempt is
 * over, or when the lease could not be renewed before its end: nobody may work on without one.
 */
export async function keeping<T>(
  engine: Engine,
  claimed: Claimed,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const { lease, worker } = claimed;
  let kept = engine.outside.clock();
  let unforeseen: unknown;
  const renew = async (): Promise<void> => {
    try {
      const isOver = await engine.change(worker, (turn) => renewIn(turn, claimed));
      if (isOver) lost.abort(isOver);
      else kept = engine.outside.clock();
    } catch (error) {
      if (!isFailure(error)) {
        unforeseen = error;
        lost.abort('its claim cannot be renewed');
      }
      // The ledger is busy, say: as long as the lease lasts, it may be written again.
      else if (engine.outside.clock() - kept > lease * (1 - 1 / RENEWALS)) lost.abort(error.message);
    }
  };
  const timer = setInterval(() => void renew(), lease / RENEWALS);
  try {
    const result = await work(lost.signal);
    if (unforeseen !== undefined) throw unforeseen;
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** Why the attempt is over, or undefined when it is not. */
function renewIn(turn: Turn, { lane: n, step, attempt, worker, lease }: Claimed): string | undefined {
  const lane = turn.tx.lane(n);
  const node = turn.tx.node(step.n);
  const reason = !lane || !node ? 'it is gone' : overOf(node, attempt, worker);
  if (reason !== undefined || !lane) return reason;
  for (const each of claimedIn(turn.tx, lane))
    if (each.worker === worker) heartbeat(turn, each.n, each.attempt, lease);
  return undefined;
}

/** A step that its worker has closed is no reason to stop: it may go on with the next one. */
function overOf(node: Node, attempt: number, worker: string): string | undefined {
  if (node.attempt !== attempt) return `attempt ${node.attempt} has taken its place`;
  if (node.outcome === 'cancelled') return 'it is cancelled';
  const isHeld = node.state === 'claimed' || node.state === 'verifying';
  if (node.state === 'closed' || (isHeld && node.worker === worker)) return undefined;
  return `it is ${node.state}`;
}
