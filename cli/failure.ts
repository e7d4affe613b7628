import { reasonOf } from '../runtime/formulas/file-failure.js';
import type { Environment } from './environment.js';
import { EXIT, type ExitCode } from './exit.js';

/**
 * Say on stderr what stopped a command, and give the exit code it means. Errors are known by their names:
 * each bundle has its own copy of their classes.
 */
export function tellFailure(
  error: unknown,
  { program, stderr }: Pick<Environment, 'program' | 'stderr'>,
): ExitCode {
  if (error instanceof Error && error.name === 'UsageError') {
    stderr.write(`error: ${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof Error && error.name === 'FileFailure') {
    stderr.write(`error: ${error.message}\n`);
    return EXIT.environment;
  }
  if (error instanceof Error && 'syscall' in error) {
    const path = 'path' in error ? ` ${JSON.stringify(error.path)}` : '';
    stderr.write(`error: ${error.syscall}${path}: ${reasonOf(error)}\n`);
    return EXIT.environment;
  }
  stderr.write(`error[GT9001]: ${program} failed; this is a bug in ${program}, please report it\n`);
  stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.bug;
}
