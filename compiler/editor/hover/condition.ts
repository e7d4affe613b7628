import type { Protomolecule, Scalar } from '../../emit/protomolecule.js';
import { type Expressions, evaluateCondition, evaluateRange } from '../../language/expressions.js';
import type { Cursor } from '../cursor.js';
import { valueSite } from '../names/sites.js';
import { dataAt } from '../syntax/data.js';
import type { SyntaxTree } from '../syntax/tree.js';
import { code } from './markdown.js';

/** Whether the condition of a step at the cursor holds with the values that are known now: those of defaults. */
export function decidedCondition(
  { text, row }: Cursor,
  protomolecule: Protomolecule,
  expressions: Expressions,
): string | undefined {
  if (!text || !row || valueSite(row)?.form !== 'cooked') return undefined;
  const parsed = expressions.condition(text.value);
  if (!parsed.ok) return undefined;
  const { condition } = parsed;
  const result = evaluateCondition(condition, (name) => knownValue(protomolecule, name));
  if (result.ok)
    return result.value
      ? 'With the values that are known now it is `true`: the step is there.'
      : 'With the values that are known now it is `false`: the step is left out.';
  return `With the values that are known now it is undecided: ${result.problem.message}.`;
}

/** The value of a variable: given, else its default. */
function knownValue({ values, shape, vars }: Protomolecule, name: string): Scalar | undefined {
  for (const given of [values, shape]) if (given && Object.hasOwn(given, name)) return given[name];
  return vars && Object.hasOwn(vars, name) ? vars[name]?.default : undefined;
}

/** The values that the name of a loop has, one an iteration; `path` is that of the name's definition. */
export function loopValues(
  tree: SyntaxTree,
  path: readonly (string | number)[],
  protomolecule: Protomolecule | undefined,
  expressions: Expressions,
): string | undefined {
  const range = dataAt(tree, [...path.slice(0, -1), 'range']);
  const count = dataAt(tree, [...path.slice(0, -1), 'count']);
  const written = typeof range === 'string' ? range : count === undefined ? undefined : `1..${String(count)}`;
  const parsed = written === undefined ? undefined : expressions.range(written);
  if (!parsed?.ok) return undefined;
  const found = evaluateRange(parsed.range, (name) => protomolecule && knownValue(protomolecule, name));
  if (!found.ok) return undefined;
  const { start, end } = found;
  return start === end
    ? `It is ${code(String(start))}.`
    : `It goes from ${code(String(start))} to ${code(String(end))}.`;
}
