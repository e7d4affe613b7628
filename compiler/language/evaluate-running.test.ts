import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnCondition, mutated } from '../testing/drawn-condition.js';
import { MAX_REASONS } from './evaluate.js';
import {
  checkCondition,
  evaluateRunning,
  type RunningFacts,
  type RunningStep,
  type VariableType,
} from './expressions.js';
import { MAX_ASKED_STEPS, MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH } from './limits.js';
import { createExpressions } from './parser.js';

const expressions = createExpressions();

const steps: Readonly<Record<string, RunningStep>> = {
  done: {
    status: 'closed',
    outcome: 'pass',
    output: {
      ok: true,
      n: 3,
      text: 'two words',
      list: [{ x: 1 }],
      empty: [],
      table: { a: 1 },
      none: null,
      yes: 'yes',
      zero: '0',
    },
  },
  failed: { status: 'closed', outcome: 'fail' },
  skipped: { status: 'closed', outcome: 'skipped' },
  stopped: { status: 'closed', outcome: 'cancelled' },
  waiting: { status: 'open' },
  free: { status: 'ready' },
  busy: { status: 'in_progress', output: { n: 7 } },
  'l.iter2.x-y': { status: 'closed', outcome: 'pass', output: { n: 1 } },
};
const children: Readonly<Record<string, readonly string[]>> = {
  all: ['done', 'done'],
  mixed: ['done', 'failed'],
  running: ['done', 'busy', 'waiting'],
  none: [],
  spawning: ['done'],
  deep: ['mixed', 'busy'],
};

const facts: RunningFacts = {
  step: (id) => steps[id] ?? (children[id] ? { status: 'in_progress' } : undefined),
  children: (id) => ({ ids: children[id] ?? [], mayGrow: id === 'spawning' }),
  descendants: (id) => ({
    ids: (children[id] ?? []).flatMap((child) => [child, ...(children[child] ?? [])]),
  }),
  flag: (name) => ({ up: true, down: false, answer: 'no', number: 7 })[name],
  variable: (name) => ({ v: 'x', deep: false, path: 'docs', bad: '../..', id: 'done' })[name],
  fileExists: (path) => (path === 'later' ? undefined : path === 'docs/a.md'),
  env: (name) => ({ CI: 'true', N: '4' })[name],
  tally: (state) => ({
    inState: { pass: 3, fail: 1, closed: 4, open: 2, ready: 1, in_progress: 1, skipped: 0, cancelled: 0 }[
      state
    ],
    notClosed: 3,
  }),
};

