import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { MAX_SYNTAX_ERRORS, MAX_VALUE_NESTING } from '../limits.js';
import { readJson } from './json.js';
import { Source } from './source.js';
import { SpanIndex } from './spans.js';

function read(text: string) {
  const reporter = new Reporter();
  const table = readJson(new Source('t', 't', text), new SpanIndex(), reporter);
  const found = reporter.sorted().map(({ code, message, help, span, related }) => {
    const position = span?.source.position(span.start);
    const at = `${position?.line}:${position?.column} ${span && text.slice(span.start, span.end)}`;
    const first = related.map(
      (other) => ` (${other.message} ${other.span.source.position(other.span.start).line})`,
    );
    return `${code} ${at}: ${message.replace('not valid JSON: ', '')}${first}${help ? `; ${help}` : ''}`;
  });
  return { table, found };
}

const SYNTAX: readonly (readonly [text: string, told: readonly string[]])[] = [
  ['', ['1:1 : a value is missing']],
  ['{', ['1:2 : an object is not closed; add "}" at its end']],
  ['{"a": [1', ['1:9 : an array is not closed; add "]" at its end']],
  ['[]', ['1:1 []: the file does not hold an object; begin it with "{"']],
  ['"x"', ['1:1 "x": the file does not hold an object; begin it with "{"']],
  ['{"a": 1,}', ['1:9 }: a key in double quotes must stand here; remove the comma before it']],
  ['{"a": [1, ]}', ['1:11 ]: a value is missing; remove the comma before it']],
  ['{"a": }', ['1:7 }: a value is missing']],
  ['{"a": 1 "b": 2}', ['1:9 "b": a comma is missing before this']],
  ['{"a" 1}', ['1:6 1: ":" is missing between key and value']],
  ['{a: 1}', ['1:2 a: this is no word of JSON; put double quotes around keys and texts']],
  [
    '{"a": tru,\n \'b\': 1}',
    [
      '1:7 tru: this is no word of JSON; put double quotes around keys and texts',
      "2:2 'b': this is no word of JSON; put double quotes around keys and texts",
    ],
  ],
  ['{"a": "x}', ['1:7 "x}: a text is not closed on its line; add the missing quote']],
  [
    '{"a": "\\q"}',
    ['1:7 "\\q": a backslash in this text starts no escape that JSON knows; write \\\\ for a backslash'],
  ],
  [
    '{"a": "\\u12"}',
    ['1:7 "\\u12": an escape in this text names no character; write \\u and four hexadecimal digits'],
  ],
  [
    '{"a": "\u0007"}',
    ['1:7 "\u0007": a control character stands in this text; write it as an escape, such as \\n or \\u0007'],
  ],
  ['{"a": 1.}', ['1:7 1.: a number is not complete']],
  ['{"a": 01}', ['1:8 1: a comma is missing before this']],
  ['// c\n{}', ['1:1 // c: JSON has no comments; remove it, or write the formula as TOML']],
  ['{} {}', ['1:4 {: something stands behind the end of the object']],
  ['{}}', ['1:3 }: "}" closes nothing that was opened']],
  ['{"a": [}', ['1:8 }: "}" closes nothing that was opened']],
  [
    '{"a": 1, "b": 2,\n"a": 3,\n"a": 4}',
    [
      '2:1 "a": "a" is defined twice (first defined here 1)',
      '3:1 "a": "a" is defined twice (first defined here 1)',
    ],
  ],
];

