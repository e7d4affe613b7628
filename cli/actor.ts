import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import type { Environment } from './environment.js';
import { UsageError } from './exit.js';

/** In whose name a command changes something: `--actor`, BD_ACTOR, GT_ACTOR, the name in git's settings, or the user's. */
export function actorOf(given: string | undefined, { surroundings, variable }: Environment): string {
  if (given !== undefined && given.trim() === '')
    throw new UsageError('--actor is empty; name who makes the change');
  const named = given ?? (variable('BD_ACTOR') || variable('GT_ACTOR'));
  return named?.trim() || gitUser(surroundings.cwd) || systemUser();
}

/** Git need not be there, nor know the user. */
function gitUser(cwd: string): string {
  const { stdout } = spawnSync('git', ['config', 'user.name'], { cwd, encoding: 'utf8' });
  return (stdout ?? '').trim();
}

/** A user without an entry in the system's list has no name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
