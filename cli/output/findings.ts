import pc from 'picocolors';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from './json.js';

/**
 * Findings as prose on stderr, or as one JSON document there, `more` beside them: stdout is for data.
 * Nothing is written where there is nothing to say. Gives the exit code that the findings mean.
 */
export async function writeFindings(
  diagnostics: readonly Diagnostic[],
  json: boolean,
  { stderr }: Environment,
  more: Readonly<Record<string, unknown>> = {},
): Promise<ExitCode> {
  if (diagnostics.length > 0 || (json && Object.keys(more).length > 0)) {
    // Most formulas have no findings, and need no frames.
    const { renderHuman, renderJson } = await import('../../compiler/diagnostics/render.js');
    if (json) stderr.write(toJson({ diagnostics: renderJson(diagnostics), ...more }));
    else stderr.write(renderHuman(diagnostics, { colors: pc.createColors(stderr.colors) }));
  }
  return exitCodeOf(diagnostics);
}

/** A file that could not be read is no mistake in a formula, and hides how many of them there are. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code }) => code === 'GT1002')) return EXIT.environment;
  return errors.length > 0 ? EXIT.findings : EXIT.ok;
}
