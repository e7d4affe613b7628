import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCommands } from './command-line.js';

const words = (text: string): (readonly string[])[] => parseCommands(text, 'x').map((each) => each.words);

it.each<[string, string[][]]>([
  ['', []],
  ['\n  \n# only this\n', []],
  ['a b  c', [['a', 'b', 'c']]],
  ['a # b\nc#d', [['a'], ['c#d']]],
  [`a "b c" 'd "e"' f"g h"i`, [['a', 'b c', 'd "e"', 'fg hi']]],
  ['a ""', [['a', '']]],
  ['a "b\\"c\\\\d\\n"', [['a', 'b"c\\d\\n']]],
  ["a 'b\\c'", [['a', 'b\\c']]],
  ['a\\ b \\# \\"c', [['a b', '#', '"c']]],
  ['a \\\nb', [['a', 'b']]],
  ['a "b\nc"\nd', [['a', 'b\nc'], ['d']]],
  ['a\r\nb\r\n', [['a'], ['b']]],
])('%j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

it('knows the line that each begins in', () => {
  const lines = parseCommands('\na\n"b\nc" d\\\ne\n# x\nf', 'x').map(({ line }) => line);
  expect(lines).toEqual([2, 3, 7]);
});

it('a quote without end is told with its line', () => {
  expect(() => parseCommands('a\nb "c\n', 'plan.txt')).toThrow('plan.txt, line 2: the quote has no end');
});

it('whatever is quoted comes back as it was', () => {
  const quoted = (word: string): string => `"${word.replace(/["\\]/g, '\\$&')}"`;
  const command = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 5 }), (commands) => {
      expect(words(commands.map((each) => each.map(quoted).join(' ')).join('\n'))).toEqual(commands);
    }),
  );
});
