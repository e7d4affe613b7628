import { reasonOf } from '../runtime/formulas/file-failure.js';
import type { Environment } from './environment.js';
import { EXIT, type ExitCode } from './exit.js';
import { toJson } from './output/json.js';

/** What stopped a command, as people and programs are told of it. */
interface Failure {
  readonly exit: ExitCode;
  /** Of the runtime's registry; else the kind of failure. */
  readonly code: string;
  readonly message: string;
  readonly help?: string | undefined;
}

/**
 * Say on stderr what stopped a command, with `--json` on stdout too, and give the exit code it means.
 */
export function tellFailure(
  error: unknown,
  { program, stdout, stderr }: Pick<Environment, 'program' | 'stdout' | 'stderr'>,
  json: boolean,
): ExitCode {
  const failure = failureOf(error);
  if (!failure) {
    const message = `${program} failed; this is a bug in ${program}, please report it`;
    stderr.write(`error[GT9001]: ${message}\n`);
    stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    if (json) stdout.write(toJson({ error: { code: 'GT9001', message } }));
    return EXIT.bug;
  }
  const { exit, code, message, help } = failure;
  const isCoded = code.startsWith('GT');
  stderr.write(`error${isCoded ? `[${code}]` : ''}: ${message}\n`);
  if (help !== undefined) stderr.write(`  = help: ${help}\n`);
  if (json) stdout.write(toJson({ error: { code, message, help } }));
  return exit;
}

/** Undefined for what nobody expected. Errors are known by their names: each bundle has its own copy of their classes. */
function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (name === 'UsageError') return { exit: EXIT.usage, code: 'usage', message };
  if (name === 'Interrupted') return { exit: EXIT.interrupted, code: 'interrupted', message };
  if (name === 'FileFailure') return { exit: EXIT.environment, code: 'environment', message };
  if (name === 'RuntimeFailure') {
    const { code, gravity, help } = error as Error & { code: string; gravity: string; help?: string };
    return { exit: gravity === 'environment' ? EXIT.environment : EXIT.findings, code, message, help };
  }
  if (!('syscall' in error)) return undefined;
  const path = 'path' in error ? ` ${JSON.stringify(error.path)}` : '';
  return {
    exit: EXIT.environment,
    code: 'environment',
    message: `${error.syscall}${path}: ${reasonOf(error)}`,
  };
}
