import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import type { LockHolder } from '../../failure/registry/store.js';

/** The byte of the `-shm` file that a writer locks: https://www.sqlite.org/walformat.html#locks */
const WRITE_LOCK = 120;
/** The byte that everybody who has the ledger open has locked for reading. */
const OPEN_LOCK = 128;

/** Who holds the lock of the ledger at `path`; undefined where the system does not tell. Never fails: it is asked while failing. */
export function lockHolder(path: string): LockHolder | undefined {
  try {
    return process.platform === 'linux' ? byLocks(path) : byOpenFiles(path);
  } catch {
    // What cannot be found out is not known, and the failure says so.
    return undefined;
  }
}

function byLocks(path: string): LockHolder | undefined {
  const locks = readFileSync('/proc/locks', 'utf8');
  const shared = statSync(`${path}-shm`, { throwIfNoEntry: false });
  const pid =
    (shared && ownerOf(locks, 'WRITE', shared.ino, WRITE_LOCK)) ??
    // Not in the way of writing as such: recovery, a checkpoint, or a program that wants the file for itself.
    (shared && ownerOf(locks, 'WRITE', shared.ino)) ??
    ownerOf(locks, 'WRITE', statSync(path).ino);
  return pid === undefined ? undefined : described(pid);
}

/** Whether somebody has it open, this process included; undefined where the system does not tell. Never fails, as `lockHolder`. */
export function isInUse(path: string): boolean | undefined {
  try {
    const locks = readFileSync('/proc/locks', 'utf8');
    const shared = statSync(`${path}-shm`, { throwIfNoEntry: false });
    return shared !== undefined && ownerOf(locks, 'READ', shared.ino, OPEN_LOCK) !== undefined;
  } catch {
    return undefined;
  }
}

/** `3: POSIX  ADVISORY  WRITE 4711 fd:01:1835021 120 120`: who has locked the byte of that file, or any. */
export function ownerOf(
  locks: string,
  kind: 'READ' | 'WRITE',
  inode: number,
  byte?: number,
): number | undefined {
  for (const line of locks.split('\n')) {
    const [, held, pid, file, from, to] =
      /^\d+: (?:POSIX|OFDLCK)\s+\S+\s+(READ|WRITE)\s+(\d+)\s+\w+:\w+:(\d+)\s+(\d+)\s+(\d+|EOF)$/.exec(line) ??
      [];
    if (held !== kind || Number(file) !== inode) continue;
    const last = to === 'EOF' ? Number.POSITIVE_INFINITY : Number(to);
    if (byte === undefined || (Number(from) <= byte && byte <= last)) return Number(pid);
  }
  return undefined;
}

function described(pid: number): LockHolder {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  // The state stands behind the name, which is in brackets and may have any characters.
  const state = /.*\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  return { pid, command: command || undefined, isStopped: state === 'T' || state === 't' };
}

/** Elsewhere nobody tells who has locked a file, only who has it open: the one other that has it is the holder. */
function byOpenFiles(path: string): LockHolder | undefined {
  const list = execFileSync('lsof', ['-F', 'p', `${path}-shm`], {
    encoding: 'utf8',
    timeout: 2000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [pid, ...more] = [...list.matchAll(/^p(\d+)$/gm)]
    .map(([, each]) => Number(each))
    .filter((each) => each !== process.pid);
  if (pid === undefined || more.length > 0) return undefined;
  const shown = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    timeout: 2000,
  }).trim();
  const [, state = '', command] = /^(\S+)\s+(.*)$/.exec(shown) ?? [];
  return { pid, command, isStopped: state.startsWith('T') };
}