describe('readJson', () => {
  it('reads plain tables without prototypes', () => {
    const { table, found } = read('{"a": {"toString": [{}, 1.5, -0, true, "é\\u00e9\\ud83d\\ude00"]}}');
    expect(found).toEqual([]);
    expect(JSON.stringify(table)).toBe('{"a":{"toString":[{},1.5,0,true,"éé😀"]}}');
    const inner = table?.a as { toString: unknown[] };
    for (const value of [table, inner, inner.toString[0]]) expect(Object.getPrototypeOf(value)).toBeNull();
  });

  it.each(SYNTAX)('says of %j what is wrong', (text, told) => {
    expect(read(text)).toEqual({ table: undefined, found: told.map((line) => `GT1005 ${line}`) });
  });

  it('tells everything a formula may not have in one run', () => {
    expect(
      read(
        '{"a": null, "b": [null, 9007199254740992, 1e999],\n"__proto__": {"x": -9007199254740993}, "b": 1}',
      ),
    ).toEqual({
      table: undefined,
      found: [
        'GT1006 1:7 null: null has no meaning in a formula; leave the key out',
        'GT1006 1:19 null: null has no meaning in a formula; leave the key out',
        'GT1006 1:25 9007199254740992: a whole number beyond 9007199254740991 (2^53 - 1) has no meaning in a formula; write it as text: "9007199254740992"',
        'GT1006 1:43 1e999: a number without end (infinite, or beyond 1.8e308) or "not a number" has no meaning in a formula; write the number itself, or leave the key out where there is no limit',
        'GT1007 2:1 "__proto__": the key "__proto__" is not allowed; choose another name: this one has a special meaning in JavaScript objects',
        'GT1006 2:20 -9007199254740993: a whole number beyond 9007199254740991 (2^53 - 1) has no meaning in a formula; write it as text: "-9007199254740993"',
        'GT1005 2:40 "b": "b" is defined twice (first defined here 1)',
      ],
    });
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(read('{"a": 9007199254740991, "b": 1e300}').found).toEqual([]);
  });

  it('tells the first MAX_SYNTAX_ERRORS errors', () => {
    const wrong = (count: number) => `{"a": [\n${'x,\n'.repeat(count)}1]}`;
    expect(read(wrong(MAX_SYNTAX_ERRORS)).found).toHaveLength(MAX_SYNTAX_ERRORS);
    expect(read(wrong(MAX_SYNTAX_ERRORS + 1)).found).toHaveLength(MAX_SYNTAX_ERRORS);
    expect(read(wrong(MAX_SYNTAX_ERRORS - 1)).found).toHaveLength(MAX_SYNTAX_ERRORS - 1);
  });

  it('limits how deep objects and arrays nest', () => {
    const arrays = (depth: number) => `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    for (const make of [arrays, objects]) {
      expect(read(make(MAX_VALUE_NESTING)).found).toEqual([]);
      expect(read(make(MAX_VALUE_NESTING + 1))).toEqual({
        table: undefined,
        found: [
          expect.stringMatching(
            /^GT1014 1:\d+ [[{]: more than 256 tables and arrays stand inside one another/,
          ),
        ],
      });
    }
  });

  it('overflows no stack, whatever the brackets', () => {
    // The last two nest for a parser that goes on behind an error, and not for one that counts brackets.
    for (const part of ['[', '{"a":', '[{"a":', '[}', '[{],"a":', '[},', '{],"a":[},']) {
      const { table, found } = read(part.repeat(500_000));
      expect(table).toBeUndefined();
      expect(found).toHaveLength(1);
    }
  });

  it('reads exactly what JSON.parse reads', () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.nat(2),
      fc.constantFrom(
        '',
        '"',
        ',',
        ':',
        '{',
        '}',
        '[',
        ']',
        '0',
        '.',
        'e',
        '-',
        '\\',
        ' ',
        '/',
        '\u0001',
        'é',
        'true',
      ),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.array(damage, { maxLength: 2 }),
        fc.nat(2),
        (data, damages, indent) => {
          let text = JSON.stringify(data, null, indent);
          for (const [at, length, inserted] of damages) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + inserted + text.slice(start + length);
          }
          let expected: unknown;
          try {
            expected = JSON.parse(text);
          } catch {
            expected = undefined;
          }
          const { table, found } = read(text);
          if (found.some((line) => !line.startsWith('GT1005') || line.includes('twice'))) return;
          const isObject = typeof expected === 'object' && expected !== null && !Array.isArray(expected);
          expect(table !== undefined).toBe(isObject);
          if (isObject) expect(JSON.stringify(table)).toBe(JSON.stringify(expected));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
