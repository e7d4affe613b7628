import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { Source } from '../read/source.js';
import {
  checkCondition,
  evaluateCondition,
  evaluateRange,
  namesIn,
  type Problem,
  type Range,
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
