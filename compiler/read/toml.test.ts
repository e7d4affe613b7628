import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { MAX_STRICT_MARKS, MAX_VALUE_NESTING } from '../limits.js';
import { parse } from './parse.js';
import { Source } from './source.js';
import { SpanIndex } from './spans.js';
import { difference } from './toml.js';
import { readFast } from './toml-positions.js';
import { readStrictly } from './toml-strict.js';

async function read(text: string, strict = true) {
  const reporter = new Reporter();
  const table = await parse(new Source('t', 't', text), 'toml', new SpanIndex(), reporter, { strict });
  const found = reporter.sorted().map(({ code, message, help, span, related }) => {
    const position = span?.source.position(span.start);
    const at = `${position?.line}:${position?.column} ${span && text.slice(span.start, span.end)}`;
    const first = related.map(
      (other) => ` (${other.message} ${other.span.source.position(other.span.start).line})`,
    );
    return `${code} ${at}: ${message.replace('not valid TOML: ', '')}${first}${help ? `; ${help}` : ''}`;
  });
  const raw = reporter.sorted().map(({ code, help, span }) => [code, span?.start, span?.end, help]);
  return { table, found, raw };
}

/** Documents that are not TOML, and what is told of them: place, the text pointed at, reason; advice. */
const SYNTAX: readonly (readonly [text: string, told: string])[] = [
  [
    'a = "x\nb = 1',
    '1:5 "x: the text is not closed on its line; add " at its end; a text of several lines stands between """ and """',
  ],
  ["'a = 1", '1:7 : a text is not closed on its line; add the missing quote'],
  ['\na = """x\nb = 1\n', '2:5 """: the text that starts here is not closed; add """ at its end'],
  ["a = '''x\n", "1:5 ''': the text that starts here is not closed; add ''' at its end"],
  ['a = [1, [2],\n', '1:5 [: the array is not closed; add "]" at its end'],
  ['a = [1\nb = 2', '2:1 b: a comma or the closing bracket is missing before this'],
  ['a = [1 2]', '1:8 2: a comma or the closing bracket is missing before this'],
  ['a = {b = 1', '1:5 {: the inline table is not closed; add "}" at its end'],
  [
    'a = {b = 1,\nc = 2}',
    '2:1 c: an inline table must end on the line it starts on; put it on one line, or make it a table with a [header]',
  ],
  ['a = {b = 1,}', '1:12 }: no comma may stand before "}"; remove the comma'],
  ['a = 1\nb = 2\n"a" = 3', '3:1 "a": "a" is defined twice (first defined here 1)'],
  ['[a.b]\n[c]\n[a . b]', '3:6 b: "b" is defined twice (first defined here 1)'],
  ['a.b = 1\na = 2', '2:1 a: "a" is defined twice (first defined here 1)'],
  ['a = {b = 1, b.c = 2}', '1:13 b: "b" is defined twice (first defined here 1)'],
  ['a =\nb = 1', '1:3 =: a value is missing'],
  ['a = ', '1:5 : a value is missing'],
  ['a = # c\nb = 1', '2:1 b: "b" cannot stand here'],
  ['some words\n', '1:6 words: "=" is missing between key and value; write key = value'],
  ['word\nb = 1', '1:1 word: "=" is missing between key and value; write key = value'],
  ['= 1', '1:1 =: a key is missing before "="'],
  ['[a\nb = 1', '1:1 [a: the header is not closed; write it as [name] or, for one of a list, [[name]]'],
  ['[[a]', '1:5 : the header is not closed; write it as [name] or, for one of a list, [[name]]'],
  ['[[a] ]', '1:6 ]: the two brackets of a [[header]] must touch'],
  ['[]', '1:2 ]: a name is missing between the brackets'],
  [
    'a = 1 b = 2',
    '1:7 b: only a comment may follow on this line; start a new line here; a text needs quotes',
  ],
  ['a = hello world', '1:5 hello: "hello" is not a value; put double quotes (") around a text'],
  ['a = [1, “x”]', '1:9 “: "“" is not a value; put double quotes (") around a text'],
  ['a = True', '1:5 True: "True" is not a value; write true'],
  ['a = None', '1:5 None: "None" is not a value; leave the key out'],
  ['a = ]', '1:5 ]: a value is missing before "]"'],
  ['a = 1.', '1:7 : the file ends in the middle of this line'],
  ['a = 01', '1:5 01: a number cannot start with 0; leave the 0 out, or put quotes around it'],
  ['a = 1__0', '1:7 _0: an underscore in a number must have a digit on both sides'],
  ['a = 2023-02-30x', '1:5 2023-02-30x: there is no such date'],
  ['a = 2023-02-01T25:00:00 x', '1:5 2023-02-01T25:00:00: there is no such time'],
  [
    'a = "C:\\q"',
    '1:8 \\q: this backslash starts no escape that TOML knows; write \\\\ for a backslash, or use single quotes, in which a backslash means itself',
  ],
  ['a = "\\ud800"', '1:11 0: there is no character with the number d800'],
  ['a = """x""""""', '1:9 ": too many quotes stand in a row; escape one of them: \\"'],
  [
    'a = "\u0007"',
    '1:6 \u0007: a control character stands here; remove it; in double quotes it can be written as an escape, such as \\u0007',
  ],
  ['a..b = 1', '1:2 .: a name is missing between the two dots'],
  ['a. = 1', '1:2 .: a name is missing behind the dot'],
  ['[.a]', '1:2 .: a name is missing before the dot'],
  [
    'é = 1',
    '1:1 é: "é" cannot stand here; put quotes around a key that is not of A-Z, a-z, 0-9, "-" and "_"',
  ],
  ['steps:\n', '1:6 :: ":" cannot stand here; TOML has key = value'],
];

