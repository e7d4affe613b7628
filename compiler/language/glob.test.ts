import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatcher, isGlob } from './glob.js';

describe('globs over step ids', () => {
  it.each([
    ['implement', 'implement', true],
    ['implement', 'implement.draft', false],
    ['*', 'a.b-c', true],
    ['*', '', true],
    ['impl*', 'implement.draft', true],
    ['*.refine-*', 'a.refine-1', true],
    ['*.refine-*', 'refine-1', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['[ab]x', 'bx', true],
    ['[ab]x', 'cx', false],
    ['move-[0-9]', 'move-7', true],
    ['move-[!0-9]', 'move-7', false],
    ['[]a]', ']', true],
    ['a[', 'a[', true],
    ['*a*b', 'xaybzb', true],
    ['*a*b', 'xaybz', false],
    ['a.b', 'axb', false],
  ])('%s matches %s: %s', (pattern, id, expected) => {
    expect(globMatcher(pattern)(id)).toBe(expected);
  });

  it('answers at once where a backtracking matcher hangs', () => {
    expect(globMatcher(`${'*a'.repeat(40)}b`)('a'.repeat(5000))).toBe(false);
  });

  it('agrees with the textbook definition', () => {
    const letter = fc.constantFrom('a', 'b', '.');
    const word = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));
    const glob = fc.array(fc.oneof(letter, fc.constantFrom('*', '?', '[ab]')), { maxLength: 6 });
    const matches = (pattern: readonly string[], text: string): boolean => {
      const [first, ...rest] = pattern;
      if (first === undefined) return text === '';
      if (first === '*') return matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)));
      if (text === '') return false;
      const one = first === '?' || (first === '[ab]' ? 'ab'.includes(text[0] as string) : first === text[0]);
      return one && matches(rest, text.slice(1));
    };
    fc.assert(
      fc.property(glob, word, (pattern, text) => {
        expect(globMatcher(pattern.join(''))(text)).toBe(matches(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('knows a pattern from an id', () => {
    expect(['a.b-c_1', 'a*', 'a?', '[a]'].map(isGlob)).toEqual([false, true, true, true]);
  });
});
