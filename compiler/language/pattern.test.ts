import { describe, expect, it } from 'vitest';
import { compilePattern } from './pattern.js';

const matches = (pattern: string, value: string): boolean => {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.test(value);
};

describe('a pattern', () => {
  it.each([
    ['', 'anything', true],
    ['b', 'abc', true],
    ['^b', 'abc', false],
    ['^[a-z][a-z0-9-]*$', 'my-feature-2', true],
    ['^[a-z][a-z0-9-]*$', 'My', false],
    ['^\\d{3}$', '123', true],
    ['(?i)^prod$', 'PROD', true],
    ['^ü.$', 'ü🙂', true],
    ['^a$', 'a\n', false],
    ['^\\pL+$', 'größe', true],
  ])('%s held against %j is %s', (pattern, value, expected) => {
    expect(matches(pattern, value)).toBe(expected);
  });

  it.each([
    ['(', 'missing closing ): `(`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['a{2001}', 'invalid repeat count: `{2001}`'],
  ])('%s is refused', (pattern, reason) => {
    expect(compilePattern(pattern)).toEqual({ ok: false, reason });
  });

  it('takes time in proportion to the value, also where backtracking would not end', () => {
    expect(matches('^(a+)+$', `${'a'.repeat(50_000)}!`)).toBe(false);
    expect(matches('^(?:a|a|a)*b$', 'a'.repeat(50_000))).toBe(false);
  });
});
