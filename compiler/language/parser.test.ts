import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { Source } from '../read/source.js';
import {
  type Condition,
  checkCondition,
  checkRange,
  evaluateCondition,
  evaluateRange,
  namesIn,
  type Problem,
  type Range,
  type Scalar,
  stepsIn,
  type VariableType,
} from './expressions.js';
import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH } from './limits.js';
import { createExpressions } from './parser.js';
import { reportProblem } from './report.js';

/** Also proves the grammars: with `validate`, chevrotain refuses ambiguities, left recursion and bad tokens. */
const expressions = createExpressions({ validate: true });

const problemsOf = (
  result: { ok: true } | { ok: false; problems: readonly Problem[] },
): readonly Problem[] => (result.ok ? [] : result.problems);

describe('the limits', () => {
  const { condition, range } = expressions;
  const nested = (depth: number, inner: string): string => '('.repeat(depth) + inner + ')'.repeat(depth);

  it('take expressions of so many characters and no more', () => {
    const filled = (text: string, length: number): string => text.padEnd(length, 'x');
    expect(condition(filled('{{v}} == x', MAX_EXPRESSION_LENGTH)).ok).toBe(true);
    expect(problemsOf(condition(filled('{{v}} == x', MAX_EXPRESSION_LENGTH + 1)))).toEqual([
      {
        code: 'GT3024',
        start: MAX_EXPRESSION_LENGTH,
        end: MAX_EXPRESSION_LENGTH + 1,
        message: 'the expression has 4097 characters; the limit is 4096 (MAX_EXPRESSION_LENGTH)',
      },
    ]);
    expect(range('1..2'.padEnd(MAX_EXPRESSION_LENGTH)).ok).toBe(true);
    expect(problemsOf(range('1..2'.padEnd(MAX_EXPRESSION_LENGTH + 1))).map(({ code }) => code)).toEqual([
      'GT3024',
    ]);
    expect(problemsOf(condition(' '.repeat(MAX_EXPRESSION_LENGTH + 1))).map(({ code }) => code)).toEqual([
      'GT3024',
    ]);
  });

  it('take parentheses of so many levels and no more', () => {
    const message = 'parentheses are nested deeper than 64 levels (MAX_EXPRESSION_DEPTH)';
    const at = { start: MAX_EXPRESSION_DEPTH, end: MAX_EXPRESSION_DEPTH + 1 };
    for (const text of ['a', 'a && b || !c']) {
      const deep = condition(nested(MAX_EXPRESSION_DEPTH, text));
      expect(deep.ok && namesIn(deep.condition).length).toBe(text.length === 1 ? 1 : 3);
      expect(problemsOf(condition(nested(MAX_EXPRESSION_DEPTH + 1, text)))).toEqual([
        { code: 'GT3024', ...at, message },
      ]);
    }
    expect(range(`1..${nested(MAX_EXPRESSION_DEPTH, '2')}`).ok).toBe(true);
    expect(problemsOf(range(`${nested(MAX_EXPRESSION_DEPTH + 1, '1')}..2`))).toEqual([
      { code: 'GT3024', ...at, message },
    ]);
    // Each aggregate opens one level that stays open.
    const asked = (depth: number): string => `${'children(x).all('.repeat(depth)}b${')'.repeat(depth)}`;
    expect(condition(asked(MAX_EXPRESSION_DEPTH - 1)).ok).toBe(true);
    expect(problemsOf(condition(asked(MAX_EXPRESSION_DEPTH + 1))).map(({ code }) => code)).toEqual([
      'GT3024',
    ]);
  });

  it('let anything but parentheses go on to the full length', () => {
    const long = (part: string, last: string): string =>
      part.repeat(Math.floor((MAX_EXPRESSION_LENGTH - last.length) / part.length)) + last;
    const truth = (text: string): unknown => {
      const result = condition(text);
      return result.ok ? evaluateCondition(result.condition, () => true) : result;
    };
    const list = long('b,', '"true"]').replace(/^(?:b,){4}/, 'a in [ ');
    for (const text of [long('a&&', 'a'), long('a||', 'a'), long('!!', 'a'), list]) {
      expect(text.length).toBeGreaterThan(MAX_EXPRESSION_LENGTH - 5);
      expect(truth(text)).toEqual({ ok: true, value: true });
    }
    const ends = (text: string): unknown => {
      const result = range(text);
      return result.ok ? evaluateRange(result.range, () => 1) : result;
    };
    for (const part of ['1^', '1*', '1/', '--', '1-1+']) {
      const text = long(part, '1..1');
      expect(text.length).toBeGreaterThan(MAX_EXPRESSION_LENGTH - 5);
      expect(ends(text)).toEqual({ ok: true, start: 1, end: 1 });
    }
  });
});

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

