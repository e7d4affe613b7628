import type { Scalar, Variable } from '../check/variable.js';
import { type Condition, evaluateCondition, namesIn } from '../language/expressions.js';
import { boundNames } from './authored.js';
import type { Rule } from './rule.js';

/** Combinations of values that are tried for one condition; one with more is taken to decide something. */
const MAX_COMBINATIONS = 1024;

/** A condition that comes to the same whatever values its variables have. */
export const constantCondition: Rule<'GT7005'> = {
  code: 'GT7005',
  level: 'warning',
  check({ authored, cooking, report }) {
    const { spans, expressions } = cooking.context;
    for (const step of authored) {
      const { condition: text } = step.table;
      if (text === undefined) continue;
      const parsed = expressions().condition(text);
      if (!parsed.ok || parsed.condition.kind === 'always') continue;
      const bound = new Set(boundNames(step));
      const holds = constantTruth(parsed.condition, (name) =>
        bound.has(name) ? undefined : cooking.formula.variables.get(name),
      );
      if (holds !== undefined)
        report({ step: step.name, holds }, { span: spans.value(step.table, 'condition') });
    }
  },
};

/** The one truth that a condition has for all values of its names; undefined when it has two, or nobody knows. */
function constantTruth(
  condition: Condition,
  variableOf: (name: string) => Variable | undefined,
): boolean | undefined {
  const choices: (readonly [string, readonly Scalar[]])[] = [];
  for (const name of new Set(namesIn(condition).map((each) => each.name))) {
    const values = valuesOf(variableOf(name));
    if (!values) return undefined;
    choices.push([name, values]);
  }
  const combinations = choices.reduce((product, [, values]) => product * values.length, 1);
  if (combinations > MAX_COMBINATIONS) return undefined;
  let truth: boolean | undefined;
  for (let number = 0; number < combinations; number++) {
    const values = new Map<string, Scalar>();
    let rest = number;
    for (const [name, each] of choices) {
      values.set(name, each[rest % each.length] as Scalar);
      rest = Math.floor(rest / each.length);
    }
    const result = evaluateCondition(condition, (name) => values.get(name));
    if (!result.ok || (truth !== undefined && truth !== result.value)) return undefined;
    truth = result.value;
  }
  return truth;
}

/** Every value that a variable can have, if they can be counted. */
function valuesOf(variable: Variable | undefined): readonly Scalar[] | undefined {
  return variable?.enum ?? (variable?.type === 'bool' ? [true, false] : undefined);
}
