import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import { release } from '../step/claim.js';
import type { Turn } from '../step/turn.js';
import { freeName } from './names.js';
import { claimedIn } from './territory.js';

/** Sessions in a row that come to nothing before nobody is sent any more. */
export const BREAKER = 3;
/** How long nobody is sent after the first of them, in milliseconds; twice as long after the next. */
const PAUSE = 1_000;

/**
 * Begin a session: of all that want to, one gets it. Gives the lane as it then is; undefined when another has it, or it is
 * gone, or nobody is to be sent.
 */
export function beginSession(turn: Turn, n: number, supervisor: ProcessMark): Lane | undefined {
  const { tx, now } = turn;
  const lane = tx.lane(n);
  if (!lane || lane.supervisor || lane.trouble !== null || (lane.wakeAt !== null && lane.wakeAt > now))
    return undefined;
  const bead = beadOf(tx, lane);
  const polecat = lane.polecat ?? freeName(tx, lane.rig);
  turn.log('lane.began', bead, { polecat, pid: supervisor.pid });
  const change = { polecat, supervisor, agentProcess: null, beganAfter: newestEvent(tx) };
  tx.updateLane(n, change);
  return { ...lane, ...change };
}

/**
 * End a session, however it ended: what its polecat has claimed is released, so that the next one may have it (its attempt is
 * over, and nothing that it still says counts). `mark` is that of the session: one that is over already stays as it is.
 * `trouble` says what went wrong; where nothing has come of the session either, the next one waits.
 */
export function endSession(
  turn: Turn,
  n: number,
  mark: ProcessMark,
  trouble: string | undefined,
): Lane | undefined {
  const { tx } = turn;
  const lane = tx.lane(n);
  if (!lane?.supervisor || !isSameProcess(lane.supervisor, mark)) return lane;
  const bead = beadOf(tx, lane);
  const isFruitful = trouble === undefined || cameToSomething(tx, lane);
  const reason = trouble ?? 'nothing more is ready';
  for (const step of claimedIn(tx, lane)) {
    const node = tx.node(step.n);
    if (node?.state === 'claimed' && node.worker === lane.polecat) release(turn, node, reason);
    // A check is made again by whoever comes next.
    else if (node?.state === 'verifying') turn.move(node, { worker: null, leaseUntil: null });
  }
  turn.log('lane.ended', bead, { polecat: lane.polecat, reason });
  return rest(turn, lane, isFruitful ? 0 : lane.fruitless + 1, reason);
}

/** A session that could not begin counts as one that came to nothing. */
export function failedToBegin(turn: Turn, n: number, reason: string): void {
  const lane = turn.tx.lane(n);
  if (lane && !lane.supervisor) rest(turn, lane, lane.fruitless + 1, reason);
}

function rest(turn: Turn, lane: Lane, fruitless: number, reason: string): Lane {
  const { tx, now } = turn;
  const isBroken = fruitless >= BREAKER;
  const change = {
    supervisor: null,
    agentProcess: null,
    fruitless,
    wakeAt: fruitless === 0 || isBroken ? null : now + PAUSE * 2 ** (fruitless - 1),
    trouble: isBroken ? `${fruitless} sessions in a row came to nothing; the last: ${reason}` : null,
  };
  tx.updateLane(lane.n, change);
  if (isBroken) turn.log('lane.broken', beadOf(tx, lane), { reason });
  return { ...lane, ...change };
}

/** Whether a step has ended, failed or gone on since the session began: anything but being claimed and released. */
function cameToSomething(view: View, lane: Lane): boolean {
  const root = view.idOf(lane.root);
  const types = ['bead.closed', 'step.failed', 'step.verifying', 'step.skipped'] as const;
  const query = view.molecule(lane.root) ? { molecule: root } : { subject: root };
  return view.events({ ...query, types, after: lane.beganAfter, limit: 1 }).length > 0;
}

const newestEvent = (view: View): number => view.events({ newestFirst: true, limit: 1 })[0]?.seq ?? 0;

export function beadOf(view: View, { n }: Pick<Lane, 'n'>): BeadRow {
  const bead = view.bead(n);
  if (!bead) throw new Error(`a lane is of node ${n}, which has no bead`);
  return bead;
}

export const isSameProcess = (one: ProcessMark, other: ProcessMark): boolean =>
  one.pid === other.pid && one.startTime === other.startTime;