describe('what is not TOML', () => {
  it.each(SYNTAX)('says of %j: %s', async (text, told) => {
    expect((await read(text)).found).toEqual([`GT1004 ${told}`]);
    expect((await read(text, false)).found).toEqual([`GT1004 ${told}`]);
    expect((await read(text.replaceAll('\n', '\r\n'))).found).toEqual([`GT1004 ${told}`]);
  });

  it('is known better in strict mode, where a date that no formula may have must exist as well', async () => {
    expect((await read('a = 2023-02-30')).found).toEqual(['GT1004 1:5 2023-02-30: there is no such date']);
    expect((await read('a = 2023-02-30', false)).found[0]).toContain('a date or time has no meaning');
    expect((await read('a = 25:00:00')).found).toEqual(['GT1004 1:5 25:00:00: there is no such time']);
  });
});

describe('what is TOML but not for a formula', () => {
  const text = `a = 1979-05-27 # date
b = [1, 07:32:00, {c = 1979-05-27T07:32:00Z}, 1979-05-27 07:32:00 ]
d = inf
e = -nan
f = 1e999
g = 9_007_199_254_740_992
h = 0xffffffffffffffff
__proto__ = 1
[x."__proto__".'__proto__']
i = {__proto__.y = 1}
`;
  const found = [
    'GT1006 1:5 1979-05-27: a date or time has no meaning in a formula; write it as text: "1979-05-27"',
    'GT1006 2:9 07:32:00: a date or time has no meaning in a formula; write it as text: "07:32:00"',
    'GT1006 2:24 1979-05-27T07:32:00Z: a date or time has no meaning in a formula; write it as text: "1979-05-27T07:32:00Z"',
    'GT1006 2:47 1979-05-27 07:32:00: a date or time has no meaning in a formula; write it as text: "1979-05-27 07:32:00"',
    ...['3:5 inf', '4:5 -nan', '5:5 1e999'].map(
      (at) =>
        `GT1006 ${at}: a number without end (infinite, or beyond 1.8e308) or "not a number" has no meaning in a formula; write the number itself, or leave the key out where there is no limit`,
    ),
    ...['6:5 9_007_199_254_740_992', '7:5 0xffffffffffffffff'].map(
      (at) =>
        `GT1006 ${at}: a whole number beyond 9007199254740991 (2^53 - 1) has no meaning in a formula; write it as text: "${at.slice(4)}"`,
    ),
    ...['8:1 __proto__', `9:4 "__proto__"`, `9:16 '__proto__'`, '10:6 __proto__'].map(
      (at) =>
        `GT1007 ${at}: the key "__proto__" is not allowed; choose another name: this one has a special meaning in JavaScript objects`,
    ),
  ];

  it.each([true, false])('is all told in one run (strict: %s)', async (strict) => {
    expect(await read(text, strict)).toMatchObject({ table: undefined, found });
  });

  it('is found alike by both parsers', async () => {
    const source = new Source('t', 't', text);
    for (const reading of [readFast(source, new SpanIndex()), await readStrictly(source, new SpanIndex())]) {
      const reporter = new Reporter();
      if (reading.outcome === 'read') reading.findings.report(source, reporter);
      expect(reporter.sorted().map(({ code, help, span }) => [code, span?.start, span?.end, help])).toEqual(
        (await read(text)).raw,
      );
    }
  });
});