function told(text: string, self?: string): boolean | string[] {
  const parsed = expressions.condition(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems[0]?.message}`);
  const verdict = evaluateRunning(parsed.condition, facts, self);
  return verdict.truth ?? verdict.why.map(({ kind, name }) => `${kind} ${name}`);
}

describe('a condition while the molecule runs', () => {
  it.each<[string, boolean | string[]]>([
    // Where a step is now is known now; how it ends, when it has.
    ['waiting.status == open', true],
    ['waiting.status == pending', true],
    ['free.status == open', true],
    ['free.status == ready', true],
    ['waiting.status == ready', false],
    ['busy.status == in_progress', true],
    ['busy.status == open', false],
    ['done.status == in_progress', false],
    ['done.status == closed', true],
    ['done.status == pass', true],
    ["done.status == 'complete'", true],
    ['done.status == fail', false],
    ['failed.status == failed', true],
    ['failed.status != pass', true],
    ['stopped.status in [fail, cancelled]', true],
    ['busy.status == closed', ['step busy']],
    ['busy.status == pass', ['step busy']],
    ['busy.status != fail', ['step busy']],
    ['busy.status in [in_progress, pass]', true],
    ['busy.status in [pass, fail]', ['step busy']],
    ['done.status == {{v}}', false],
    ['done.status', true],
    ['l.iter2.x-y.status == pass && l.iter2.x-y.output.n == 1', true],
    // What was taken out counts as skipped.
    ['gone.status == skipped', true],
    ['gone.status == closed', true],
    ['gone.status == pass', false],
    ['gone.output.n > 3', false],
    ['gone.output.n', false],
    // Outputs.
    ['done.output.ok', true],
    ['done.output.ok == yes', true],
    ['done.output.n == 3.0', true],
    ['done.output.n == "3"', true],
    ['done.output.n < 4', true],
    ['done.output.text == two words', true],
    ['done.output.text < 3', ['value done.output.text']],
    ['done.output.list.0.x == 1', true],
    ['done.output.list.length', false],
    ['done.output.list', true],
    ['done.output.empty', false],
    ['done.output.table == a', false],
    ['done.output.table > 1', ['value done.output.table']],
    ['done.output.yes', true],
    ['done.output.zero', false],
    ['done.output.constructor', false],
    ['busy.output.n == 7', ['step busy']],
    // What is known to be missing is false, and equal to the empty text alone.
    ['done.output.none', false],
    ["done.output.none == ''", true],
    ['done.output.lacking != x', true],
    ['done.output.lacking < 3', false],
    ['done.output.lacking >= 3', false],
    ['env.CI', true],
    ['env.N > 3', true],
    ["env.UNSET == ''", true],
    ['env.UNSET == x', false],
    ['{{v}} == x', true],
    ['{{deep}}', false],
    ["{{left_out}} == ''", true],
    // Flags.
    ['up', true],
    ['!down', true],
    ['answer', false],
    ['number in [6, 7]', true],
    ['unset', ['flag unset']],
    ['!unset', ['flag unset']],
    ['unset == x', ['flag unset']],
    ['unset != x', ['flag unset']],
    // Kleene: what is missing matters only where it could decide.
    ['unset && down', false],
    ['unset && up', ['flag unset']],
    ['unset || up', true],
    ['unset || down', ['flag unset']],
    ['unset || other', ['flag unset', 'flag other']],
    ['(unset && down) || up', true],
    ['x in [a, unset]', ['flag x']],
    // Families.
    ['children(all).all(status == pass)', true],
    ['children(mixed).all(status == pass)', false],
    ['children(mixed).any(status == fail)', true],
    ['children(running).all(status == pass)', ['step busy', 'step waiting']],
    ['children(running).all(status == in_progress)', false],
    ['children(running).any(status == pass)', true],
    ['children(running).any(status == fail)', ['step busy', 'step waiting']],
    ['children(none).all(status == pass)', true],
    ['children(none).any(status == pass)', false],
    ['children(none).count(status == pass) == 0', true],
    ['children(gone).all(status == pass)', true],
    ['children(running).count(status == pass) >= 1', true],
    ['children(running).count(status == pass) >= 2', ['step busy', 'step waiting']],
    ['children(running).count(status == pass) >= 4', false],
    ['children(running).count(status == pass) < 4', true],
    ['children(running).count(status == pass) <= 0', false],
    ['children(running).count(status == pass) == 1', ['step busy', 'step waiting']],
    ['children(running).count(status == pass) == 0', false],
    ['children(running).count(status == pass) in [0, 4]', false],
    ['children(running).count(status == pass)', true],
    ['children(running).count(status == fail)', ['step busy', 'step waiting']],
    ['children(mixed).count(status == skipped)', false],
    ['children(spawning).all(status == pass)', ['children spawning']],
    ['children(spawning).all(status == fail)', false],
    ['children(spawning).any(status == pass)', true],
    ['children(spawning).any(status == fail)', ['children spawning']],
    ['children(spawning).count(status == pass) >= 2', ['children spawning']],
    ['children(spawning).count(status == pass) >= 1', true],
    ['children(spawning).count(status == pass) == 0', false],
    ['descendants(deep).count(status == pass) == 1', ['step mixed', 'step busy']],
    ['descendants(deep).any(status == fail)', true],
    ['steps(deep).any(output.n == 3)', true],
    ['children(all).all(step.status == pass && output.n == 3)', true],
    ['descendants(deep).any(children(step).any(status == fail))', true],
    // How many of all.
    ['steps.complete >= 3', true],
    ['steps.complete >= 4', ['step steps.complete']],
    ['steps.complete >= 7', false],
    ['steps.fail < 5', true],
    ['steps.in_progress == 1', true],
    ['steps.ready > 1', false],
    // Files.
    ["file.exists('docs/a.md')", true],
    ["file.exists('{{path}}/a.md')", true],
    ["file.exists('b.md')", false],
    ["file.exists('later')", ['file later']],
    ["file.exists('{{bad}}/etc')", ['file ../../etc']],
    ['', true],
  ])('%s', (text, truth) => {
    expect(told(text)).toEqual(truth);
  });

  it('asks the step it belongs to where it names none', () => {
    expect(told('step.status == in_progress', 'busy')).toBe(true);
    expect(told('output.n == 3', 'done')).toBe(true);
    expect(told('children(step).any(status == fail)', 'mixed')).toBe(true);
    expect(told('output.n == 3')).toEqual(['step step']);
  });

  it('tells what is missing, and no more of it than anybody reads', () => {
    const parsed = expressions.condition('unset || busy.status == pass');
    expect(parsed.ok && evaluateRunning(parsed.condition, facts)).toEqual({
      truth: undefined,
      why: [
        { kind: 'flag', name: 'unset', message: 'the flag "unset" is not set', start: 0, end: 5 },
        { kind: 'step', name: 'busy', message: 'step "busy" has not closed', start: 9, end: 20 },
      ],
    });
    expect(told(Array.from({ length: 20 }, (_, n) => `f${n}`).join(' && '))).toHaveLength(MAX_REASONS);
  });

  it('asks so many steps and no more', () => {
    const many = (count: number): RunningFacts => ({
      ...facts,
      children: () => ({ ids: new Array<string>(count).fill('done') }),
    });
    const asked = (text: string, count: number): unknown => {
      const parsed = expressions.condition(text);
      return parsed.ok && evaluateRunning(parsed.condition, many(count));
    };
    const flat = 'children(x).all(status == pass)';
    expect(asked(flat, MAX_ASKED_STEPS)).toEqual({ truth: true });
    expect(asked(flat, MAX_ASKED_STEPS + 1)).toMatchObject({
      truth: undefined,
      why: [{ kind: 'limit', message: 'more than 1000000 steps would have to be asked (MAX_ASKED_STEPS)' }],
    });
    // 999 of 1,000 times, with the 1,000 that ask.
    const nested = 'children(x).all(children(step).all(status == pass))';
    expect(asked(nested, 999)).toEqual({ truth: true });
    expect(asked(nested, 1_000)).toMatchObject({ why: [{ kind: 'limit' }] });
    const deep = `${'children(x).all('.repeat(60)}status == pass${')'.repeat(60)}`;
    expect(asked(deep, 10)).toMatchObject({ truth: undefined });
  });
});

describe('laws', () => {
  const truths = fc.constantFrom('up', 'down', 'unset');
  const value = (text: string): boolean | undefined => {
    const truth = told(text);
    return typeof truth === 'boolean' ? truth : undefined;
  };
  const and = (a?: boolean, b?: boolean): boolean | undefined =>
    a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;

  it('holds to Kleene', () => {
    fc.assert(
      fc.property(truths, truths, truths, (a, b, c) => {
        expect(value(`${a} && ${b}`)).toBe(and(value(a), value(b)));
        expect(value(`!(${a} && ${b})`)).toBe(value(`!${a} || !${b}`));
        expect(value(`${a} && ${b} && ${c}`)).toBe(value(`${c} && (${b} && ${a})`));
        expect(value(`${a} && (${b} || ${c})`)).toBe(value(`${a} && ${b} || ${a} && ${c}`));
        expect(value(`!(!${a})`)).toBe(value(a));
      }),
    );
  });

  it('never takes back what it has told when more becomes known', () => {
    const later: RunningFacts = { ...facts, flag: (name) => facts.flag(name) ?? true };
    fc.assert(
      fc.property(drawnCondition, (text) => {
        const parsed = expressions.condition(text);
        if (!parsed.ok) return;
        const now = evaluateRunning(parsed.condition, facts, 'done').truth;
        if (now !== undefined) expect(evaluateRunning(parsed.condition, later, 'done').truth).toBe(now);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any text whatever', () => {
  const variables = new Map<string, VariableType>([['v', { type: 'string' }]]);
  const bound = new Map<string, VariableType>([['n', { type: 'int' }]]);
  const schema = { type: 'object', properties: { n: { type: 'integer' }, ok: { type: 'boolean' } } };
  const scope = {
    variables,
    bound,
    steps: {
      status: () => undefined,
      members: () => undefined,
      output: ({ path }: { path: readonly string[] }) => ({ schema, path }),
    },
  };

  it('is read or refused, checked and told, without throwing', () => {
    const seen = { refused: 0, wrong: 0, told: 0, open: 0 };
    const anything = fc.oneof(
      drawnCondition,
      mutated(drawnCondition),
      mutated(mutated(drawnCondition)),
      fc.string({ maxLength: 40, unit: 'binary' }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = expressions.condition(text);
        const found = parsed.ok ? checkCondition(parsed.condition, scope) : parsed.problems;
        for (const { start, end, message } of found) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          expect(message).toMatch(/^[^.].*[^.]$/su);
          expect(message).not.toMatch(/undefined|\[object/);
        }
        if (!parsed.ok) seen.refused++;
        else {
          seen[found.length > 0 ? 'wrong' : 'told']++;
          if (evaluateRunning(parsed.condition, facts, 'done').truth === undefined) seen.open++;
        }
      }),
      { numRuns: 4000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  it('may be as long and as deep as the limits say', () => {
    const long = (part: string, last: string): string =>
      part.repeat((MAX_EXPRESSION_LENGTH - last.length) / part.length) + last;
    for (const text of [
      long('a.status == pass || ', 'up  '),
      long('children(a).all(unset) && ', 'up'),
      long('!', 'up'),
    ]) {
      const parsed = expressions.condition(text);
      expect(parsed.ok).toBe(true);
      expect(expressions.condition(text.padEnd(MAX_EXPRESSION_LENGTH + 1)).ok).toBe(false);
      if (parsed.ok) {
        expect(checkCondition(parsed.condition, scope)).toEqual([]);
        evaluateRunning(parsed.condition, facts);
      }
    }
    const deep = (depth: number): string => `${'!('.repeat(depth)}unset${')'.repeat(depth)}`;
    expect(told(deep(MAX_EXPRESSION_DEPTH))).toEqual(['flag unset']);
    expect(expressions.condition(deep(MAX_EXPRESSION_DEPTH + 1)).ok).toBe(false);
  });
});
