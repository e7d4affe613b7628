import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Mode } from '../../compiler/expand/values.js';
import { asNamed } from './as-named.js';
import type { HasChanged } from './changed-since.js';
import { findFormulaFiles } from './find-files.js';
import { locateFormula, openFormulas } from './locate.js';
import type { Surroundings } from './tiers.js';

export interface CheckOptions {
  readonly searchPaths: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly mode: Mode;
  /** A value for a variable that a formula does not declare is an error. */
  readonly strict: boolean;
  /** False: all is as its own files have it. */
  readonly overlays?: boolean;
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes: readonly string[];
  /** Only formulas of which this is so are checked. */
  readonly hasChanged?: HasChanged | undefined;
}

export interface Checked {
  /** How many formulas were checked. */
  readonly formulas: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Check every formula in some files and folders as strictly as can be (TOML is read by both parsers, what
 * decides the shape needs no value): all findings of all files, each once. What an overlay changes where a formula is used by
 * its name is checked as well. Throws a FileFailure when a folder of the search cannot be read.
 */
export async function checkFormulaFiles(
  paths: readonly string[],
  surroundings: Surroundings,
  { searchPaths, hasChanged, ...options }: CheckOptions,
): Promise<Checked> {
  const reporter = new Reporter();
  const files = findFormulaFiles(paths, surroundings.cwd, reporter);
  const found: (readonly Diagnostic[])[] = [reporter.sorted()];
  let formulas = 0;
  const standing = openFormulas(surroundings, searchPaths);
  for (const file of files) {
    const { host, candidate, diagnostics } = locateFormula(file, surroundings, searchPaths);
    if (candidate && hasChanged && !(await hasChanged({ host, candidate }))) continue;
    formulas++;
    found.push(diagnostics);
    if (!candidate) continue;
    found.push((await compile(candidate, host, { ...options, check: true })).diagnostics);
    const named = options.overlays === false ? undefined : asNamed(candidate, standing);
    if (named && standing.overlay(named))
      found.push((await compile(named, standing, { ...options, check: true })).diagnostics);
  }
  return { formulas, diagnostics: distinct(found.flat()) };
}
