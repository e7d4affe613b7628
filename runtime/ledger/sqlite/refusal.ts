/** Why SQLite refused, for those refusals that mean something to the ledger. */
export type RefusalKind = 'busy' | 'full' | 'read-only' | 'damaged' | 'unreachable' | 'other';

/** By primary result code: https://www.sqlite.org/rescode.html */
const KINDS: Readonly<Record<number, RefusalKind>> = {
  5: 'busy', // BUSY
  6: 'busy', // LOCKED
  8: 'read-only', // READONLY
  10: 'unreachable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'unreachable', // CANTOPEN
  23: 'unreachable', // AUTH
  26: 'damaged', // NOTADB
};

/** What `all` of the package throws has its text and no code: https://www.sqlite.org/c3ref/errcode.html (sqlite3_errstr). */
const CODES: Readonly<Record<string, number>> = {
  'database is locked': 5,
  'database table is locked': 6,
  'attempt to write a readonly database': 8,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
};

/** An error of either driver, in one shape. Never leaves this folder: `failure.ts` says it in the runtime's words. */
export class SqliteRefusal extends Error {
  override readonly name = 'SqliteRefusal';

  private constructor(
    readonly kind: RefusalKind,
    /** With its extension, such as 2570. */
    readonly code: number,
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }

  /** `error` itself when no SQLite threw it. `sql`: what was to be done. */
  static of(error: unknown, sql: string): unknown {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return error;
    const code = 'errcode' in error ? Number(error.errcode) : (CODES[error.message] ?? 1);
    const kind = KINDS[code & 0xff] ?? 'other';
    const message = kind === 'other' ? `${error.message} (${sql})` : error.message;
    return new SqliteRefusal(kind, code, message, { cause: error });
  }
}
