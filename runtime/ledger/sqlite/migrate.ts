import { randomUUID } from 'node:crypto';
import { fail } from '../../failure/failure.js';
import type { Connection } from './connection.js';
import { MIGRATIONS, type Migration } from './schema/migrations.js';

/** "gtfl": what tells our databases from those of other programs, Beads' own `beads.db` among them. */
const APPLICATION = 0x6774666c;

export interface Creation {
  /** What the ids of its beads begin with. */
  readonly prefix: string;
  /** Called when it has been begun here, and was not there before. */
  readonly begun?: () => void;
}

/**
 * Make a ledger of the newest schema out of what the file has: nothing (where `create` says so), or a ledger of any earlier
 * version. Throws a busy refusal when it has to be tried again; what was done before is then found done. Fails with GT8003
 * when it is empty, GT8004 when a newer version has written it, GT8008 when it is of another program.
 */
export function bringUpToDate(
  connection: Connection,
  path: string,
  create: Creation | undefined,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const version = versionOf(connection, path, migrations);
  if (version === 0 && !create) fail('GT8003', { path, reason: 'it is empty' });
  if (path !== ':memory:') demandLog(connection, path);
  if (version === migrations.length) return;
  // One transaction for each: whoever comes at the same time waits, and then finds it done.
  while (migrateOnce(connection, path, create, migrations));
  connection.emptyLog();
}

/** How many migrations the file has behind it; 0 for one that is empty. */
function versionOf(connection: Connection, path: string, migrations: readonly Migration[]): number {
  const version = Number(connection.pragma('user_version'));
  const application = Number(connection.pragma('application_id'));
  const isEmpty = Number(connection.pragma('schema_version')) === 0;
  if (isEmpty && version === 0 && application === 0) return 0;
  if (application !== APPLICATION) fail('GT8008', { path });
  if (version > migrations.length) fail('GT8004', { path, version, known: migrations.length });
  return version;
}

/** With a log, nobody who reads waits for one who writes. It stays for all who open the file; another program can end it. */
function demandLog(connection: Connection, path: string): void {
  if (connection.pragma('journal_mode = WAL') !== 'wal')
    fail('GT8007', {
      path,
      reason: 'its disk does not let processes share memory, as those of other machines do not',
    });
}

/** False when there was nothing to do. */
function migrateOnce(
  connection: Connection,
  path: string,
  create: Creation | undefined,
  migrations: readonly Migration[],
): boolean {
  connection.begin('BEGIN IMMEDIATE');
  const { version, isDone } = connection.finish(() => {
    const version = versionOf(connection, path, migrations);
    const migration = migrations[version];
    if (migration === undefined) return { version, isDone: false };
    connection.script(migration);
    connection.script(`PRAGMA user_version = ${version + 1}; PRAGMA application_id = ${APPLICATION}`);
    if (version === 0 && create) begin(connection, create.prefix);
    return { version, isDone: true };
  }, 'BEGIN IMMEDIATE');
  if (version === 0) create?.begun?.();
  return isDone;
}

/** The settings that every ledger has; in the transaction of the first schema, so that there is none without them. */
function begin(connection: Connection, prefix: string): void {
  const insert = 'INSERT INTO settings (name, value) VALUES (?, ?)';
  connection.run(insert, 'prefix', prefix);
  connection.run(insert, 'ledger', randomUUID());
}
