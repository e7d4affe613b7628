import { homedir } from 'node:os';
import { join } from 'node:path';
import { DiskHost } from '../runtime/formulas/disk-host.js';
import { findTiers, type Surroundings } from '../runtime/formulas/tiers.js';

/** Where output goes, and how it may look. */
export interface Stream {
  readonly isTerminal: boolean;
  readonly colors: boolean;
  /** Columns, for pictures that are cut to fit. */
  readonly width: number;
  write(text: string): void;
}

/** All that a command may know of the process it runs in; tests bring their own. */
export interface Environment {
  readonly surroundings: Surroundings;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds, for `--stats`. */
  readonly now: () => number;
}

export function processEnvironment(): Environment {
  const { env } = process;
  return {
    surroundings: {
      cwd: process.cwd(),
      home: env['HOME'] ?? homedir(),
      town: env['GT_TOWN_ROOT'] ?? env['GT_ROOT'],
      // The programs are bundled into dist/, beside formulas/.
      builtin: join(__dirname, '..', 'formulas'),
    },
    stdout: stream(process.stdout),
    stderr: stream(process.stderr),
    now: () => performance.now(),
  };
}

/** https://no-color.org: any value but the empty one turns colours off. */
function stream(out: NodeJS.WriteStream): Stream {
  const isTerminal = out.isTTY === true;
  return {
    isTerminal,
    colors: isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    width: out.columns ?? 100,
    write: (text) => void out.write(text),
  };
}

/** The formulas that a command sees. `file`: the formula that was named by its path. */
export function openHost(environment: Environment, searchPaths: readonly string[], file?: string): DiskHost {
  const { surroundings } = environment;
  return new DiskHost(findTiers(surroundings, searchPaths, file), surroundings.cwd);
}
