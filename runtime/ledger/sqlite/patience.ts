import { setTimeout as wait } from 'node:timers/promises';
import type { Queue } from './queue.js';
import { SqliteRefusal } from './refusal.js';

/**
 * Try until it is not busy, for `limit` milliseconds at the most; then the refusal is thrown. Between two tries the
 * event loop is free. Pauses are random, or those who wait would come all at once.
 */
export async function patiently<T>(attempt: () => T, limit: number): Promise<T> {
  const start = performance.now();
  for (;;) {
    const waited = performance.now() - start;
    const tried = unlessBusy(attempt, waited < limit);
    if (tried) return tried.result;
    await wait(pause());
  }
}

/**
 * The same for those who want to write, in turn: the first of the queue tries, and others wait until they are the first.
 * Who has not just written for a while may try at once. `attempt` calls `begun` when it has the lock, so that the next one
 * may come forward while it works.
 */
export async function inTurn<T>(attempt: (begun: () => void) => T, limit: number, queue: Queue): Promise<T> {
  const { slice } = queue;
  const start = performance.now();
  const mayGo = !slice.isOver() || queue.isEmpty();
  let place: ReturnType<Queue['join']> | undefined;
  const begun = (): void => {
    slice.begin(!mayGo);
    place?.leave();
    place = undefined;
  };
  try {
    for (let position = mayGo ? 0 : 1; ; position = place.position()) {
      const isLast = performance.now() - start >= limit;
      if (position === 0 || isLast) {
        const tried = unlessBusy(() => attempt(begun), !isLast);
        if (tried) return tried.result;
      }
      place ??= queue.join();
      await wait(SHORTEST + FOR_EACH * Math.min(place.position(), 64));
    }
  } finally {
    place?.leave();
    slice.end();
  }
}

/** Milliseconds. */
const SHORTEST = 1;
const LONGEST = 24;
/** For each that is before: a try takes 0.1 of a millisecond, and 64 processes may wait. */
const FOR_EACH = 4;

const pause = (): number => SHORTEST + Math.random() * (LONGEST - SHORTEST);

/** Undefined when it was busy, where that may be. */
function unlessBusy<T>(attempt: () => T, mayBeBusy: boolean): { readonly result: T } | undefined {
  try {
    return { result: attempt() };
  } catch (error) {
    if (mayBeBusy && error instanceof SqliteRefusal && error.kind === 'busy') return undefined;
    throw error;
  }
}
