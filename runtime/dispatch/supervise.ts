import { lineOf } from '../failure/failure.js';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import type { Engine } from '../step/engine.js';
import { beginSession, endSession } from './lane-session.js';
import { type Hands, walk } from './walk.js';

export interface Supervising {
  readonly engine: Engine;
  /** The number of the lane. */
  readonly lane: number;
  /** This process. */
  readonly mark: ProcessMark;
  /** Makes the place where the lane is worked on, and what works there. */
  readonly prepare: (lane: Lane) => Promise<Hands>;
  readonly lease?: number | undefined;
  /** When it aborts, the session ends after the step that is at hand. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One session of a polecat: take the lane, walk it, and leave it. Gives false when somebody else has it. Whatever goes wrong
 * in between is written down as the trouble of the session; if even that cannot be, whoever dispatches finds the
 * supervisor gone.
 */
export async function supervise({
  engine,
  lane: n,
  mark,
  prepare,
  lease,
  signal,
}: Supervising): Promise<boolean> {
  const lane = await engine.change('supervisor', (turn) => beginSession(turn, n, mark));
  if (!lane?.polecat) return false;
  const worker = lane.polecat;
  const end = (trouble: string | undefined): Promise<unknown> =>
    engine.change(worker, (turn) => endSession(turn, n, mark, trouble));
  try {
    const hands = await prepare(lane);
    const { lost } = await walk(engine, lane, hands, { worker, lease, linger: LINGER, signal });
    await end(lost);
    return true;
  } catch (error) {
    await end(lineOf(error));
    if (isExpected(error)) return true;
    throw error;
  }
}

/** How long a polecat waits at its hook when nothing is ready, in milliseconds, before somebody else may have its place. */
const LINGER = 1_000;

/** What has a code is a condition of the place, not a fault of this program. */
const isExpected = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'RuntimeFailure' || error.name === 'FileFailure');
