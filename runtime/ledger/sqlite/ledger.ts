import { fail } from '../../failure/failure.js';
import type { Ledger, Timing, Transaction, View } from '../contract.js';
import type { Beginning, Connection } from './connection.js';
import { failureOf } from './failure.js';
import { inTurn, patiently } from './patience.js';
import type { Known } from './protomolecules.js';
import type { Queue } from './queue.js';
import { SqliteRefusal } from './refusal.js';
import { MIGRATIONS } from './schema/migrations.js';
import { type Settled, settled, valueIn } from './settled.js';
import { transactionOf, viewOf } from './transaction.js';
import { type Write, Writes } from './writes.js';

/** When nobody has written for so long, what stands in the log goes into the file; milliseconds. */
const IDLE = 1000;

/** A connection and what can be asked over it. */
interface Side<V> {
  readonly connection: Connection;
  readonly view: V;
}

/** Where the ledger is, and how to get at it. In memory both are the same connection. */
export interface Place {
  readonly path: string;
  /** Made when they are first needed: a command that only reads needs no other. */
  readonly reader: () => Connection;
  readonly writer: () => Connection;
  /** Of those who want to write; undefined where nobody else can. */
  readonly queue: Queue | undefined;
}

/**
 * The ledger in one file of SQLite. Reads have a connection of their own: they see no row that is not committed, and
 * whoever writes, here or elsewhere, is not in their way.
 */
export class SqliteLedger implements Ledger {
  /** Protomolecules that were read, by fingerprint. */
  readonly #known: Known = new Map();
  #reading: Side<View> | undefined;
  #writing: Side<Transaction> | undefined;
  readonly #writes: Writes;
  #version = 0;
  /** How many writes have been committed here: a connection does not count its own. */
  #commits = 0;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    private readonly place: Place,
    private readonly timing: Timing,
  ) {
    this.#writes = new Writes((next) => this.#commit(next), timing.together);
  }

  read<T>(work: (view: View) => T): Promise<T> {
    this.#demandOutside();
    return this.#look(work);
  }

  write<T>(work: (tx: Transaction) => T): Promise<T> {
    this.#demandOutside();
    return this.#writes.ask(work);
  }

  version(): number {
    this.#demandOpen();
    try {
      const own = this.#reader().connection.pragma('data_version');
      this.#version = Number(own) + this.#commits;
    } catch (error) {
      // Somebody is just opening or leaving it, which is over in a moment: whoever asks again is told then.
      if (!(error instanceof SqliteRefusal) || error.kind !== 'busy') throw failureOf(error, this.place.path);
    }
    return this.#version;
  }

  close(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#idle);
    if (this.#commits > 0) this.#emptyLog();
    this.#isClosed = true;
    for (const connection of new Set([this.#reading?.connection, this.#writing?.connection]))
      connection?.close();
  }

  async #look<T>(work: (view: View) => T): Promise<T> {
    const { path } = this.place;
    const { busy } = this.timing;
    const attempt = (): Settled<T> => {
      const { connection, view } = this.#begin(() => this.#reader(), 'BEGIN');
      return settled(() => connection.finish(() => work(view), 'BEGIN'));
    };
    try {
      return valueIn(await patiently(attempt, busy));
    } catch (error) {
      throw failureOf(error, path, busy);
    }
  }

  /** One transaction for what `next` gives. */
  async #commit(next: () => Write | undefined): Promise<void> {
    const { path, queue } = this.place;
    const { busy } = this.timing;
    const writes: Write[] = [];
    const attempt = (begun: () => void): Settled<Settled<unknown>[]> => {
      const { connection, view } = this.#begin(() => this.#writer(), 'BEGIN IMMEDIATE');
      begun();
      const isAlone = this.#writes.waiting === 1;
      const works = function* (): Generator<() => unknown> {
        for (let write = next(); write; write = next()) {
          writes.push(write);
          const { work } = write;
          yield () => work(view);
        }
      };
      // Begun and finished in one go: whatever else this process asks for meanwhile uses the same connection.
      return settled(() => connection.finishEach(works(), isAlone));
    };
    try {
      const ends = valueIn(
        await (queue ? inTurn(attempt, busy, queue) : patiently(() => attempt(() => undefined), busy)),
      );
      if (ends.some(({ isFine }) => isFine)) this.#committed();
      for (const [at, end] of ends.entries())
        writes[at]?.end(end.isFine ? end : { isFine: false, error: failureOf(end.error, path, busy) });
    } catch (error) {
      throw failureOf(error, path, busy);
    }
  }

  /** What has begun is not tried again when it fails. */
  #begin<V>(open: () => Side<V>, how: Beginning): Side<V> {
    this.#demandOpen();
    const side = open();
    const version = side.connection.begin(how);
    const known = MIGRATIONS.length;
    if (version === known) return side;
    // Another process has been updated meanwhile, and the ledger with it.
    side.connection.giveUp();
    return fail('GT8004', { path: this.place.path, version, known });
  }

  #reader(): Side<View> {
    if (!this.#reading) {
      const connection = this.place.reader();
      this.#reading = { connection, view: viewOf(connection, this.#known) };
    }
    return this.#reading;
  }

  #writer(): Side<Transaction> {
    if (!this.#writing) {
      const connection = this.place.writer();
      this.#writing = { connection, view: transactionOf(connection, this.#known) };
    }
    return this.#writing;
  }

  #committed(): void {
    this.#commits++;
    if (this.#isClosed) return;
    this.#idle ??= setTimeout(() => this.#emptyLog(), IDLE).unref();
    this.#idle.refresh();
  }

  /** Nothing depends on it: where it cannot be done now, the next write or the last to close does it. */
  #emptyLog(): void {
    if (this.#isClosed) return;
    try {
      this.#writer().connection.emptyLog();
    } catch (error) {
      if (!(error instanceof SqliteRefusal)) throw error;
    }
  }

  #demandOutside(): void {
    if (this.#reading?.connection.isInside || this.#writing?.connection.isInside)
      throw new Error('a transaction was asked for inside of another one');
  }

  #demandOpen(): void {
    if (this.#isClosed) throw new Error('the ledger was used after it had been closed');
  }
}
