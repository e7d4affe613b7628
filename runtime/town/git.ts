import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../failure/failure.js';

/** What git did. */
export interface GitOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Called before and after each change that git makes, with its words: a test ends the process there. */
export type Probe = (point: string) => void;

/** A clone of something large over a slow line; what takes longer is stuck. */
const TIMEOUT = 30 * 60_000;
const MAX_OUTPUT = 64 * 1024 * 1024;
/** How long somebody else's lock in a repository is waited for, and between two tries. */
const LOCK_WAIT = 20_000;
const LOCK_PAUSE = 50;

/** git itself takes locks for moments, for files of settings, indexes and references, and never waits for another's. */
const LOCKED = /\.lock': File exists|could not lock config file|Another git process seems to be running/;

/** Variables of git that say who somebody is and which settings count, not which repository is meant. */
const KEPT =
  /^GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL)|SSH|SSH_COMMAND|CONFIG_(?:NOSYSTEM|GLOBAL|SYSTEM)|EXEC_PATH)$/;

/**
 * Run git in `folder`, with no shell, without variables that would lead it to another repository (as in a hook of git),
 * and without anything being asked of anybody. While another git holds a lock there it is tried again. Rejects with
 * GT8801 when there is no git, and never for what git itself says.
 */
export async function git(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<GitOutcome> {
  for (const end = performance.now() + LOCK_WAIT; ; await pause(LOCK_PAUSE)) {
    const outcome = await once(folder, args, env);
    if (outcome.code === 0 || !LOCKED.test(outcome.stderr) || performance.now() >= end) return outcome;
  }
}

/** What git prints. Rejects with GT8709 when it fails; `doing` says what was wanted. */
export async function gitText(
  folder: string,
  args: readonly string[],
  doing: string,
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  const outcome = await git(folder, args, env);
  return outcome.code === 0 ? outcome.stdout : gitFailed(doing, outcome);
}

/** The commit that something names; undefined when there is none of that name. Rejects with GT8709 when git cannot tell. */
export async function commitOf(folder: string, revision: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const outcome = await git(folder, args);
  if (outcome.code === 0) return outcome.stdout.trim();
  return outcome.stderr.trim() === '' ? undefined : gitFailed(`find ${JSON.stringify(revision)}`, outcome);
}

/** Whether one commit is another, or came before it. Rejects with GT8709. */
export async function isAncestor(folder: string, earlier: string, later: string): Promise<boolean> {
  const outcome = await git(folder, ['merge-base', '--is-ancestor', earlier, later]);
  return outcome.code === 0 || (outcome.code === 1 ? false : gitFailed('compare commits', outcome));
}

/** Throws GT8709 with what git said. */
export function gitFailed(doing: string, outcome: GitOutcome): never {
  return fail('GT8709', { doing, reason: said(outcome) });
}

/** What git said of a failure, on one line. */
export const said = ({ code, stdout, stderr }: GitOutcome): string =>
  (stderr.trim() || stdout.trim() || `git ended with ${code}`)
    .split('\n')
    .map((line) => line.replace(/^(?:fatal|error|hint): ?/, '').trim())
    .filter((line) => line !== '')
    .join('; ');

/** A repository that another user owns, or that is not there, is told by git as any failure. */
function once(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<GitOutcome> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: { ...gitEnvironment(process.env), ...env },
      timeout: TIMEOUT,
      maxBuffer: MAX_OUTPUT,
    };
    const child = execFile('git', [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve({ code: 0, stdout, stderr });
      const { code } = error;
      if (typeof code === 'number') return resolve({ code, stdout, stderr });
      // No folder to run in is told as no program.
      if (code === 'ENOENT') return reject(missing(folder));
      return resolve({ code: -1, stdout, stderr: stderr || error.message });
    });
    child.stdin?.end();
  });
}

function missing(folder: string): unknown {
  try {
    return fail('GT8801', { program: 'git', install: `install git (or ${JSON.stringify(folder)} is gone)` });
  } catch (failure) {
    return failure;
  }
}

function gitEnvironment(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(outer).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  // English, since what git says is looked at.
  return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}
