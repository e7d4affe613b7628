import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../failure/failure.js';
import type { ProcessMark } from '../ledger/lane.js';

export type { ProcessMark as ProcessIdentity };

/** Milliseconds between two looks at a group that is to end. */
const LOOK = 20;
/** How long a group may take to end of itself, and then to be gone once it is killed. */
const GRACE = 5_000;

/** The process of that number; undefined when none lives. One that has ended and waits for its parent does not live. */
export function processOf(pid: number): ProcessMark | undefined {
  if (process.platform !== 'linux') return processByPs(pid);
  const stat = statOf(pid);
  return stat && isLiving(stat) ? { pid, startTime: `${stat.startTicks}@${bootId()}` } : undefined;
}

/**
 * The same of a child that has not been waited for: it may have ended already, and keeps its number until then. Only
 * Linux tells when such a one began.
 */
export function processOfChild(pid: number): ProcessMark {
  const living = processOf(pid);
  if (living) return living;
  const stat = process.platform === 'linux' ? statOf(pid) : undefined;
  return { pid, startTime: stat ? `${stat.startTicks}@${bootId()}` : 'ended' };
}

/** Whether that very process still lives. */
export const isAlive = ({ pid, startTime }: ProcessMark): boolean => processOf(pid)?.startTime === startTime;

/**
 * End the group that a process leads, and wait until all of it is gone: SIGTERM, and after `grace` milliseconds SIGKILL.
 * A leader that has ended leaves its group behind; a number that now is another process's is left alone. Rejects with
 * GT8809 when even SIGKILL does not end it in time.
 */
export async function killGroup(leader: ProcessMark, grace = GRACE): Promise<void> {
  const { pid, startTime } = leader;
  // -1 would be every process there is, and -0 our own group.
  if (!Number.isSafeInteger(pid) || pid < 2) throw new Error(`no group has the number ${pid}`);
  const now = processOf(pid);
  // As long as one of the group lives, its number is given to no other.
  if (now && now.startTime !== startTime) return;
  for (const [signal, wait] of [
    ['SIGTERM', grace],
    ['SIGKILL', GRACE],
  ] as const) {
    if (!signalGroup(pid, signal) || (await isGroupGone(pid, wait))) return;
  }
  fail('GT8809', { pid, waited: GRACE });
}

/** False when there is no such group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function isGroupGone(pid: number, wait: number): Promise<boolean> {
  for (const end = performance.now() + wait; ; await pause(LOOK)) {
    if (!livesGroup(pid)) return true;
    if (performance.now() >= end) return false;
  }
}

/** A group of which only the dead are left, unreaped, can be signalled on and does nothing any more. */
function livesGroup(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .some((stat) => stat?.group === group && isLiving(stat));
}

interface Stat {
  readonly state: string;
  readonly group: number;
  readonly startTicks: string;
}

const isLiving = ({ state }: Stat): boolean => state !== 'Z' && state !== 'X';

/** proc(5): `pid (name) state ppid pgrp …`, the start in field 22; the name may have spaces and brackets. */
function statOf(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', group: Number(fields[2]), startTicks: fields[19] ?? '' };
}

/** Ticks count from the start of the machine, and begin anew with it. */
const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** `ps` prints state and start, or nothing and 1 when there is no such process. */
function processByPs(pid: number): ProcessMark | undefined {
  const { stdout, status, error } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  if (error) throw error;
  const [, state = 'Z', startTime = ''] = /^\s*(\S+)\s+(.*?)\s*$/m.exec(stdout) ?? [];
  return status === 0 && !state.startsWith('Z') ? { pid, startTime } : undefined;
}
