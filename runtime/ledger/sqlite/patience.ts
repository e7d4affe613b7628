import { setTimeout as wait } from 'node:timers/promises';
import { SqliteRefusal } from './refusal.js';

/** Between two tries, in milliseconds. */
const LONGEST_PAUSE = 8;

/**
 * Try until it is not busy, for `limit` milliseconds at the most; then the refusal is thrown. Between two tries the
 * event loop is free. Pauses are random, or those who wait would come all at once, and do not grow with the time
 * waited: who has waited long must not have a worse chance than who comes now.
 */
export async function patiently<T>(attempt: () => T, limit: number): Promise<T> {
  const start = performance.now();
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof SqliteRefusal) || error.kind !== 'busy') throw error;
      if (performance.now() - start >= limit) throw error;
    }
    await wait(1 + Math.random() * LONGEST_PAUSE);
  }
}
