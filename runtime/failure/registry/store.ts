import { environment, quote, refused } from '../define.js';

/** Who keeps others from writing. */
export interface LockHolder {
  readonly pid: number;
  /** Its command line; undefined when it cannot be read. */
  readonly command: string | undefined;
  /** Somebody has stopped it (SIGSTOP, Ctrl-Z), and it holds what it holds until it goes on. */
  readonly isStopped: boolean;
}

const who = ({ pid, command }: LockHolder): string =>
  command === undefined ? `process ${pid}` : `process ${pid} (${command})`;

/** GT80xx: the ledger cannot be had. */
export const store = {
  GT8001: environment<{ folder: string }>(
    ({ folder }) => `there is no ledger: no .beads/beads.db in ${quote(folder)} or above it`,
    () => 'begin one with "bd init" in the folder of the project, or name one with --ledger',
  ),
  GT8002: environment<{ path: string; waited: number; holder: LockHolder | undefined }>(
    ({ path, waited, holder }) =>
      `the ledger ${quote(path)} is locked: after ${waited / 1000} s ${
        holder
          ? `${who(holder)} still holds it`
          : 'another process still holds it, and the system does not say which'
      }`,
    ({ holder }) => {
      if (!holder) return 'look for a program that has the file open, and try again once it has ended';
      if (holder.isStopped) return `it has been stopped; "kill -CONT ${holder.pid}" lets it go on`;
      return 'nothing was changed; try again, or look at what that process is doing';
    },
  ),
  GT8003: environment<{ path: string; reason: string }>(
    ({ path, reason }) => `the ledger ${quote(path)} is damaged: ${reason}`,
    () =>
      'leave the file and those beside it as they are; "gt doctor" tells what is wrong, and "bd import" builds a ledger from .beads/issues.jsonl in another folder',
  ),
  GT8004: environment<{ path: string; version: number; known: number }>(
    ({ path, version, known }) =>
      `the ledger ${quote(path)} was written by a newer version of this program (schema ${version}, this one knows ${known})`,
    () => 'update this program; the ledger is as it was',
  ),
  GT8005: environment<{ path: string }>(
    ({ path }) => `the ledger ${quote(path)} cannot grow: the disk is full`,
    () => 'nothing was changed; make room on its disk and try again',
  ),
  GT8006: environment<{ path: string }>(
    ({ path }) => `the ledger ${quote(path)} cannot be written: its file, folder or disk is read-only`,
    () => 'nothing was changed; a ledger needs a folder that may be written, to be read as well',
  ),
  GT8007: environment<{ path: string; reason: string }>(
    ({ path, reason }) => `the ledger ${quote(path)} cannot be reached: ${reason}`,
  ),
  GT8008: environment<{ path: string }>(
    ({ path }) => `${quote(path)} is a database of another program`,
    () => 'it is left as it is; begin a ledger in another folder',
  ),
  GT8009: environment<{ folder: string }>(
    ({ folder }) => `there is no ledger in ${quote(folder)}: it has no beads.db`,
    () => 'begin one with "bd init" in the folder of the project',
  ),
  GT8010: refused<{ prefix: string }>(
    ({ prefix }) => `${quote(prefix)} cannot be the prefix of ids`,
    () => 'a prefix is lowercase letters, digits and -, begins with a letter, and has 32 characters at most',
  ),
  GT8011: refused<{ text: string }>(
    ({ text }) =>
      `a text cannot be kept as it is: it has ${
        text.includes('\0') ? 'the character NUL' : 'half of a character that takes two (a lone surrogate)'
      }: ${quote(text.length > 60 ? `${text.slice(0, 60)}…` : text)}`,
    () => 'take that character away',
  ),
};
