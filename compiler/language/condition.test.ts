import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggest } from '../diagnostics/suggest.js';
import {
  type Condition,
  checkCondition,
  evaluateCondition,
  namesIn,
  type Problem,
  type Scalar,
  stepsIn,
  type VariableType,
} from './expressions.js';
import { createExpressions } from './parser.js';

const expressions = createExpressions({ validate: true });

const variables = new Map<string, VariableType>([
  ['v', { type: 'string' }],
  ['env', { type: 'string', enum: ['prod', 'staging'] }],
  ['size', { type: 'int', enum: [1, 2] }],
  ['mode', { type: 'string', enum: ['1', 'all'] }],
  ['n', { type: 'int' }],
  ['x', { type: 'number' }],
  ['b', { type: 'bool' }],
  ['off', { type: 'bool' }],
]);
const values: Readonly<Record<string, Scalar>> = {
  v: 'two words',
  env: 'prod',
  size: 1,
  mode: '1',
  n: 3,
  x: 2.5,
  b: true,
  off: false,
};

function parsed(text: string): Condition {
  const result = expressions.condition(text);
  if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.message}`);
  return result.condition;
}

/** The truth of `text`, or its problems, each under the text that it is about. */
function outcome(text: string, given: Readonly<Record<string, Scalar>> = values): boolean | string[] {
  const result = expressions.condition(text);
  if (!result.ok) return result.problems.map(underlined);
  const found = checkCondition(result.condition, { variables });
  if (found.length > 0) return found.map(underlined);
  const evaluated = evaluateCondition(result.condition, (name) => given[name]);
  return evaluated.ok ? evaluated.value : [underlined(evaluated.problem)];
}

const underlined = ({
  code,
  start,
  end,
  message,
  name = '',
  known = () => [],
  near = suggest(name, known()),
}: Problem): string =>
  `${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))} ${code} ${message}${near.length > 0 ? ` (${near})` : ''}`;

describe('a condition that is decided at cook time', () => {
  it.each<[string, boolean]>([
    // Upstream's four forms, and its empty one.
    ['', true],
    [' \n ', true],
    ['{{b}}', true],
    [' {{b}}\t', true],
    ['!{{b}}', false],
    ['{{v}} == two words', true],
    ['{{v}}==two words ', true],
    ["{{v}} == 'two words'", true],
    ['{{v}} == "two words"', true],
    ['{{v}} == two  words', false],
    ['{{v}} != two words', false],
    ['{{env}} == prod', true],
    ['{{v}} != a/b-c.d:8080?q=1&r=2|3@x#y', true],
    ["{{v}} != don't", true],
    ['{{v}} != made in china', true],
    ["{{v}} != 'a\\b'", true],
    ['{{v}} != größe 日本', true],
    // What goes beyond.
    ['!!{{b}}', true],
    ['!!!{{b}}', false],
    ['! ( {{b}} && {{off}} )', true],
    ['{{off}} || {{b}} && {{b}}', true],
    ['({{off}} || {{b}}) && {{off}}', false],
    ['{{n}} in [1, 2,3]', true],
    ['{{n}} in [1]', false],
    ['{{v}} in ["one word", two words]', true],
    ['{{n}} in[{{size}}, {{n}}]', true],
    ['{{n}} < 4', true],
    ['{{n}} <= 3', true],
    ['{{n}} > 3', false],
    ['{{n}}>=3.0', true],
    ['{{n}} > -1e3', true],
    ['1 < {{n}}', true],
    ['{{x}} > {{n}}', false],
    ['{{mode}} < 2', true],
    // Names without braces, and in one brace.
    ['b', true],
    ['b == yes', true],
    ['v == two words', true],
    ['n in [3]', true],
    ['{n} == 3', true],
    ["'prod' == {{env}}", true],
    ["'prod' == 'prod'", true],
    // By meaning, by value, as text.
    ['{{b}} == YES', true],
    ['{{b}} == "1"', true],
    ['{{b}} != off', true],
    ['{{off}} == no', true],
    ['{{n}} == 3.00', true],
    ['{{n}} == "3"', true],
    ['{{x}} == 2.50', true],
    ['{{n}} == {{v}}', false],
    ['true', true],
    ['false', false],
    ['0', false],
    ['7', true],
    ["''", false],
    ["'no'", false],
    ["' '", true],
  ])('%s', (text, truth) => {
    expect(outcome(text)).toBe(truth);
  });

  it.each([
    ['{{v}} ==', '        ^ GT3020 expected a value after "=="'],
    ['{{v}} ==   ', '        ^ GT3020 expected a value after "=="'],
    ['{{v}} == && {{b}}', '         ^^ GT3020 expected a value after "==", not "&&"'],
    ['&& {{b}}', '^^ GT3020 expected a name, a value or "(", not "&&"'],
    ['{{b}} ||', '        ^ GT3020 expected a name, a value or "(" after "||"'],
    ['!', ' ^ GT3020 expected a name, a value or "(" after "!"'],
    ['()', ' ^ GT3020 expected a name, a value or "(" after "(", not ")"'],
    ['{{b}} {{off}}', '      ^^^^^^^ GT3020 expected "&&", "||" or the end after {{b}}, not {{off}}'],
    [
      '{{b}} and {{off}}',
      '      ^^^ GT3020 expected "&&", "||" or the end after {{b}}, not "and"; "and" is written "&&"',
    ],
    [
      '{{v}} == a OR b == c',
      '                ^^ GT3020 expected "&&", "||" or the end after "b", not "=="; a comparison has two sides, and "!" goes before parentheses: !(a == b)',
    ],
    [
      'not {{b}}',
      '    ^^^^^ GT3020 expected "&&", "||" or the end after "not", not {{b}}; "not" is written "!"',
    ],
    [
      '!{{b}} == true',
      '       ^^ GT3020 expected "&&", "||" or the end after {{b}}, not "=="; a comparison has two sides, and "!" goes before parentheses: !(a == b)',
    ],
    [
      '1 < {{n}} < 4',
      '          ^ GT3020 expected "&&", "||" or the end after {{n}}, not "<"; a comparison has two sides, and "!" goes before parentheses: !(a == b)',
    ],
    [
      '{{v}} == hi!',
      '           ^ GT3020 expected "&&", "||" or the end after "hi", not "!"; a value that is more than plain words needs quotes',
    ],
    [
      '{{n}} in 3',
      '      ^^ GT3020 expected "&&", "||" or the end after {{n}}, not "in"; "in" needs a list: in [a, b]',
    ],
    ['{{n}} in []', '          ^ GT3020 expected a value after "[", not "]"'],
    ['{{n}} in [3, ]', '             ^ GT3020 expected a value after ",", not "]"'],
    ['{{n}} in [3', '         ^ GT3020 "[" is never closed'],
    ['(({{b}})', '^ GT3020 "(" is never closed'],
    ['({{b}}))', '       ^ GT3020 ")" closes nothing'],
    ['({{b}}]', '      ^ GT3020 "]" cannot close "("'],
    ["{{v}} == 'abc", '         ^ GT3020 the quotation is never closed'],
    ['{{v}} = a', '      ^ GT3020 "=" does not compare; write "=="'],
    ['v=a', '^^^ GT3020 "=" does not compare; write "=="'],
    ['b&off', '^^^^^ GT3020 "&" is written "&&"'],
    ['{{b}} & {{off}}', '      ^ GT3020 "&" is written "&&"'],
    ['{{b}} | {{off}}', '      ^ GT3020 "|" is written "||"'],
    [
      '{{ b }}',
      '^^^^^^^ GT3020 a placeholder is {{name}} or {name}: letters, digits and "_", without spaces',
    ],
    ['{b', '^^ GT3020 a placeholder is {{name}} or {name}: letters, digits and "_", without spaces'],
    [
      '{{steps.a.output.b}} == 1',
      '^^^^^^^^^^^^^^^^^^^^ GT3020 a variable has no fields; what a step has put out is written STEP.output.FIELD, without braces',
    ],
    [
      "'{{v}}' == 'x'",
      ' ^^^^^ GT3020 a placeholder in quotes would be plain text; write it without the quotes',
    ],
    [
      "{{v}} == 'x{n}'",
      '           ^^^ GT3020 a placeholder in quotes would be plain text; write it without the quotes',
    ],
    [
      '{{v}} == x{n}',
      '         ^^^^ GT3020 values are never pasted into words; compare the placeholder by itself',
    ],
    ['x{n}', '^^^^ GT3020 values are never pasted into words; compare the placeholder by itself'],
    [
      "'prod' == env",
      '          ^^^ GT3020 "env" is a fixed text on this side of "=="; a name goes on the left',
    ],
    ['a/b', '^^^ GT3020 "a/b" is not a name; a fixed text needs quotes'],
    ['a.b == c', '^^^ GT3020 "a.b" is nothing to ask for; steps have STEP.status and STEP.output.FIELD'],
    // Names.
    ['{{envv}} && b', '^^^^^^^^ GT3002 no variable "envv" is declared (env)'],
    ['siz == 1', '^^^ GT3002 no variable "siz" is declared (size)'],
    [
      '{siz} == 1',
      '^^^^^ GT3021 {siz} is not bound here: no loop variable or parameter has that name (size)',
    ],
    ['no_response_1', '^^^^^^^^^^^^^ GT3002 no variable "no_response_1" is declared'],
    // Types.
    ['{{b}} == 7', '         ^ GT3022 {{b}} is true or false; it never equals "7"'],
    ['7 != {{b}}', '^ GT3022 {{b}} is true or false; it never equals "7"'],
    ["{{b}} == ''", '         ^^ GT3022 {{b}} is true or false; it never equals ""'],
    ['{{n}} == abc', '         ^^^ GT3022 {{n}} is a whole number; it never equals "abc"'],
    ['{{n}} == 2.5', '         ^^^ GT3022 {{n}} is a whole number; it never equals "2.5"'],
    ['{{x}} == 1.2.3', '         ^^^^^ GT3022 {{x}} is a number; it never equals "1.2.3"'],
    [
      '{{n}} == 9007199254740993',
      '         ^^^^^^^^^^^^^^^^ GT3022 {{n}} is a whole number; it never equals "9007199254740993"',
    ],
    [
      '{{env}} == prd',
      '           ^^^ GT3022 {{env}} is one of "prod" or "staging"; it never equals "prd" (prod)',
    ],
    [
      '{{env}} in [prod, x]',
      '                  ^ GT3022 {{env}} is one of "prod" or "staging"; it never equals "x"',
    ],
    ['{{size}} == 3', '            ^ GT3022 {{size}} is one of "1" or "2"; it never equals "3" (1,2)'],
    [
      '{{b}} == {{n}}',
      '^^^^^^^^^^^^^^ GT3022 {{b}} is true or false and {{n}} is a whole number; they cannot be compared',
    ],
    ['{{b}} < 3', '^^^^^ GT3022 "<" compares numbers, and {{b}} is true or false'],
    ['{{env}} >= 3', '^^^^^^^ GT3022 ">=" compares numbers, and {{env}} is one of "prod" or "staging"'],
    ['{{n}} < abc', '        ^^^ GT3022 "<" compares numbers, and "abc" is none'],
    // Values.
    ['{{v}} < 3', '^^^^^ GT3025 {{v}} is "two words", which is not a number that "<" can compare'],
  ])('%s', (text, problem) => {
    expect(outcome(text)).toEqual([problem]);
  });

  it('reports every wrong name and type at once, in the order of the text', () => {
    expect(outcome('unknown || {{env}} == prd && !({{b}} == 7)')).toEqual([
      '^^^^^^^ GT3002 no variable "unknown" is declared',
      '                      ^^^ GT3022 {{env}} is one of "prod" or "staging"; it never equals "prd" (prod)',
      '                                        ^ GT3022 {{b}} is true or false; it never equals "7"',
    ]);
    expect(outcome('7 in [{{unknown}}, {{b}}]')).toEqual([
      '^ GT3022 {{b}} is true or false; it never equals "7"',
      '      ^^^^^^^^^^^ GT3002 no variable "unknown" is declared',
    ]);
  });

  it('says which name has no value, and only when the answer needs it', () => {
    expect(outcome('{{n}} == 3 || {{v}}', { n: 3 })).toBe(true);
    expect(outcome('{{n}} == 4 || {{v}}', { n: 3 })).toEqual([
      '              ^^^^^ GT3010 {{v}} has no value',
    ]);
    expect(outcome('{{n}} in [3, {{v}}]', { n: 3 })).toBe(true);
    expect(outcome('{{n}} in [4, {{v}}]', { n: 3 })).toEqual([
      '             ^^^^^ GT3010 {{v}} has no value',
    ]);
  });

  it('tells loop variables from variables of the same name', () => {
    const bound = new Map<string, VariableType>([
      ['n', { type: 'string' }],
      ['i', { type: 'int' }],
    ]);
    const condition = parsed('{{n}} == 1 && {n} == one && i == 2');
    expect(checkCondition(condition, { variables, bound })).toEqual([]);
    const lookup = (name: string, form: string): Scalar | undefined =>
      (({ n: { var: 1, brace: 'one' }, i: { bare: 2 } }) as Record<string, Record<string, Scalar>>)[name]?.[
        form
      ];
    expect(evaluateCondition(condition, lookup)).toEqual({ ok: true, value: true });
    expect(checkCondition(parsed('{v}'), { variables, bound }).map(underlined)).toEqual([
      '^^^ GT3021 {v} is not bound here: no loop variable or parameter has that name (n,i)',
    ]);
  });

  it('never reads structure out of a value', () => {
    for (const v of ['x || true', "' == '", '{{b}}', ')', 'two words']) {
      expect(evaluateCondition(parsed('{{v}} == {{w}} && !({{v}} == other)'), () => v)).toEqual({
        ok: true,
        value: true,
      });
    }
  });
});

describe('what only a run can tell', () => {
  const at = (text: string, part: string): { start: number; end: number } => {
    const start = text.indexOf(part);
    return { start, end: start + part.length };
  };
  const step = (text: string, id: string): object => ({ parts: [id], ...at(text, id) });

  it.each<[string, (text: string) => object | undefined]>([
    ["step.status == 'complete'", () => ({ kind: 'status', step: undefined })],
    [
      'survey-api.iter2.plan_it.status == complete',
      (t) => ({ kind: 'status', step: step(t, 'survey-api.iter2.plan_it') }),
    ],
    ['review.output.a.b == v', (t) => ({ kind: 'output', step: step(t, 'review'), path: ['a', 'b'] })],
    ['a.output.status != x', (t) => ({ kind: 'output', step: step(t, 'a'), path: ['status'] })],
    ['a.output.output.b == x', (t) => ({ kind: 'output', step: step(t, 'a'), path: ['output', 'b'] })],
    ['step.output.ok == true', () => ({ kind: 'output', step: undefined, path: ['ok'] })],
    ['output.x', () => ({ kind: 'output', step: undefined, path: ['x'] })],
    ['steps.complete >= 3', () => ({ kind: 'tally', status: 'complete' })],
    ['steps.status == open', (t) => ({ kind: 'status', step: step(t, 'steps') })],
    ["env.CI == 'true'", () => ({ kind: 'env', name: 'CI' })],
    ["file.exists('go.mod')", () => ({ kind: 'file-exists', path: ['go.mod'] })],
    [
      'file.exists ( "a/{{v}}/{n}.md" )',
      (t) => ({
        kind: 'file-exists',
        path: [
          'a/',
          { kind: 'name', form: 'var', name: 'v', ...at(t, '{{v}}') },
          '/',
          { kind: 'name', form: 'brace', name: 'n', ...at(t, '{n}') },
          '.md',
        ],
      }),
    ],
    [
      'file.exists({{v}})',
      (t) => ({ kind: 'file-exists', path: [{ kind: 'name', form: 'var', name: 'v', ...at(t, '{{v}}') }] }),
    ],
    [
      '{target}.draft-1.status == complete',
      (t) => ({
        kind: 'status',
        step: {
          parts: [{ kind: 'name', form: 'brace', name: 'target', ...at(t, '{target}') }, '.draft-1'],
          ...at(t, '{target}.draft-1'),
        },
      }),
    ],
  ])('%s', (text, question) => {
    const condition = parsed(text);
    const operand =
      condition.kind === 'compare' ? condition.left : condition.kind === 'truth' && condition.operand;
    const { start, end, ...rest } = operand as { start: number; end: number };
    expect(rest).toEqual(question(text));
    expect(text.slice(start, end)).toBe(text.replace(/ *([=!]=|>=).*$/, ''));
    const found = checkCondition(condition, { variables }).filter(({ start: from }) => from === start);
    expect(found.map(({ code, end: to }) => [code, to])).toEqual([['GT3023', end]]);
    expect(evaluateCondition(condition, (name) => values[name])).toMatchObject({
      ok: false,
      problem: { code: 'GT3023', start, end },
    });
  });

  it.each(['children', 'descendants', 'steps'])('%s(x) with all, any and count', (over) => {
    for (const quantifier of ['all', 'any', 'count']) {
      const text = `${over}(a-b.c).${quantifier}(status == 'complete' && output.n > 1) >= 2`;
      expect(parsed(text)).toMatchObject({
        kind: 'compare',
        operator: '>=',
        right: { text: '2' },
        left: {
          kind: 'aggregate',
          over,
          of: { parts: ['a-b.c'] },
          quantifier,
          where: {
            kind: 'and',
            terms: [
              { kind: 'compare', left: { kind: 'status', step: undefined } },
              { kind: 'compare', left: { kind: 'output', step: undefined, path: ['n'] } },
            ],
          },
        },
      });
    }
    expect(parsed(`${over}(step).any(b) && status`)).toMatchObject({
      // Outside, `status` is a name like any other while the formula is cooked.
      terms: [{ operand: { of: undefined } }, { operand: { kind: 'name', name: 'status' } }],
    });
    expect(expressions.condition(`${over}(step).any(b) && status`, 'running')).toMatchObject({
      condition: { terms: [{}, { operand: { kind: 'status', step: undefined } }] },
    });
    // The words are names where nothing is asked.
    expect(namesIn(parsed(`${over} == 3`))).toMatchObject([{ form: 'bare', name: over }]);
  });

  it.each([
    ['children(x)', '           ^ GT3020 expected .all(…), .any(…) or .count(…) after ")"'],
    [
      'children(x).some(y)',
      '           ^^^^^ GT3020 expected .all(…), .any(…) or .count(…) after ")", not ".some"',
    ],
    ['children(x).all()', '                ^ GT3020 expected a name, a value or "(" after "(", not ")"'],
    ['children(a b).all(x)', '           ^ GT3020 expected ")" after "a", not "b"'],
    ['children().all(x)', '         ^ GT3020 expected the id of a step after "(", not ")"'],
    ['children(a/b).all(x)', '         ^^^ GT3020 "a/b" is not the id of a step'],
    ["children('a').all(x)", `         ^^^ GT3020 expected the id of a step after "(", not 'a'`],
    ['file.exists(a)', '            ^ GT3020 expected a path in quotes after "(", not "a"'],
    ['file.exists', "^^^^^^^^^^^ GT3020 the path goes in parentheses and quotes: file.exists('path')"],
    [
      'a.output. == 1',
      '^^^^^^^^^ GT3020 "a.output." is nothing to ask for; steps have STEP.status and STEP.output.FIELD',
    ],
    [
      '.status == 1',
      '^^^^^^^ GT3020 ".status" is nothing to ask for; steps have STEP.status and STEP.output.FIELD',
    ],
    ['a.output.{n} == 1', '^^^^^^^^^^^^ GT3020 a placeholder cannot name a field of an output'],
    [
      'a.state == open',
      '^^^^^^^ GT3020 "a.state" is nothing to ask for; steps have STEP.status and STEP.output.FIELD',
    ],
  ])('%s', (text, problem) => {
    expect(outcome(text)).toEqual([problem]);
  });

  it('lists the names and the steps that an expression uses', () => {
    const text =
      "!{{a}} && children({t}.x).any(b == {c}) || y.status in [{{d}}, e] || file.exists('{{f}}/g')";
    const condition = parsed(text);
    expect(
      namesIn(condition).map(({ form, name, start, end }) => [form, name, text.slice(start, end)]),
    ).toEqual([
      ['var', 'a', '{{a}}'],
      ['brace', 't', '{t}'],
      ['bare', 'b', 'b'],
      ['brace', 'c', '{c}'],
      ['var', 'd', '{{d}}'],
      ['var', 'f', '{{f}}'],
    ]);
    expect(stepsIn(condition).map(({ start, end }) => text.slice(start, end))).toEqual(['{t}.x', 'y']);
  });
});

describe('laws', () => {
  const truthOf = (text: string, given: Readonly<Record<string, Scalar>>): boolean => {
    const result = evaluateCondition(parsed(text), (name) => given[name]);
    if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
    return result.value;
  };
  const scalar: fc.Arbitrary<Scalar> = fc.oneof(
    fc.boolean(),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(
      '',
      'a',
      'B',
      'two words',
      'no',
      'NO',
      'Off',
      'false',
      '0',
      '00',
      '1',
      '1.0',
      'yes',
      'True',
    ),
    fc.string(),
  );
  const given = fc.record({ p: scalar, q: scalar, r: scalar });
  const atom = fc.constantFrom(
    '{{p}}',
    '{{q}}',
    '{{r}}',
    '{{p}} == {{q}}',
    '{{r}} != a',
    '{{q}} in [1, {{r}}, no]',
    'p == two words',
  );
  const { term } = fc.letrec<{ term: string }>((tie) => ({
    term: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc
        .tuple(tie('term'), fc.constantFrom('&&', '||'), tie('term'))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie('term').map((a) => `!(${a})`),
    ),
  }));

  it('holds to De Morgan and to double negation', () => {
    fc.assert(
      fc.property(term, term, given, (a, b, values) => {
        expect(truthOf(`!(${a} && ${b})`, values)).toBe(truthOf(`!(${a}) || !(${b})`, values));
        expect(truthOf(`!(${a} || ${b})`, values)).toBe(truthOf(`!(${a}) && !(${b})`, values));
        expect(truthOf(`!!(${a})`, values)).toBe(truthOf(a, values));
        expect(truthOf(`!(${a})`, values)).toBe(!truthOf(a, values));
      }),
    );
  });

  it('reads "in" as an "or" of "==", "!=" as not "==", and "==" the same from both sides', () => {
    fc.assert(
      fc.property(given, (values) => {
        const each = '{{p}} == {{q}} || {{p}} == two words || {{p}} == {{r}} || {{p}} == "no"';
        expect(truthOf('{{p}} in [{{q}}, two words, {{r}}, "no"]', values)).toBe(truthOf(each, values));
        expect(truthOf('{{p}} != {{q}}', values)).toBe(!truthOf('{{p}} == {{q}}', values));
        expect(truthOf('{{p}} == {{q}}', values)).toBe(truthOf('{{q}} == {{p}}', values));
        expect(truthOf('{{p}} == {{p}}', values)).toBe(true);
      }),
    );
  });

  it('binds "!" before "&&" before "||", as JavaScript does', () => {
    const token = fc.constantFrom('p', 'q', 'r', '!p', '!q', '!!r');
    const flat = fc
      .tuple(token, fc.array(fc.tuple(fc.constantFrom(' && ', '||'), token), { maxLength: 8 }))
      .map(([first, rest]) => first + rest.flat().join(''));
    const truths = fc.record({ p: fc.boolean(), q: fc.boolean(), r: fc.boolean() });
    fc.assert(
      fc.property(flat, truths, (text, values) => {
        const javascript = new Function('p', 'q', 'r', `return ${text}`) as (...of: boolean[]) => boolean;
        expect(truthOf(text, values)).toBe(javascript(values.p, values.q, values.r));
      }),
    );
  });

  it('orders numbers as JavaScript does, whether they come as numbers or as text', () => {
    const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -2, max: 2, noNaN: true }));
    fc.assert(
      fc.property(number, number, fc.boolean(), (a, b, asText) => {
        const values = { p: asText ? String(a) : a, q: b };
        expect(truthOf('{{p}} < {{q}}', values)).toBe(a < b);
        expect(truthOf('{{p}} <= {{q}}', values)).toBe(a <= b);
        expect(truthOf('{{p}} > {{q}}', values)).toBe(a > b);
        expect(truthOf('{{p}} >= {{q}}', values)).toBe(a >= b);
      }),
    );
  });

  it("agrees with upstream on upstream's forms, where every value is text", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_./:-]{1,6}( [A-Za-z0-9_./:-]{1,4})?$/);
    const value = fc.oneof(
      word,
      fc.constantFrom('', 'false', 'FALSE', '0', 'no', 'Off', '1', 'true'),
      fc.string(),
    );
    const falsy = ['', 'false', '0', 'no', 'off'];
    fc.assert(
      fc.property(value, word, fc.boolean(), (v, other, same) => {
        const right = same && /^[A-Za-z0-9_./:-]+$/.test(v) ? v : other;
        const upstream = !falsy.includes(v.toLowerCase());
        expect(truthOf('{{p}}', { p: v })).toBe(upstream);
        expect(truthOf('!{{p}}', { p: v })).toBe(!upstream);
        for (const written of [right, `'${right}'`, `"${right}"`, ` ${right} `]) {
          expect(truthOf(`{{p}} == ${written}`, { p: v })).toBe(v === right);
          expect(truthOf(`{{p}}!=${written}`, { p: v })).toBe(v !== right);
        }
      }),
    );
  });
});
