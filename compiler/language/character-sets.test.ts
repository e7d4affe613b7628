import { describe, expect, it } from 'vitest';
import { globMatcher } from './glob.js';

describe('a set of characters in a glob', () => {
  it.each<[glob: string, matched: string, others: string]>([
    ['[ab]', 'ab', 'c-[]'],
    ['[!ab]', 'c-![', 'ab'],
    ['[a-c]', 'abc', 'd-'],
    ['[a-cx]', 'abcx', 'dw-'],
    ['[acz]', 'acz', 'bm-'],
    ['[a-]', 'a-', 'b'],
    ['[-a]', '-a', 'b'],
    ['[!a-]', 'b!', 'a-'],
    ['[a!]', 'a!', 'b'],
    ['[]a]', ']a', '[b'],
    ['[!]a]', 'b!', ']a'],
    ['[a-ce-g]', 'abcefg', 'dh-'],
  ])('%s', (glob, matched, others) => {
    const matches = globMatcher(glob);
    expect([...matched].filter((character) => !matches(character))).toEqual([]);
    expect([...others].filter(matches)).toEqual([]);
  });

  it.each(['[', '[]', '[!]', '[a', '[!a', 'x[', ']', '[]a', '[!]a'])(
    'that is never closed is text: %s',
    (text) => {
      const matches = globMatcher(text);
      expect(matches(text)).toBe(true);
      expect([...'[]!ax'].filter((character) => character !== text && matches(character))).toEqual([]);
    },
  );

  it('ends at its first bracket', () => {
    expect(globMatcher('[a]b]')('ab]')).toBe(true);
    expect(globMatcher('[a]b]')('a')).toBe(false);
    expect(globMatcher('[!a]b]')('xb]')).toBe(true);
  });
});
