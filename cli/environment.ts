import { userInfo } from 'node:os';
import { join } from 'node:path';
import { FileFailure, reasonOf } from '../runtime/formulas/file-failure.js';
import type { Surroundings } from '../runtime/formulas/tiers.js';
import { EXIT } from './exit.js';
import type { Session } from './session.js';

/** Where output goes, and how it may look. */
export interface Stream {
  readonly isTerminal: boolean;
  readonly colors: boolean;
  /** Columns, for pictures that are cut to fit. */
  readonly width: number;
  write(text: string): void;
}

/** All that a command may know of the process it runs in. */
export interface Environment {
  /** The name it was called by. */
  readonly program: 'gt' | 'bd';
  readonly surroundings: Surroundings;
  /** The folder `spec` of this package, which `gt explain` reads. */
  readonly spec: string;
  /** The folder of `gt.cjs` and `bd.cjs`, for what starts them. */
  readonly programs: string;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds, for `--stats`. */
  readonly now: () => number;
  /** The time of day: milliseconds since 1970. */
  readonly clock: () => number;
  /** All variables of the environment, for the commands that are started. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** A variable of the environment. */
  readonly variable: (name: string) => string | undefined;
  /** The ledger that is open already: commands of a batch share one. */
  readonly session?: Session;
}

/** A terminal that does not say how wide it is, and what is no terminal. */
const USUAL_WIDTH = 100;

export function processStreams(): Pick<Environment, 'stdout' | 'stderr'> {
  return { stdout: stream(process.stdout, 'stdout'), stderr: stream(process.stderr, 'stderr') };
}

/** Throws a FileFailure when the working folder is gone. */
export function processSurroundings(): Surroundings {
  const { env } = process;
  return {
    cwd: workingFolder(),
    home: env['HOME'] || homeByUser(),
    town: env['GT_TOWN_ROOT'] || env['GT_ROOT'] || undefined,
    // The programs are bundled into dist/, beside formulas/.
    builtin: join(__dirname, '..', 'formulas'),
  };
}

/** Where the programs are bundled to. */
export const packagedPrograms = (): string => __dirname;

/** Beside `formulas`, as in `processSurroundings`. */
export const packagedSpec = (): string => join(__dirname, '..', 'spec');

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new FileFailure('read', '.', `the working folder is gone (${reasonOf(error)})`);
  }
}

/** A user without an entry in the system's list has no home. */
function homeByUser(): string | undefined {
  try {
    return userInfo().homedir || undefined;
  } catch {
    return undefined;
  }
}

/** https://no-color.org: any value but the empty one turns colours off. */
function stream(out: NodeJS.WriteStream, name: string): Stream {
  const isTerminal = out.isTTY === true;
  out.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has seen enough (`gt cook big | head`): there is nobody to tell.
    if (error.code === 'EPIPE') return;
    process.exitCode = EXIT.environment;
    if (name === 'stdout') process.stderr.write(`error: cannot write to ${name}: ${reasonOf(error)}\n`);
  });
  return {
    isTerminal,
    colors: isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    width: out.columns || USUAL_WIDTH,
    write: (text) => void out.write(text),
  };
}
