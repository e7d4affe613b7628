import { describe, expect, it } from 'vitest';
import { createExpressions } from './parser.js';

const expressions = createExpressions();

/** Each problem as the text that it is about and what is said of it. */
function told(kind: 'condition' | 'range', text: string): readonly (readonly [string, string])[] {
  const result = expressions[kind](text);
  return result.ok
    ? []
    : result.problems.map(({ start, end, message }) => [text.slice(start, end), message] as const);
}

describe('what is said of a condition', () => {
  it.each<[text: string, about: string, message: string]>([
    ["a == 'x", "'", 'the quotation is never closed'],
    ['a == "x', '"', 'the quotation is never closed'],
    ['a = b', '=', '"=" does not compare; write "=="'],
    ['a & b', '&', '"&" is written "&&"'],
    ['a | b', '|', '"|" is written "||"'],
    ['a == }', '}', 'a placeholder is {{name}} or {name}: letters, digits and "_", without spaces'],
    ['a == {x', '{x', 'a placeholder is {{name}} or {name}: letters, digits and "_", without spaces'],
    ['{ x } == a', '{ x }', 'a placeholder is {{name}} or {name}: letters, digits and "_", without spaces'],
    [
      '{{ x }} == a',
      '{{ x }}',
      'a placeholder is {{name}} or {name}: letters, digits and "_", without spaces',
    ],
    [
      '{{a.b}} == a',
      '{{a.b}}',
      'a variable has no fields; what a step has put out is written STEP.output.FIELD, without braces',
    ],
    ['{ x } == a.b', '{ x }', 'a placeholder is {{name}} or {name}: letters, digits and "_", without spaces'],
    ['a ==', '', 'expected a value after "=="'],
    ['a and b', 'and', '"and" is written "&&"'],
    ['a AND b', 'AND', '"and" is written "&&"'],
    ['a or b', 'or', '"or" is written "||"'],
    ['not a', 'a', '"not" is written "!"'],
    ['a in b', 'in', '"in" needs a list: in [a, b]'],
    ['!a == b', '==', 'a comparison has two sides, and "!" goes before parentheses: !(a == b)'],
    ["a == 'x' y", 'y', 'a value that is more than plain words needs quotes'],
    ['a == x (y)', '(', 'a value that is more than plain words needs quotes'],
  ])('%s', (text, about, message) => {
    expect(told('condition', text)).toEqual([[about, expect.stringContaining(message)]]);
  });

  it('shows long words as far as their fortieth character', () => {
    const message = (length: number): string | undefined =>
      told('condition', `(a) ${'w'.repeat(length)}`)[0]?.[1];
    expect(message(40)).toBe(`expected "&&", "||" or the end after ")", not "${'w'.repeat(40)}"`);
    expect(message(41)).toBe(`expected "&&", "||" or the end after ")", not "${'w'.repeat(40)}…"`);
  });

  it('shows quotations and placeholders as they stand, and control characters as what they are', () => {
    const message = (text: string): string | undefined => told('condition', `(a) ${text}`)[0]?.[1];
    expect(message("'it'")).toBe(`expected "&&", "||" or the end after ")", not 'it'`);
    expect(message('"it"')).toBe('expected "&&", "||" or the end after ")", not "it"');
    expect(message('{it}')).toBe('expected "&&", "||" or the end after ")", not {it}');
    expect(message('{{it}}')).toBe('expected "&&", "||" or the end after ")", not {{it}}');
    expect(message("'i\tt'")).toBe(`expected "&&", "||" or the end after ")", not "'i\\tt'"`);
  });
});

describe('what is said of a range', () => {
  it.each<[text: string, about: string, message: string]>([
    ['', '', 'expected a range such as 1..3'],
    ['1..n', 'n', 'a name in a range is written {n}'],
    ['1..count_2 + 1', 'count_2', 'a name in a range is written {count_2}'],
    ['1..§§', '§§', '"§§" means nothing in a range'],
    ['1..2..3', '..', 'a range has one ".."'],
    ['1..2 3', '3', 'expected an operator or the end after "2", not "3"'],
    ['1..', '', 'after ".."'],
    ['1..(2', '(', '"(" is never closed'],
    ['1..2)', ')', '")" closes nothing'],
  ])('%s', (text, about, message) => {
    expect(told('range', text)).toEqual([[about, expect.stringContaining(message)]]);
  });
});
