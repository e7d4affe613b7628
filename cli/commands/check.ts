import { projectConfig } from '../../runtime/config/project-config.js';
import { checkFormulaFiles } from '../../runtime/formulas/check-files.js';
import { changedSinceOption } from '../changed-since.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../exit.js';
import { findingFormat } from '../output/finding-format.js';
import { checkReportFile, writeReport } from '../output/report.js';
import type { CookOptions } from './cook-options.js';

/** `gt cook --check`: all findings of all formulas in files and folders (without any: the working folder), for CI. */
export async function check(
  paths: readonly string[],
  values: ReadonlyMap<string, string>,
  options: CookOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { output, mode } = options;
  const format = findingFormat(options);
  checkReportFile(output, environment);
  const { stepTypes, diagnostics } = await projectConfig(environment.surroundings.cwd);
  const checked = await checkFormulaFiles(paths.length > 0 ? paths : ['.'], environment.surroundings, {
    searchPaths: options.searchPath ?? [],
    values,
    mode,
    strict: options.strict === true,
    overlays: options.overlay,
    stepTypes,
    hasChanged: await changedSinceOption(options, environment),
  });
  const found = [...diagnostics, ...checked.diagnostics];
  return writeReport({ ...checked, diagnostics: found, format, output }, environment);
}
