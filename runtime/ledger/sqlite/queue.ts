import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Slice } from './slice.js';

/** Milliseconds. Who waits shows that it does so often, and is not believed to after so long without. */
const SIGN = 500;
const SILENCE = 2000;

/**
 * The processes that wait for the ledger, in the order in which they came. SQLite's lock is had by whoever asks in the moment
 * in which it is free, and that is whoever has just had it: among 16 processes that wrote without a pause some waited for
 * more than 10 s, and where the next one was drawn by lot so did some of 64. So each that waits has a file in a folder beside
 * the ledger, with the time of its coming in its name. It is a courtesy and no lock: where it cannot be had, or a process
 * that is gone has left its file, somebody waits longer and nothing else.
 */
export class Queue {
  /** Of this process. */
  readonly slice = new Slice();
  /** Where files cannot be made, nobody goes first. */
  #isOff = false;
  #count = 0;

  constructor(private readonly folder: string) {}

  /** Whether anybody waits. */
  isEmpty(): boolean {
    return this.#isOff || this.#names().length === 0;
  }

  /** Line up. */
  join(): Place {
    this.#count += 1;
    return new Place(this, `${Date.now().toString(36).padStart(9, '0')}-${process.pid}-${this.#count}`);
  }

  /** How many are before the one of that name; 0 where nobody can know. */
  before(name: string): number {
    while (!this.#isOff) {
      const names = this.#names();
      const [head] = names;
      if (head === undefined || head === name || !this.#isGone(head)) return Math.max(0, names.indexOf(name));
      this.remove(head);
    }
    return 0;
  }

  /** Show that the one of that name waits. Whoever was believed to be gone has its old place again. */
  show(name: string): void {
    this.#try(() => {
      mkdirSync(this.folder, { recursive: true });
      const file = join(this.folder, name);
      closeSync(openSync(file, 'a'));
      utimesSync(file, new Date(), new Date());
    });
  }

  remove(name: string): void {
    this.#try(() => rmSync(join(this.folder, name), { force: true }));
  }

  #isGone(name: string): boolean {
    const file = statSync(join(this.folder, name), { throwIfNoEntry: false });
    return file !== undefined && Date.now() - file.mtimeMs > SILENCE;
  }

  #names(): string[] {
    try {
      return readdirSync(this.folder).sort();
    } catch (error) {
      // Nobody has waited yet; or nobody can know who does.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#isOff = true;
      return [];
    }
  }

  #try(change: () => void): void {
    try {
      change();
    } catch {
      this.#isOff = true;
    }
  }
}

/** One who waits, from `join` to `leave`. */
class Place {
  #shown = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly queue: Queue,
    private readonly name: string,
  ) {}

  /** How many are before it. */
  position(): number {
    const now = performance.now();
    if (now - this.#shown >= SIGN) {
      this.queue.show(this.name);
      this.#shown = now;
    }
    return this.queue.before(this.name);
  }

  leave(): void {
    this.queue.remove(this.name);
  }
}
