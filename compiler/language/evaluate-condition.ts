import { quote } from '../diagnostics/define.js';
import type { Comparison, Condition, Operand, Ordering, Question } from './ast.js';
import type { Lookup } from './evaluate-range.js';
import { written } from './names.js';
import { type Problem, problem } from './problem.js';
import { asNumber, equal, type Scalar, truthy } from './scalar.js';

export type ConditionResult =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly problem: Problem };

/**
 * The truth of a condition at cook time. `&&` and `||` stop at the first term that decides. A problem
 * where a name has no value (GT3010), an ordering lacks numbers (GT3025) or only a run can tell (GT3023).
 */
export function evaluateCondition(condition: Condition, lookup: Lookup): ConditionResult {
  switch (condition.kind) {
    case 'always':
      return truth(true);
    case 'or':
    case 'and': {
      const deciding = condition.kind === 'or';
      for (const term of condition.terms) {
        const result = evaluateCondition(term, lookup);
        if (!result.ok || result.value === deciding) return result;
      }
      return truth(!deciding);
    }
    case 'not': {
      const result = evaluateCondition(condition.term, lookup);
      return result.ok ? truth(!result.value) : result;
    }
    case 'truth': {
      const operand = scalarOf(condition.operand, lookup);
      return operand.ok ? truth(truthy(operand.value)) : operand;
    }
    case 'compare':
      return compare(condition, lookup);
    case 'in': {
      const left = scalarOf(condition.left, lookup);
      if (!left.ok) return left;
      for (const element of condition.values) {
        const value = scalarOf(element, lookup);
        if (!value.ok) return value;
        if (equal(left.value, value.value)) return truth(true);
      }
      return truth(false);
    }
  }
}

type Valued =
  | { readonly ok: true; readonly value: Scalar }
  | { readonly ok: false; readonly problem: Problem };

const truth = (value: boolean): ConditionResult => ({ ok: true, value });

const ASKED: Readonly<Record<Question['kind'], string>> = {
  status: 'the status of a step',
  output: 'the output of a step',
  tally: 'how many steps have a status',
  env: 'the environment of a worker',
  'file-exists': 'whether a file exists',
  aggregate: 'what becomes of other steps',
};

/** What is said of a question wherever it stands at cook time; the check and the evaluator agree. */
export const onlyAtRunTime = (question: Question): Problem =>
  problem(
    'GT3023',
    question,
    `${ASKED[question.kind]} is known only while the molecule runs; a step's condition is decided when the formula is cooked`,
  );

function scalarOf(operand: Operand, lookup: Lookup): Valued {
  if (operand.kind === 'literal') return { ok: true, value: operand.text };
  if (operand.kind !== 'name') return { ok: false, problem: onlyAtRunTime(operand) };
  const value = lookup(operand.name, operand.form);
  if (value !== undefined) return { ok: true, value };
  const message = `${written(operand)} has no value`;
  return { ok: false, problem: problem('GT3010', operand, message, { name: operand.name }) };
}

function compare({ operator, left, right }: Comparison, lookup: Lookup): ConditionResult {
  const a = scalarOf(left, lookup);
  if (!a.ok) return a;
  const b = scalarOf(right, lookup);
  if (!b.ok) return b;
  if (operator === '==' || operator === '!=') return truth(equal(a.value, b.value) === (operator === '=='));
  const numbers: number[] = [];
  for (const [operand, { value }] of [[left, a] as const, [right, b] as const]) {
    const number = asNumber(value);
    if (number === undefined) return { ok: false, problem: notANumber(operand, operator, value) };
    numbers.push(number);
  }
  return truth(ordered(operator, numbers[0] as number, numbers[1] as number));
}

function notANumber(operand: Operand, operator: Ordering, value: Scalar): Problem {
  const shown = typeof value === 'string' ? quote(value) : String(value);
  const what = operand.kind === 'name' ? `${written(operand)} is ${shown}, which` : shown;
  return problem('GT3025', operand, `${what} is not a number that "${operator}" can compare`);
}

function ordered(operator: Ordering, a: number, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}
