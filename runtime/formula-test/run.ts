import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Candidate, Host } from '../../compiler/host.js';
import { isFailure } from '../failure/failure.js';
import { prepare } from '../molecule/ingredients.js';
import { judge, type Unmet } from './judge.js';
import type { FormulaTest } from './model.js';
import { checkNames } from './names.js';
import { simulate } from './simulation.js';
import { traceOf } from './trace.js';

export interface TestOutcome {
  readonly name: string;
  /** What does not hold; none where it passed. */
  readonly unmet: readonly Unmet[];
  /** What happened to the steps that this is about. */
  readonly trace: readonly string[];
  /** Simulated milliseconds. */
  readonly took: number;
}

/** A formula that is tested, and what it is cooked with. */
export interface Tested {
  readonly candidate: Candidate;
  readonly host: Host;
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes: readonly string[];
}

/**
 * Run one test. Names in it that no step has are reported, and then nothing is judged (undefined). Overlays are left out: a test is
 * of what stands in the formula, wherever that is used.
 */
export async function runTest(
  test: FormulaTest,
  { candidate, host, stepTypes }: Tested,
  reporter: Reporter,
): Promise<TestOutcome | undefined> {
  const { values, preset, expect } = test;
  const { ingredients, diagnostics } = await prepare(candidate, host, {
    ...{ values, preset, stepTypes },
    strict: true,
    overlays: false,
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (!ingredients)
    return refused(
      test,
      errors.map(lineOf),
      errors.map(({ code }) => code),
    );
  try {
    const simulated = await simulate(test, ingredients);
    if (expect.refused !== undefined) {
      const wanted = `it is refused with ${expect.refused}`;
      return outcome(test, [{ expected: wanted, happened: 'it is cooked and poured', steps: [] }]);
    }
    const names = new Reporter();
    checkNames(
      test,
      ingredients.protomolecule.steps.map(({ id }) => id),
      simulated.steps,
      names,
    );
    reporter.adopt(names);
    if (names.errors > 0) return undefined;
    const unmet = judge(expect, simulated);
    const concerned = new Set(unmet.flatMap(({ steps }) => steps));
    return { name: test.name, unmet, trace: traceOf(simulated.happenings, concerned), took: simulated.took };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return refused(test, [`${error.code} ${error.message}`], [error.code]);
  }
}

const outcome = ({ name }: FormulaTest, unmet: readonly Unmet[]): TestOutcome => ({
  name,
  unmet,
  trace: [],
  took: 0,
});

function refused(test: FormulaTest, reasons: readonly string[], codes: readonly string[]): TestOutcome {
  const { refused: wanted } = test.expect;
  if (wanted !== undefined && codes.includes(wanted)) return outcome(test, []);
  const expected = wanted === undefined ? 'it is cooked and poured' : `it is refused with ${wanted}`;
  return outcome(
    test,
    reasons.map((happened) => ({ expected, happened, steps: [] })),
  );
}

function lineOf({ code, message, span }: Diagnostic): string {
  if (!span) return `${code} ${message}`;
  const { line, column } = span.source.position(span.start);
  return `${code} ${message} (${span.source.path}:${line}:${column})`;
}
