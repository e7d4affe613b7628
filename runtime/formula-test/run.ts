import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { registry } from '../../compiler/diagnostics/registry.js';
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
  if (expect.refused === undefined && reportUndeclared(test, errors, candidate.name, reporter))
    return undefined;
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

/** Values that a test gives for what the formula does not declare, shown where they are given. True where there are some. */
function reportUndeclared(
  { given }: FormulaTest,
  errors: readonly Diagnostic[],
  formula: string,
  reporter: Reporter,
): boolean {
  const found = [...given].flatMap(([name, span]) => {
    const message = registry.GT3013.message({ name, formula, near: [], known: [] });
    const error = errors.find((each) => each.code === 'GT3013' && each.message === message);
    return error ? [{ ...error, span }] : [];
  });
  for (const each of found) reporter.take(each);
  return found.length > 0;
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
