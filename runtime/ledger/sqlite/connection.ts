import { fail } from '../../failure/failure.js';
import type { Database, Row, Statement, Value } from './driver.js';
import { SqliteRefusal } from './refusal.js';
import { type Settled, settled } from './settled.js';

/** Called before and after each statement that changes something; crash tests end the process there. */
export type Probe = (point: string) => void;

/** A snapshot to read, or the right to write, at once: what begins as a snapshot and then writes may never get it. */
export type Beginning = 'BEGIN' | 'BEGIN IMMEDIATE';

interface Prepared {
  readonly statement: Statement;
  /** What the statement does, for the probe: `insert nodes`. */
  readonly deed: string;
}

/**
 * One connection to the file. Statements are prepared once for each text: what is prepared and dropped would stay in
 * memory until the connection closes (200,000 of them: 368 MB). So texts are few, and lists are passed as JSON.
 */
export class Connection {
  readonly #prepared = new Map<string, Prepared>();
  #isInside = false;
  /** What went wrong inside of the transaction; then it is never committed, whoever has caught it. */
  #broken: unknown;

  constructor(
    readonly database: Database,
    private readonly probe: Probe | undefined,
  ) {}

  /** Gives how many rows have changed. */
  run(sql: string, ...values: Value[]): number {
    return Number(this.#change(sql, values).changes);
  }

  /** Gives the number of the new row. */
  insert(sql: string, ...values: Value[]): number {
    return Number(this.#change(sql, values).lastInsertRowid);
  }

  get(sql: string, ...values: Value[]): Row | undefined {
    const { statement } = this.#prepare(sql);
    try {
      return statement.get(...values);
    } catch (error) {
      throw this.#failed(error, sql);
    }
  }

  all(sql: string, ...values: Value[]): Row[] {
    const { statement } = this.#prepare(sql);
    try {
      return statement.all(...values);
    } catch (error) {
      throw this.#failed(error, sql);
    }
  }

  /** The first column of the first row. */
  value(sql: string, ...values: Value[]): Value | undefined {
    const row = this.get(sql, ...values);
    return row && Object.values(row)[0];
  }

  /**
   * Begin a transaction, and give the version of the schema that it sees. The snapshot is taken here, so that what can be
   * busy is busy before any work has been done. Throws the refusal of SQLite.
   */
  begin(how: Beginning): number {
    this.#exec(how);
    try {
      return Number(this.pragma('user_version'));
    } catch (error) {
      this.giveUp();
      throw error;
    }
  }

  /** What follows on `begin`: `work` and COMMIT, or ROLLBACK and what was thrown. */
  finish<T>(work: () => T, how: Beginning): T {
    return this.#inside(() => {
      const result = this.#whole(work);
      this.#commit(how);
      return result;
    });
  }

  /**
   * The same for several works that each are whole or have not been, and how each has ended. Throws what kept all of them
   * from being committed. Of one that is alone nothing is kept to take it back by itself.
   */
  finishEach(works: Iterable<() => unknown>, isAlone: boolean): Settled<unknown>[] {
    return this.#inside(() => {
      const ends: Settled<unknown>[] = [];
      for (const work of works) ends.push(isAlone ? settled(() => this.#whole(work)) : this.#apart(work));
      if (!ends.some(({ isFine }) => isFine)) {
        this.giveUp();
        return ends;
      }
      this.#commit('BEGIN IMMEDIATE');
      return ends;
    });
  }

  /** ROLLBACK, where SQLite has not done so by itself, as it does when a disk is full and the like. */
  giveUp(): void {
    if (this.database.isTransaction) this.#exec('ROLLBACK');
  }

  get isInside(): boolean {
    return this.#isInside;
  }

  /** Outside of transactions: pragmas and checkpoints. */
  pragma(name: string): Value | undefined {
    try {
      const row = this.#prepareRaw(`PRAGMA ${name}`).statement.get();
      return row && Object.values(row)[0];
    } catch (error) {
      throw SqliteRefusal.of(error, name);
    }
  }

