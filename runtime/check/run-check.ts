import { spawn } from 'node:child_process';
import { parseDuration } from '../../compiler/language/duration.js';

/** A command of a formula: it is the author's, and its values reach it through its environment alone. */
export interface CheckCommand {
  readonly run: string;
  readonly timeout?: string | undefined;
}

/** What a check came to, and the end of what it printed. */
export interface CheckResult {
  readonly verdict: 'pass' | 'later' | 'fail';
  readonly told: string;
}

/** The exit code that asks to be run again later, without an attempt being spent (spec: STEP-5). */
const LATER = 75;
/** How much of what a command prints is kept, from its end. */
const KEPT = 4_096;
/** How long a command that says nothing of it may take. */
const USUAL_TIMEOUT = '10m';

/**
 * Run the command of a check with the shell in `folder`; its whole group of processes is killed when it takes too long.
 * Never rejects: what cannot be started has failed.
 */
export function runCheck(
  { run, timeout = USUAL_TIMEOUT }: CheckCommand,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CheckResult> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', run], {
      cwd: folder,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let said = '';
    const keep = (text: string): void => {
      said = (said + text).slice(-KEPT);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      kill(child.pid);
    }, parseDuration(timeout));
    const end = (result: CheckResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    child.on('error', (error) =>
      end({ verdict: 'fail', told: `the check could not be run: ${error.message}` }),
    );
    child.on('close', (code, signal) =>
      end(resultOf(code, signal, isLate ? timeout : undefined, said.trim())),
    );
  });
}

function resultOf(
  code: number | null,
  signal: string | null,
  late: string | undefined,
  said: string,
): CheckResult {
  const told = (text: string): string => (said === '' ? text : `${text}: ${said}`);
  if (late !== undefined) return { verdict: 'fail', told: told(`the check took longer than ${late}`) };
  if (code === 0) return { verdict: 'pass', told: told('the check passed') };
  if (code === LATER) return { verdict: 'later', told: told('the check asks to be run again later') };
  return {
    verdict: 'fail',
    told: told(code === null ? `the check was ended by ${signal}` : `the check ended with ${code}`),
  };
}

/** The command and all that it has started. */
function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It may have ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
