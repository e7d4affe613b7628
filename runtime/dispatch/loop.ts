import { setTimeout as wait } from 'node:timers/promises';
import { isFailure } from '../failure/failure.js';
import type { Engine } from '../step/engine.js';
import type { Passing } from './deferring.js';
import type { Pass } from './dispatcher.js';

/** Milliseconds between two looks at whether anybody has written: while something goes on, and when nothing does. */
const LIVELY = 10;
const IDLE = 400;
/** For how long after the last change something still goes on. */
const LIVELY_FOR = 2_000;
/** How often gates are asked, and everything is looked at: processes that are gone write nothing. */
const PATROL = 10_000;

export interface LoopOptions {
  readonly engine: Engine;
  readonly dispatcher: Passing;
  /** After each pass; true ends the loop. */
  readonly after?: (pass: Pass) => Promise<boolean> | boolean;
  /** A pass that failed, and will be made again: the ledger is busy, say. */
  readonly onTrouble: (error: Error) => void;
  readonly signal: AbortSignal;
}

/**
 * Make passes whenever something has happened: somebody has written to the ledger, someone that was sent has ended, or a time
 * has come. Whether anybody has written is a number that SQLite keeps in shared memory: asking 100 times in a second costs
 * less than 0.5 % of a processor, and nothing that could be lost goes from process to process. (A socket that writers knock
 * at would save that, and needs what is done here as well for those who do not.)
 */
export async function loop({ engine, dispatcher, after, onTrouble, signal }: LoopOptions): Promise<void> {
  let isCalled = false;
  dispatcher.onEnd = () => {
    isCalled = true;
  };
  let patrolled = Number.NEGATIVE_INFINITY;
  let lively = performance.now();
  while (!signal.aborted) {
    const began = performance.now();
    const patrols = began - patrolled >= PATROL;
    if (patrols) patrolled = began;
    const seen = engine.ledger.version();
    isCalled = false;
    let due: number | undefined;
    try {
      if (await after?.(await dispatcher.pass({ patrols }))) return;
      due = await dispatcher.nextDue();
    } catch (error) {
      // An error is never taken for "no work": it is told, and looked at again.
      if (!isFailure(error)) throw error;
      onTrouble(error);
      due = engine.outside.clock() + IDLE;
    }
    const isTold = (): boolean => isCalled || engine.ledger.version() !== seen;
    const isQuiet = (): boolean => {
      if (signal.aborted || isTold()) return false;
      if (performance.now() - patrolled >= PATROL) return false;
      return due === undefined || engine.outside.clock() < due;
    };
    // At least once, or nobody would hear of processes that have ended.
    do await wait(performance.now() - lively < LIVELY_FOR ? LIVELY : IDLE);
    while (isQuiet());
    if (isTold()) lively = performance.now();
  }
}
