import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  checkCondition,
  checkRange,
  evaluateCondition,
  evaluateRange,
  namesIn,
  type Problem,
  type Scalar,
  stepsIn,
  type VariableType,
} from './expressions.js';
import { createExpressions } from './parser.js';

const expressions = createExpressions();

describe('any text whatever', () => {
  const soup = fc
    .array(
      fc.oneof(
        {
          arbitrary: fc.constantFrom('{{a}}', '{b}', 'c', "'t t'", '"u"', '1', '2.5', 'two words', 'yes'),
          weight: 6,
        },
        {
          arbitrary: fc.constantFrom(
            '==',
            '!=',
            '<',
            '>=',
            '&&',
            '||',
            '!',
            '(',
            ')',
            'in [',
            ']',
            ',',
            '..',
          ),
          weight: 6,
        },
        fc.constantFrom(
          'step.status',
          'a-b.output.c',
          'children(x).all(',
          '.count(',
          'file.exists(',
          'env.X',
          'steps.done',
          'in',
        ),
        fc.constantFrom(
          '+',
          '-',
          '*',
          '/',
          '^',
          '3',
          '0',
          '{',
          '}',
          '{{',
          '}}',
          '[',
          "'",
          '"',
          '=',
          '&',
          '.',
          '\n',
          '\0',
          '🙂',
          '\ud800',
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 14 },
    )
    .chain((pieces) => fc.constantFrom(pieces.join(' '), pieces.join('')));
  const operand = fc.constantFrom(
    '{{a}}',
    '{b}',
    'c',
    '!{{a}}',
    "'t t'",
    '1',
    '{{a}} == {b}',
    'c in [1, "x"]',
    '{b} < 3',
  );
  const almost = fc
    .array(fc.tuple(operand, fc.constantFrom('&&', '||', '&& (', ') ||', '==', 'or')), { maxLength: 3 })
    .chain((pairs) => operand.map((last) => `${pairs.flat().join(' ')} ${last}`));
  const anything = fc.oneof(
    { arbitrary: soup, weight: 5 },
    { arbitrary: almost, weight: 3 },
    fc.string({ maxLength: 60, unit: 'binary' }),
    fc
      .integer({ min: 0, max: 3000 })
      .chain((n) =>
        fc.constantFrom(
          '('.repeat(n),
          '!('.repeat(n / 2),
          '{'.repeat(n),
          '-'.repeat(n),
          "'".repeat(n),
          'a.'.repeat(n),
          '[('.repeat(n / 2),
          '{a'.repeat(n),
        ),
      ),
  );
  const values: readonly (Scalar | undefined)[] = [
    undefined,
    '',
    'x',
    '3',
    3,
    -0,
    2.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 60,
    true,
    false,
  ];
  const value = fc.constantFrom(...values);
  const variables = new Map<string, VariableType>([
    ['a', { type: 'bool' }],
    ['b', { type: 'int', enum: [1, 2] }],
    ['c', { type: 'string', enum: [] }],
  ]);

  function judge(found: readonly Problem[], text: string): void {
    for (const { start, end, message } of found) {
      expect([start, end].every(Number.isInteger) && 0 <= start && start <= end && end <= text.length).toBe(
        true,
      );
      expect(message).toMatch(/^[^.].*[^.]$/su);
      expect(message).not.toMatch(/expected undefined|something else|Recording Phase|\p{Cc}/u);
    }
  }

  it('is read or refused as a condition, checked and evaluated, without throwing', () => {
    const seen = { read: 0, refused: 0, truth: 0, unclear: 0 };
    fc.assert(
      fc.property(anything, value, value, (text, one, two) => {
        const result = expressions.condition(text);
        if (!result.ok) {
          seen.refused++;
          expect(result.problems.length).toBeGreaterThan(0);
          judge(result.problems, text);
          return;
        }
        seen.read++;
        const { condition } = result;
        stepsIn(condition);
        judge(checkCondition(condition, { variables }), text);
        for (const name of namesIn(condition)) expect(text.slice(name.start, name.end)).toContain(name.name);
        const truth = evaluateCondition(condition, (name) => (name === 'a' ? one : two));
        seen[truth.ok ? 'truth' : 'unclear']++;
        if (!truth.ok) judge([truth.problem], text);
      }),
      { numRuns: 4000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
  });

  it('is read or refused as a range, checked and calculated, without throwing', () => {
    const number = fc.constantFrom('1', '2', '-7', '{a}', '{{b}}', '(2+{a})', '(-{{b}})', '0');
    const sum = fc
      .array(fc.tuple(number, fc.constantFrom('+', '-', '*', '/', '^', '^-', '')), { maxLength: 3 })
      .chain((pairs) => number.map((last) => pairs.flat().join('') + last));
    const arithmetic = fc
      .tuple(sum, fc.constantFrom('..', ' .. ', '.'), sum)
      .map((pieces) => pieces.join(''));
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.oneof({ arbitrary: arithmetic, weight: 3 }, anything),
        value,
        value,
        (text, one, two) => {
          const result = expressions.range(text);
          if (!result.ok) {
            seen.refused++;
            expect(result.problems.length).toBeGreaterThan(0);
            judge(result.problems, text);
            return;
          }
          seen.read++;
          judge(checkRange(result.range, { variables }), text);
          const ends = evaluateRange(result.range, (name) => (name === 'a' ? one : two));
          if (!ends.ok) judge([ends.problem], text);
          else
            expect(
              Number.isSafeInteger(ends.start) && Number.isSafeInteger(ends.end) && ends.start <= ends.end,
            ).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
  });

  it('leaves nothing behind for the next text', () => {
    const fresh = (text: string): Condition | readonly Problem[] => {
      const result = createExpressions().condition(text);
      return result.ok ? result.condition : result.problems;
    };
    const texts = [
      'children(x).all(children(y).any(',
      'status == open',
      'a.b',
      'children(x).all(a ==)',
      'status',
    ];
    for (const text of [...texts, ...texts]) {
      const result = expressions.condition(text);
      expect(result.ok ? result.condition : result.problems).toEqual(fresh(text));
    }
  });
});
