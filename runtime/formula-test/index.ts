import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import { openFormulas } from '../formulas/locate.js';
import type { Surroundings } from '../formulas/tiers.js';
import { readTestFile, testedFormula } from './read-file.js';
import { runTest, type TestOutcome } from './run.js';

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

export interface RunOptions {
  /** Only tests that have this in the name of the test or of the formula. */
  readonly filter?: string | undefined;
  readonly stepTypes: readonly string[];
}

/** Run the tests of a file, which is found wrong as a whole before any of them is run. */
export async function runTestFile(
  path: string,
  surroundings: Surroundings,
  { filter, stepTypes }: RunOptions,
): Promise<FileOutcome> {
  const reporter = new Reporter();
  const file = await readTestFile(path, surroundings.cwd, reporter);
  const formula = file?.formula ?? '';
  const done = (tests: readonly TestOutcome[]): FileOutcome => ({
    ...{ path, formula, tests },
    diagnostics: reporter.sorted(),
    declared: file?.tests.length ?? 0,
  });
  if (!file || reporter.errors > 0) return done([]);
  // The formula beside the file goes before all others of its name.
  const host = openFormulas(surroundings, [], join(dirname(path), `${testedFormula(path)}.formula.toml`));
  const candidate = resolveFormula(formula, host, reporter, file.formulaSpan);
  if (!candidate) return done([]);
  const selected = file.tests.filter(
    ({ name }) => filter === undefined || name.includes(filter) || formula.includes(filter),
  );
  const tests: TestOutcome[] = [];
  for (const test of selected) {
    const outcome = await runTest(test, { candidate, host, stepTypes }, reporter);
    if (outcome) tests.push(outcome);
  }
  return done(tests);
}
