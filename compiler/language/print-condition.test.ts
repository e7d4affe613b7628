import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnCondition, drawnId } from '../testing/drawn-condition.js';
import type { StepReference } from './ast.js';
import { type Condition, printCondition, rewriteCondition } from './expressions.js';
import { createExpressions } from './parser.js';

const expressions = createExpressions({ validate: true });

function parsed(text: string): Condition {
  const result = expressions.condition(text);
  if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.message}`);
  return result.condition;
}

/** A condition without its places in the text. */
const meaning = (condition: Condition): unknown =>
  JSON.parse(
    JSON.stringify(condition, (key, value) => (key === 'start' || key === 'end' ? undefined : value)),
  );

describe('a condition that is printed', () => {
  it('reads as the same condition', () => {
    fc.assert(
      fc.property(drawnCondition, (text) => {
        const condition = parsed(text);
        const printed = printCondition(condition);
        expect(meaning(parsed(printed))).toEqual(meaning(condition));
        expect(printCondition(parsed(printed))).toBe(printed);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads as the same condition whatever the ids are that its steps get', () => {
    const forms = [
      'a.status == pass',
      'a.output.b.c < 3',
      'children(a).all(a.output.x)',
      '!(descendants(a).any(b))',
    ];
    const outputs = fc.constantFrom('x', 'output', 'status', 'a.output.b');
    fc.assert(
      fc.property(fc.constantFrom(...forms), drawnId, outputs, (text, id, path) => {
        const step: StepReference = { parts: [id], start: 0, end: 0 };
        const renamed = rewriteCondition(parsed(text), {
          value: (value) => value,
          operand: (operand) => {
            if (operand.kind === 'aggregate') return { ...operand, of: step };
            if (operand.kind === 'output') return { ...operand, step, path: path.split('.') };
            return operand.kind === 'status' ? { ...operand, step } : operand;
          },
        });
        expect(meaning(parsed(printCondition(renamed)))).toEqual(meaning(renamed));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a.status=='complete'", "a.status == 'complete'"],
    ['!!x', 'x'],
    ['!(!x)', '!(!x)'],
    ['((a.status == pass))', 'a.status == pass'],
    ['(a && b) || c', 'a && b || c'],
    ['a && (b || c)', 'a && (b || c)'],
    ['a && (b && c)', 'a && (b && c)'],
    ['x in["a",b c]', "x in ['a', b c]"],
    [`x == "it's"`, `x == "it's"`],
    ['step(env).status != fail', 'step(env).status != fail'],
    ['step(a).output.b', 'a.output.b'],
    ['step(step).status == pass', 'step(step).status == pass'],
    ['children( step( step ) ) .any( status == open )', 'children(step(step)).any(status == open)'],
    ['step(a.output.b).output.c', 'step(a.output.b).output.c'],
    ['step.output.x', 'output.x'],
    ['file.exists({{v}})', "file.exists('{{v}}')"],
    ['', ''],
  ])('%s', (text, printed) => {
    expect(printCondition(parsed(text))).toBe(printed);
  });
});