describe('the tables', () => {
  it('have no prototype and pollute none', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const text =
      'toString.x = 1\n[constructor]\nprototype = {y = 1}\n[valueOf.z]\n[[hasOwnProperty]]\nk = {isPrototypeOf.q = [{}]}\n';
    for (const strict of [true, false]) {
      const { table, found } = await read(text, strict);
      expect(found).toEqual([]);
      const tables: unknown[] = [table];
      let count = 0;
      for (let value = tables.pop(); value !== undefined; value = tables.pop()) {
        if (typeof value !== 'object' || value === null) continue;
        if (!Array.isArray(value)) {
          expect(Object.getPrototypeOf(value)).toBeNull();
          expect(Object.getOwnPropertySymbols(value)).toEqual([]);
          count++;
        }
        tables.push(...Object.values(value));
      }
      expect(count).toBe(10);
    }
    for (const text of [
      '__proto__.polluted = 1',
      '[a.__proto__]\npolluted = 1',
      'a = {__proto__ = {polluted = 1}}',
    ]) {
      await read(text);
      await read(`${text}\nb = 0e1`);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.keys(Object.prototype.toString)).toEqual([]);
    expect(Object.keys(Object)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('have no negative zero, which JSON would not tell from zero', async () => {
    const source = new Source('t', 't', 'a = -0\nb = -0.0\nc = [-0e1]');
    for (const reading of [readFast(source, new SpanIndex()), await readStrictly(source, new SpanIndex())]) {
      expect(reading.outcome === 'read' && Object.entries(reading.table)).toEqual([
        ['a', 0],
        ['b', 0],
        ['c', [0]],
      ]);
    }
  });

  it('keep the order in which keys were written', async () => {
    const { table } = await read('b = 1\na = 2\n[z]\n[y]\nd.e = 1\nc = 2\nd.a = 3\n[x]\n');
    expect(JSON.stringify(table)).toBe('{"b":1,"a":2,"z":{},"y":{"d":{"e":1,"a":3},"c":2},"x":{}}');
  });
});

describe('MAX_VALUE_NESTING', () => {
  const N = MAX_VALUE_NESTING;
  /** Documents whose values are `depth` tables and arrays deep, and the text that goes one too deep. */
  const shapes: readonly (readonly [name: string, make: (depth: number) => string, culprit: string])[] = [
    ['arrays', (n) => `a = ${'['.repeat(n)}1${']'.repeat(n)}`, '['],
    ['inline tables', (n) => `a = ${'{a='.repeat(n)}1${'}'.repeat(n)}`, '{'],
    ['dotted keys', (n) => `${'a.'.repeat(n)}last = 1`, 'last'],
    ['dotted keys of an inline table', (n) => `a = {${'b.'.repeat(n - 1)}last = 1}`, 'last'],
    ['a header', (n) => `[${'a.'.repeat(n - 1)}last]`, 'last'],
    ['a header of arrays', (n) => `[[a]]\n[[${'a.'.repeat(n - 3)}last]]`, 'last'],
    ['a value below a header', (n) => `[${'a.'.repeat(n - 2)}b]\nc = {}`, '{'],
    ['a value below dotted keys below a header', (n) => `[[a]]\n${'b.'.repeat(n - 3)}c = [1]`, '['],
  ];

  for (const strict of [true, false]) {
    it.each(shapes)(`counts %s (strict: ${strict})`, async (_name, make, culprit) => {
      expect((await read(make(N), strict)).found).toEqual([]);
      const { table, found } = await read(make(N + 1), strict);
      expect(table).toBeUndefined();
      expect(found).toEqual([expect.stringMatching(/^GT1014 .*: more than 256 tables and arrays stand/)]);
      expect(found[0]).toContain(` ${culprit}: more`);
    });
  }

  it.each(shapes)('counts %s alike in the second parser', async (_name, make, culprit) => {
    const slow = (text: string) => readStrictly(new Source('t', 't', text), new SpanIndex());
    expect((await slow(make(N))).outcome).toBe('read');
    const text = make(N + 1);
    const reading = await slow(text);
    expect(reading.outcome).toBe('too deep');
    if (reading.outcome === 'too deep') expect(text.slice(reading.start, reading.end)).toBe(culprit);
  });

  it('counts nesting, not number', async () => {
    const many = (part: (n: number) => string) => Array.from({ length: N + 1 }, (_, n) => part(n)).join('');
    const text = many((n) => `a.b.c${n} = [[{d.e${n} = {}}]]\nf${n} = [{}, [], []]\n`);
    expect((await read(text)).found).toEqual([]);
    expect((await read(many((n) => `[[a]]\n[a.b.c${n}]\nd = {}\n`))).found).toEqual([]);
  });

  it('keeps a million brackets from overflowing the stack, wherever the first parser stops', async () => {
    for (const start of ['', 'z = 1979-05-27t07:32:00z\n', 'z = ?\n']) {
      for (const open of ['[', '{a=', '[{a=[']) {
        const { table, found } = await read(`${start}a = ${open.repeat(1_000_000)}`);
        expect(table).toBeUndefined();
        expect(found).toHaveLength(1);
      }
    }
  });
});

describe('the second parser', () => {
  const slow = async (text: string) =>
    (await readStrictly(new Source('t', 't', text), new SpanIndex())).outcome;

  it('is not given more than MAX_STRICT_MARKS', async () => {
    expect(await slow(`a = 1${'\n'.repeat(MAX_STRICT_MARKS - 1)}`)).toBe('read');
    expect(await slow(`a = 1${'\n'.repeat(MAX_STRICT_MARKS)}`)).toBe('gave up');
    const { table, found } = await read(`a = [${'1,'.repeat(MAX_STRICT_MARKS)}]`);
    expect(found).toEqual([]);
    expect(table?.a).toHaveLength(MAX_STRICT_MARKS);
  });

  it('gives up where it runs out of stack', async () => {
    expect(await slow(`a = ${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toBe('gave up');
    expect(await slow(`a = "${'x'.repeat(300_000)}"`)).toBe('gave up');
  });
});

describe('long texts', () => {
  const long = 'é'.repeat(300_000);

  it('are read in strict mode, though the second parser gives up on them', async () => {
    const { table, found } = await read(`a = "${long}"\nb = """\n${long}"""\n`);
    expect(found).toEqual([]);
    expect(table).toEqual({ a: long, b: long });
  });

  it('do not hide an error from the first parser', async () => {
    expect((await read(`a = "${long}"\na = 1\n`)).found).toEqual([
      'GT1004 2:1 a: "a" is defined twice (first defined here 1)',
    ]);
    expect((await read(`a = "${long}"\nb = ?`)).found).toEqual([
      'GT1004 2:5 ?: unexpected character, expecting string, number, datetime, boolean, inline array or inline table',
    ]);
  });
});

describe('difference', () => {
  it('is the path of the first value, key or order that differs', () => {
    const one = { a: 1, b: { c: [1, { d: 'x' }] } };
    expect(difference(one, structuredClone(one))).toBeUndefined();
    expect(difference(one, { a: 1, b: { c: [1, { d: 'y' }] } })).toBe('/b/c/1/d');
    expect(difference(one, { a: 1, b: { c: [1] } })).toBe('/b/c');
    expect(difference(one, { b: one.b, a: 1 })).toBe('');
    expect(difference({ a: [] }, { a: {} })).toBe('/a');
    expect(difference({ a: 1 }, { a: '1' })).toBe('/a');
  });
});
