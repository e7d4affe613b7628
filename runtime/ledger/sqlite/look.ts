import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../../failure/failure.js';
import { reasonOf } from '../../formulas/file-failure.js';
import { isInUse } from './lock-holder.js';
import { damageOfLog } from './log.js';

/** Bytes of the smallest page that SQLite has. */
const SHORTEST = 512;

/**
 * Look at the files of a ledger before SQLite does, which would mend in silence what must be told of: it drops a log that
 * belongs to an empty file, and what is behind a damage in a log. Fails with GT8003, GT8006 or GT8007; changes nothing.
 */
export function demandWholeFiles(path: string, isCreating: boolean): void {
  const file = reach(path, () => statSync(path, { throwIfNoEntry: false }));
  if (file) demandAccess(path, file);
  if (!mayWrite(dirname(path)) || (file && !mayWrite(path))) fail('GT8006', { path });
  if (!file) return;
  if (file.size === 0) {
    const log = reach(path, () => statSync(`${path}-wal`, { throwIfNoEntry: false }));
    if (log && log.size > 0) fail('GT8003', { path, reason: 'it is empty, but its log (-wal) is not' });
    if (!isCreating) fail('GT8003', { path, reason: 'it is empty' });
  }
  // SQLite takes a file of one byte for an empty one.
  if (file.size > 0 && file.size < SHORTEST)
    fail('GT8003', { path, reason: 'it is too short for a database' });
  const damage = reach(path, () => certainDamage(path));
  if (damage !== undefined) fail('GT8003', { path, reason: damage });
}

/** Whoever has it open reads on in the log where he is; only the first to open it reads all of it again. */
function certainDamage(path: string): string | undefined {
  const inUse = isInUse(path);
  if (inUse === true) return undefined;
  // To open and close a file drops every lock that this process has on it, so it is done only where it has none.
  const look = (): string | undefined => damageOfLog(path, { isShared: inUse === undefined });
  const damage = look();
  // Where others write at this moment, what looks damaged may be half written.
  return damage !== undefined && look() === damage ? damage : undefined;
}

function demandAccess(path: string, file: Stats): void {
  if (!file.isFile()) fail('GT8007', { path, reason: 'it is no file' });
  reach(path, () => accessSync(path, constants.R_OK));
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function reach<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    return fail('GT8007', { path, reason: reasonOf(error) });
  }
}
