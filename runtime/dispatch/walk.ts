import { isFailure } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import type { Lane } from '../ledger/lane.js';
import type { Engine } from '../step/engine.js';
import { claim, LEASE, type Report, release, report } from '../step/index.js';
import { settle } from '../step/settle.js';
import type { Turn } from '../step/turn.js';
import { keeping } from './keeping.js';
import { lingerFor } from './linger.js';
import { readyIn } from './territory.js';

/** A step that has been claimed, and the attempt that fences it. */
export interface Task {
  readonly step: BeadRow;
  readonly attempt: number;
}

/** What became of a task in somebody's hands. */
export type Ending =
  | ({ readonly is: 'reported' } & Report)
  /** Its worker told the ledger itself, or nobody may tell anything any more. */
  | { readonly is: 'settled' }
  /** Nothing came of it, and nothing is spent: somebody else may have it. */
  | { readonly is: 'lost'; readonly reason: string };

/** Does the work of steps. */
export interface Hands {
  /** `signal` tells when the attempt is over: what still comes of it counts for nothing. */
  work(task: Task, signal: AbortSignal): Promise<Ending>;
  /** The command that decides whether a step counts as passed, which waits for it (spec: STEP-5). */
  verify(task: Task): Promise<unknown>;
  /** Before the last step of a lane counts as passed: its work is where it is to be, or why it is not. */
  land?(task: Task): Promise<string | undefined>;
}

export interface WalkOptions {
  readonly worker: string;
  /** Milliseconds; a third of it is how often it is renewed. */
  readonly lease?: number | undefined;
  /** How long to wait for the next step when none is ready, in milliseconds; not at all unless it is given. */
  readonly linger?: number | undefined;
  /** When it aborts, the walk ends after the step that is at hand. */
  readonly signal?: AbortSignal | undefined;
}

export interface Walked {
  /** How many tasks were taken up. */
  readonly worked: number;
  /** Why the last of them came to nothing; undefined when nothing more was ready. */
  readonly lost: string | undefined;
}

/**
 * Walk a lane: claim its next step, have it done, report it, and go on until none is ready. Closing a step and claiming the
 * next one is one transaction, so that nobody comes in between and the disk is waited for once a step. A task that is lost
 * ends the walk: whoever sent its walker decides when the next one is sent.
 */
export async function walk(
  engine: Engine,
  lane: Lane,
  hands: Hands,
  { worker, lease = LEASE, linger = 0, signal }: WalkOptions,
): Promise<Walked> {
  const take = (turn: Turn): Task | undefined =>
    signal?.aborted ? undefined : takeNext(turn, lane.n, worker, lease);
  let worked = 0;
  const more = (): Promise<Task | undefined> =>
    lingerFor(engine, { n: lane.n, worker, linger, signal, take });
  let task = (await engine.change(worker, take)) ?? (await more());
  for (; task; worked += 1) {
    const current: Task = task;
    const claimed = { lane: lane.n, worker, lease, ...current };
    const ending = await keeping(engine, claimed, (lost) => hands.work(current, lost));
    const refusal = isPass(ending) && (await hands.land?.(current));
    const told: Ending =
      typeof refusal === 'string' ? { is: 'reported', outcome: 'fail', reason: refusal } : ending;
    const isLost = told.is === 'lost';
    const { verifies, next } = await tell(engine, worker, current, told, isLost ? nothing : take);
    if (isLost) return { worked: worked + 1, lost: told.reason };
    if (!verifies) task = next ?? (await more());
    else {
      await hands.verify(current);
      task = (await engine.change(worker, take)) ?? (await more());
    }
  }
  return { worked, lost: undefined };
}

const nothing = (): undefined => undefined;

const isPass = (ending: Ending): boolean => ending.is === 'reported' && ending.outcome === 'pass';

/** Undefined when nothing of the lane is ready, or somebody else walks it by now. */
export function takeNext(turn: Turn, n: number, worker: string, lease: number | null): Task | undefined {
  const lane = turn.tx.lane(n);
  if (!lane || (lane.polecat !== null && lane.polecat !== worker)) return undefined;
  const [step] = readyIn(turn.tx, lane, turn.now, 1);
  if (!step) return undefined;
  const { attempt } = claim(turn, step.n, { worker, lease });
  return { step, attempt };
}

interface Told {
  /** Its check is to be made before anything else. */
  readonly verifies: boolean;
  readonly next: Task | undefined;
}

/** Write down what became of a task, and claim the next one. An output that does not fit fails the attempt. */
async function tell(
  engine: Engine,
  worker: string,
  { step, attempt }: Task,
  ending: Ending,
  take: (turn: Turn) => Task | undefined,
): Promise<Told> {
  const change = (told: Ending): Promise<Told> =>
    engine.change(worker, (turn) => {
      const node = turn.tx.node(step.n);
      // Its molecule may be gone.
      if (node && told.is === 'reported') report(turn, node, attempt, told);
      else if (node?.state === 'claimed' && node.attempt === attempt && told.is === 'lost')
        release(turn, node, told.reason);
      settle(turn);
      const verifies = turn.tx.node(step.n)?.state === 'verifying';
      return { verifies, next: verifies ? undefined : take(turn) };
    });
  try {
    return await change(ending);
  } catch (error) {
    if (!isFailure(error) || (error.code !== 'GT8304' && error.code !== 'GT8305')) throw error;
    return change({ is: 'reported', outcome: 'fail', reason: error.message });
  }
}
