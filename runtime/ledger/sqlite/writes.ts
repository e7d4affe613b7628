import { setImmediate as others } from 'node:timers/promises';
import type { Transaction } from '../contract.js';
import type { Settled } from './settled.js';

/** What somebody asked to write. */
export interface Write {
  readonly work: (tx: Transaction) => unknown;
  readonly end: (how: Settled<unknown>) => void;
}

/**
 * One transaction for the writes that `next` gives, until it gives none: each is whole or has not been. Tells each how it
 * has ended once all are committed. What it throws is the end of all that it was given, or, when it was given none, of
 * all that were waiting for it.
 */
export type Commit = (next: () => Write | undefined) => Promise<void>;

/**
 * The writes of this process, first come, first served. Those that wait at the same time are committed together: a commit
 * ends with a sync of the file to the disk, which takes longer than most writes. With a hundred that walk molecules at the
 * same time a step took 2.8 ms of its own otherwise.
 */
export class Writes {
  readonly #waiting: Write[] = [];
  #isServed = false;

  /** `together`: milliseconds for which writes are taken into one commit. */
  constructor(
    private readonly commit: Commit,
    private readonly together: number,
  ) {}

  ask<T>(work: (tx: Transaction) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (how: Settled<unknown>): void => (how.isFine ? resolve(how.value as T) : reject(how.error));
      this.#waiting.push({ work, end });
      if (!this.#isServed) void this.#serve();
    });
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async #serve(): Promise<void> {
    this.#isServed = true;
    while (this.#waiting.length > 0) {
      // Whoever has just been told of the end of one write may want to ask for another.
      await others();
      const due = this.#waiting.length;
      const taken: Write[] = [];
      const start = performance.now();
      try {
        await this.commit(() => {
          if (taken.length > 0 && performance.now() - start >= this.together) return undefined;
          const write = this.#waiting.shift();
          if (write) taken.push(write);
          return write;
        });
      } catch (error) {
        for (const { end } of taken.length > 0 ? taken : this.#waiting.splice(0, due))
          end({ isFine: false, error });
      }
    }
    this.#isServed = false;
  }
}
