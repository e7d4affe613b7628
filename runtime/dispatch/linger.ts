import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../step/engine.js';
import type { Turn } from '../step/turn.js';

/** Milliseconds between two looks at whether anybody has written. */
const LOOK = 10;

export interface Lingering<T> {
  /** Of the lane. */
  readonly n: number;
  readonly worker: string;
  /** Milliseconds. */
  readonly linger: number;
  readonly signal: AbortSignal | undefined;
  readonly take: (turn: Turn) => T | undefined;
}

/**
 * Wait a while for the next task of a lane whose molecule goes on elsewhere: whoever is there already begins it some
 * milliseconds after what it waits for has closed, while a new process would take a tenth of a second. Undefined when the
 * while is over, or the lane is.
 */
export async function lingerFor<T>(
  engine: Engine,
  { n, worker, linger, signal, take }: Lingering<T>,
): Promise<T | undefined> {
  const isOver = (): Promise<boolean> =>
    engine.read((view) => view.lane(n) === undefined || view.node(n)?.state === 'closed');
  const end = performance.now() + linger;
  let seen = engine.ledger.version();
  while (performance.now() < end && !signal?.aborted && !(await isOver())) {
    do await wait(LOOK);
    while (engine.ledger.version() === seen && performance.now() < end && !signal?.aborted);
    const task = await engine.change(worker, take);
    if (task !== undefined) return task;
    seen = engine.ledger.version();
  }
  return undefined;
}
