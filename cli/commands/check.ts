import { renderJson } from '../../compiler/diagnostics/json.js';
import { checkFormulaFiles } from '../../runtime/formulas/check-files.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../exit.js';
import { exitCodeOf, writeFindings } from '../output/findings.js';
import { toJson } from '../output/json.js';
import type { CookOptions } from './cook-options.js';

/** `gt cook --check`: all findings of all formulas in files and folders (without any: the working folder), for CI. */
export async function check(
  paths: readonly string[],
  values: ReadonlyMap<string, string>,
  options: CookOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { formulas, diagnostics } = await checkFormulaFiles(
    paths.length > 0 ? paths : ['.'],
    environment.surroundings,
    { searchPaths: options.searchPath ?? [], values, mode: options.mode },
  );
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (options.json) {
    const warnings = diagnostics.length - errors;
    environment.stdout.write(toJson({ formulas, errors, warnings, diagnostics: renderJson(diagnostics) }));
    return exitCodeOf(diagnostics);
  }
  const code = await writeFindings(diagnostics, false, environment);
  const verdict = errors === 0 ? 'no errors' : `${errors} ${errors === 1 ? 'error' : 'errors'}`;
  environment.stderr.write(`checked ${formulas} ${formulas === 1 ? 'formula' : 'formulas'}: ${verdict}\n`);
  return code;
}