it('reports problems with the codes of the registry', () => {
  const reporter = new Reporter();
  const variables = new Map<string, VariableType>([['env', { type: 'string', enum: ['prod'] }]]);
  const source = new Source('project:f', 'f.formula.toml', "condition = 'envv'");
  const span = { source, start: 13, end: 17 };
  const report = (text: string): void => {
    const result = expressions.condition(text);
    const found = result.ok ? checkCondition(result.condition, { variables }) : result.problems;
    for (const each of found) reportProblem(reporter, 'condition', each, span);
  };
  report('envv');
  report('{envv}');
  report('env == prd');
  report('step.status == done');
  report('(');
  report('x'.repeat(5000));
  const noValue = expressions.range('1..{{n}}') as { range: Range };
  const refused = evaluateRange(noValue.range, () => undefined);
  if (!refused.ok) reportProblem(reporter, 'range', refused.problem, span);
  const empty = evaluateRange(noValue.range, () => 0);
  if (!empty.ok) reportProblem(reporter, 'range', empty.problem, span);
  expect(
    reporter.sorted().map(({ code, message, help, span: place }) => [code, message, help, place]),
  ).toEqual([
    ['GT3002', 'no variable "envv" is declared', 'did you mean "env"?', span],
    [
      'GT3010',
      '"range" depends on "n", which has no value',
      'give one with --var n=... or a default; "gt cook --check" checks the formula without values',
      span,
    ],
    ['GT3020', '"condition" cannot be read: "(" is never closed', undefined, span],
    [
      'GT3021',
      'in "condition": {envv} is not bound here: no loop variable or parameter has that name',
      'did you mean "env"?',
      span,
    ],
    ['GT3022', 'in "condition": "env" is "prod"; it never equals "prd"', 'did you mean "prod"?', span],
    [
      'GT3023',
      `in "condition": the status of a step is known only while the molecule runs; a step's condition is decided when the formula is cooked`,
      'a step that is decided while the molecule runs has a gate = { type = "conditional", condition = "..." }',
      span,
    ],
    [
      'GT3024',
      '"condition" is too much: the expression has 5000 characters; the limit is 4096 (MAX_EXPRESSION_LENGTH)',
      'decide in several steps, or write a range of values with "in [a, b]"',
      span,
    ],
    ['GT3025', '"range" cannot be calculated: the range ends at 0, before its start at 1', undefined, span],
  ]);
});

it('keeps chevrotain out of everything but the parser', () => {
  const loaded = new Set<string>();
  const follow = (url: URL): void => {
    if (loaded.has(url.href)) return;
    loaded.add(url.href);
    const statements = readFileSync(url, 'utf8').matchAll(
      /^(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'/gm,
    );
    for (const [, specifier = ''] of statements) {
      if (specifier.startsWith('.')) follow(new URL(specifier.replace(/\.js$/, '.ts'), url));
      else loaded.add(specifier);
    }
  };
  follow(new URL('./expressions.ts', import.meta.url));
  expect(loaded.size).toBeGreaterThan(5);
  expect([...loaded]).not.toContain('chevrotain');
  follow(new URL('./parser.ts', import.meta.url));
  expect([...loaded]).toContain('chevrotain');
});
