import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileFailure, reasonOf } from './file-failure.js';

/**
 * Put `after` in the place of `before`, which the file at `path` must still hold: whoever reads it sees the one
 * or the other, whole. The mode stays; of a link, what it leads to is replaced. `shown` is for people. Throws a
 * FileFailure, and the file is then as it was.
 */
export function replaceFile(path: string, before: Uint8Array, after: Uint8Array, shown: string): void {
  try {
    const real = realpathSync.native(path);
    const beside = join(dirname(real), `.${basename(real)}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      write(beside, after, statSync(real).mode);
      if (!readFileSync(real).equals(before))
        throw new FileFailure('write', shown, 'it has been changed meanwhile; try again');
      renameSync(beside, real);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  } catch (error) {
    if (error instanceof FileFailure) throw error;
    throw new FileFailure('write', shown, reasonOf(error));
  }
}

/**
 * Make the file at `path`, which must not be there: whoever looks sees nothing or all of it. Throws a FileFailure, and
 * nothing is then there that was not before.
 */
export function createFile(path: string, bytes: Uint8Array, shown: string): void {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    write(beside, bytes, 0o644);
    // Not a renaming, which would take the place of a file that has come meanwhile.
    linkSync(beside, path);
  } catch (error) {
    throw new FileFailure('write', shown, reasonOf(error));
  } finally {
    rmSync(beside, { force: true });
  }
}

/** On the disk before it returns, so that a crash after the renaming leaves no empty file. */
function write(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, bytes);
    fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
