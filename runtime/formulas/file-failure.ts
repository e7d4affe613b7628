import { lstatSync, type Stats, statSync } from 'node:fs';
import { quote } from '../../compiler/diagnostics/define.js';

/** The file system refused; never to be taken for "nothing there". The message is for people. */
export class FileFailure extends Error {
  override readonly name = 'FileFailure';

  constructor(doing: 'read' | 'write', path: string, reason: string) {
    super(`cannot ${doing} ${quote(path)}: ${reason}`);
  }
}

/** Why the file system refused, for people. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'it has come into being meanwhile; try again',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EBADF: 'it is not open for writing',
};

/** What stands at `path`, a link itself and not what it leads to; undefined when nothing does. */
export function standsAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw new FileFailure('read', path, reasonOf(error));
  }
}

/** Below a file there is nothing either. */
export const isAbsence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Whether a folder stands at `path`, links followed. What a link that leads nowhere lacks is told when it is read. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
