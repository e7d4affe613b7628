import { quote } from '../diagnostics/define.js';
import type { Condition, Operand, Ordering, Question } from './ast.js';
import { type Environment, evaluate } from './evaluate.js';
import type { Lookup } from './evaluate-range.js';
import { written } from './names.js';
import { type Problem, problem } from './problem.js';
import type { Scalar } from './scalar.js';

export type ConditionResult =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly problem: Problem };

/**
 * The truth of a condition at cook time. A problem where the answer needs a name that has no value
 * (GT3010), an ordering lacks numbers (GT3025) or only a run can tell (GT3023).
 */
export function evaluateCondition(condition: Condition, lookup: Lookup): ConditionResult {
  const verdict = evaluate(condition, whenCooked(lookup));
  if (verdict.truth !== undefined) return { ok: true, value: verdict.truth };
  return { ok: false, problem: verdict.why[0] as Problem };
}

const whenCooked = (lookup: Lookup): Environment<Problem> => ({
  answer(operand) {
    if (operand.kind !== 'name') return { is: 'unknown', why: [onlyAtRunTime(operand)] };
    const value = lookup(operand.name, operand.form);
    if (value !== undefined) return { is: 'value', value };
    const message = `${written(operand)} has no value`;
    return { is: 'unknown', why: [problem('GT3010', operand, message, { name: operand.name })] };
  },
  members: (aggregate) => ({ is: 'unknown', why: [onlyAtRunTime(aggregate)] }),
  tooMuch: onlyAtRunTime,
  notANumber,
});

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

function notANumber(operand: Operand, operator: Ordering, value: Scalar | undefined): Problem {
  const shown = typeof value === 'string' ? quote(value) : String(value);
  const what = operand.kind === 'name' ? `${written(operand)} is ${shown}, which` : shown;
  return problem('GT3025', operand, `${what} is not a number that "${operator}" can compare`);
}
