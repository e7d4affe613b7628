import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf } from '../formulas/file-failure.js';
import { isAlive, type ProcessIdentity, processOf } from '../polecat/process.js';
import { makeFolder } from './folder.js';

/** How long somebody waits for another, and between two looks; and for one that fetches or pushes. */
const WAIT = 60_000;
export const NETWORK_WAIT = 15 * 60_000;
const LOOK = 20;

/**
 * Do `work` while no other process, and nobody else in this one, does what takes the lock at `path`. A lock says which
 * process has it, so that one whose holder was killed is not in anybody's way. Rejects with GT8804 when it is not to be
 * had in `wait` milliseconds, a minute unless more is given.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, wait = WAIT): Promise<T> {
  const mine = JSON.stringify({ ...processOf(process.pid), id: randomBytes(8).toString('hex') });
  await take(path, mine, wait);
  try {
    return await work();
  } finally {
    // Whoever took it over from a holder that was thought dead keeps it.
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

async function take(path: string, mine: string, wait: number): Promise<void> {
  makeFolder(dirname(path));
  for (const end = performance.now() + wait; ; await pause(LOOK)) {
    if (create(path, mine)) return;
    const held = read(path);
    const holder = held === undefined ? undefined : holderIn(held);
    if (held !== undefined && !(holder && isAlive(holder))) takeAway(path, held);
    else if (performance.now() >= end) fail('GT8804', { path, waited: wait, pid: holder?.pid });
  }
}

/** With its content or not at all; false when it is there. */
function create(path: string, content: string): boolean {
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(beside, content, { flag: 'wx' });
    linkSync(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new FileFailure('write', path, reasonOf(error));
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Take a dead process's lock away. One that has come in its place meanwhile is put back. */
function takeAway(path: string, dead: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new FileFailure('write', path, reasonOf(error));
  }
  const moved = read(aside);
  if (moved !== undefined && moved !== dead) create(path, moved);
  rmSync(aside, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new FileFailure('read', path, reasonOf(error));
  }
}

/** Undefined for what no process of ours has written. */
function holderIn(text: string): ProcessIdentity | undefined {
  const [, pid, startTime] = /^\{"pid":(\d+),"startTime":"([^"]*)"/.exec(text) ?? [];
  return pid !== undefined && startTime !== undefined ? { pid: Number(pid), startTime } : undefined;
}
