import fc from 'fast-check';
import { parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { tomlLayout } from './toml-comments.js';

const PIECES = [
  'a = "x # y" # one',
  "b = 'it # is' # two",
  'c = """ # \\"""" # \n# no """""# three',
  "d = ''' # \n ' '' # '''''",
  '# four "',
  '[t."#"] # five',
  'e = [ # six\n 1, "#", # seven\n]',
  'f = { g = "#" }',
  'h = "\\\\" # eight',
  'i = """x"""" # nine',
  '',
];

describe('tomlLayout', () => {
  it('finds the comments that the strict parser finds', () => {
    const documents = fc
      .shuffledSubarray(PIECES)
      .filter((lines) => lines.every((line, at) => !line.startsWith('[') || at === lines.length - 1));
    fc.assert(
      fc.property(documents, fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.join('\n').replaceAll('\n', end);
        const expected = parseTOML(text).comments.map(({ value }) => `#${value}`);
        const found = tomlLayout(text).comments.map(({ start, end }) =>
          text.slice(start, end).replace(/\r$/, ''),
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  it('knows the strings of several lines', () => {
    const text = "a = '''x\ny''' # z\nb = 'x'\n";
    expect(tomlLayout(text).strings.map(({ start, end }) => text.slice(start, end))).toEqual(["'''x\ny'''"]);
  });
});