  /** Statements without rows that run once: the schema. */
  script(sql: string): void {
    this.#exec(sql);
  }

  /** `PRAGMA wal_checkpoint(TRUNCATE)`: all of the log goes into the file. Not while anybody reads or writes. */
  emptyLog(): void {
    this.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** The package lets go of the file only when its statements have been collected; it holds no lock that matters until then. */
  close(): void {
    this.#prepared.clear();
    this.database.close();
  }

  #change(sql: string, values: readonly Value[]): ReturnType<Statement['run']> {
    const { statement, deed } = this.#prepare(sql);
    for (const value of values) if (typeof value === 'string') demandKeepable(value);
    this.probe?.(`${deed}:before`);
    let changed: ReturnType<Statement['run']>;
    try {
      changed = statement.run(...values);
    } catch (error) {
      throw this.#failed(error, sql);
    }
    this.probe?.(`${deed}:after`);
    return changed;
  }

  #inside<T>(work: () => T): T {
    this.#isInside = true;
    try {
      return work();
    } catch (error) {
      this.giveUp();
      throw error;
    } finally {
      this.#isInside = false;
    }
  }

  #commit(how: Beginning): void {
    const isWrite = how === 'BEGIN IMMEDIATE';
    if (isWrite) this.probe?.('commit:before');
    this.#exec('COMMIT');
    this.#isInside = false;
    if (isWrite) this.probe?.('commit:after');
  }

  /** What goes wrong inside of `work` is thrown by it, whoever has caught it there. */
  #whole<T>(work: () => T): T {
    this.#broken = undefined;
    const result = work();
    if (isThenable(result)) throw new Error('the work of a transaction must not wait for anything');
    if (this.#broken !== undefined) throw this.#broken;
    return result;
  }

  /** Of several in one transaction: taken back by itself when it fails. */
  #apart<T>(work: () => T): Settled<T> {
    this.#exec('SAVEPOINT work');
    const end = settled(() => this.#whole(work));
    // With the transaction, those before it are gone too.
    if (!end.isFine && !this.database.isTransaction) throw end.error;
    this.#exec(end.isFine ? 'RELEASE work' : 'ROLLBACK TO work; RELEASE work');
    return end;
  }

  #exec(sql: string): void {
    try {
      this.database.exec(sql);
    } catch (error) {
      throw SqliteRefusal.of(error, sql);
    }
  }

  #prepare(sql: string): Prepared {
    if (!this.#isInside) throw new Error('a view or transaction was used after its end');
    // SQLite may have ended the transaction, and would then commit each further statement by itself.
    if (this.#broken !== undefined) throw this.#broken;
    return this.#prepareRaw(sql);
  }

  #prepareRaw(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    try {
      const prepared = { statement: this.database.prepare(sql), deed: deedOf(sql) };
      this.#prepared.set(sql, prepared);
      return prepared;
    } catch (error) {
      throw this.#failed(error, sql);
    }
  }

  #failed(error: unknown, sql: string): unknown {
    const refusal = SqliteRefusal.of(error, sql);
    if (this.#isInside) this.#broken ??= refusal;
    return refusal;
  }
}

/** `INSERT OR IGNORE INTO edges (…` is `insert edges`. */
function deedOf(sql: string): string {
  const [, verb = 'run', table = ''] =
    /^\s*(INSERT|UPDATE|DELETE)\b(?:\s+OR\s+\w+)?(?:\s+INTO|\s+FROM)?\s+(\w+)/i.exec(sql) ?? [];
  return `${verb.toLowerCase()} ${table}`.trimEnd();
}

/**
 * What would not come back as it was written is not written: one of the drivers cuts a text at a NUL, and neither keeps half
 * a pair of surrogates. JSON has escapes for both.
 */
function demandKeepable(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) fail('GT8011', { text });
}

const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
