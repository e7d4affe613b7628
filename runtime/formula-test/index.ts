import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { formulaBeside } from '../formulas/formula-file.js';
import { openFormulas } from '../formulas/locate.js';
import type { Surroundings } from '../formulas/tiers.js';
import { readTestFile } from './read-file.js';
import type { TestOutcome } from './run.js';
import { type RunOptions, runTests } from './run-tests.js';

export { findTestFiles, isTestFile } from './find-tests.js';
export type { Unmet } from './judge.js';
export type { TestOutcome } from './run.js';

/** What became of one file of formula tests. */
export interface FileOutcome {
  readonly path: string;
  readonly formula: string;
  /** Where there are errors, what they are about was not judged. */
  readonly diagnostics: readonly Diagnostic[];
  readonly tests: readonly TestOutcome[];
  /** Tests that there are, those that were not selected or not judged included. */
  readonly declared: number;
}

/** Run the tests of a file, which is found wrong as a whole before any of them is run. */
export async function runTestFile(
  path: string,
  surroundings: Surroundings,
  options: RunOptions,
): Promise<FileOutcome> {
  const reporter = new Reporter();
  const file = await readTestFile(path, surroundings.cwd, reporter);
  // The formula beside the file goes before all others of its name.
  const host = () => openFormulas(surroundings, [], formulaBeside(path));
  const tests = file && reporter.errors === 0 ? await runTests(file, host(), options, reporter) : [];
  return {
    path,
    formula: file?.formula ?? '',
    tests,
    diagnostics: reporter.sorted(),
    declared: file?.tests.length ?? 0,
  };
}
