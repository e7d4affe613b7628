import pc from 'picocolors';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { VERSION } from '../../compiler/version.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import type { FindingFormat } from './finding-format.js';
import { toJson } from './json.js';
import { moreAbout } from './more.js';

/**
 * Findings on stderr, `more` beside them in a JSON document: stdout is for data. Nothing is written where
 * there is nothing to say. Gives the exit code that the findings mean.
 */
export async function writeFindings(
  diagnostics: readonly Diagnostic[],
  format: FindingFormat,
  { stderr }: Environment,
  more: Readonly<Record<string, unknown>> = {},
): Promise<ExitCode> {
  if (diagnostics.length > 0 || (format === 'json' && Object.keys(more).length > 0))
    stderr.write(await findingsText(diagnostics, format, stderr.colors, { more }));
  if (format === 'human') stderr.write(moreAbout(diagnostics, stderr));
  return exitCodeOf(diagnostics);
}

/** Findings in a format; `head` and `more` go before and behind them in a JSON document. Most formulas have none, so the renderers are loaded late. */
export async function findingsText(
  diagnostics: readonly Diagnostic[],
  format: FindingFormat,
  colors: boolean,
  { head = {}, more = {} }: { readonly head?: object; readonly more?: object } = {},
): Promise<string> {
  switch (format) {
    case 'sarif': {
      const { renderSarif } = await import('../../compiler/diagnostics/sarif.js');
      return toJson(renderSarif(diagnostics, VERSION));
    }
    case 'github':
      return (await import('../../compiler/diagnostics/github.js')).renderGithub(diagnostics);
    case 'json': {
      const { renderJson } = await import('../../compiler/diagnostics/render.js');
      return toJson({ ...head, diagnostics: renderJson(diagnostics), ...more });
    }
    case 'human': {
      const { renderHuman } = await import('../../compiler/diagnostics/render.js');
      return renderHuman(diagnostics, { colors: pc.createColors(colors) });
    }
  }
}

/** A file that could not be read is no mistake in a formula, and hides how many of them there are. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code }) => code === 'GT1002')) return EXIT.environment;
  return errors.length > 0 ? EXIT.findings : EXIT.ok;
}
