import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Host } from '../../compiler/host.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import type { TestFile } from './model.js';
import { runTest, type TestOutcome } from './run.js';

export interface RunOptions {
  /** Only tests that have this in the name of the test or of the formula. */
  readonly filter?: string | undefined;
  readonly stepTypes: readonly string[];
}

/** Run the tests of a file that has been read, over the formulas of `host`. */
export async function runTests(
  file: TestFile,
  host: Host,
  { filter, stepTypes }: RunOptions,
  reporter: Reporter,
): Promise<TestOutcome[]> {
  const { formula } = file;
  const candidate = resolveFormula(formula, host, reporter, file.formulaSpan);
  if (!candidate) return [];
  const selected = file.tests.filter(
    ({ name }) => filter === undefined || name.includes(filter) || formula.includes(filter),
  );
  const tests: TestOutcome[] = [];
  for (const test of selected) {
    const outcome = await runTest(test, { candidate, host, stepTypes }, reporter);
    if (outcome) tests.push(outcome);
  }
  return tests;
}
