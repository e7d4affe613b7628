import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Host } from '../../compiler/host.js';
import { readOpenTests } from './read-file.js';
import { runTests } from './run-tests.js';

export interface OpenTests {
  /** As it is shown. */
  readonly path: string;
  readonly text: string;
  readonly stepTypes: readonly string[];
  /** The formulas that can be seen from there. */
  readonly host: Host;
}

/**
 * What `runTestFile` finds wrong in a text that stands in an editor. `isWhole` false: only what is known without running
 * it, and whether that is all.
 */
export async function findingsOfTests(
  { path, text, host, stepTypes }: OpenTests,
  isWhole: boolean,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly isWhole: boolean }> {
  const reporter = new Reporter();
  const file = await readOpenTests(path, text, reporter);
  const isRun = file !== undefined && reporter.errors === 0;
  if (isRun && isWhole) await runTests(file, host, { stepTypes }, reporter);
  return { diagnostics: reporter.sorted(), isWhole: isWhole || !isRun };
}
