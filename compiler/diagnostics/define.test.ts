import { describe, expect, it } from 'vitest';
import { alternatives, didYouMean, MAX_QUOTED_LENGTH, quote } from './define.js';

describe('quote', () => {
  it('quotes, with escapes for what is obeyed or not seen', () => {
    expect(quote('a"b')).toBe('"a\\"b"');
    expect(quote('a\u001b\u009b\u200b\u202e日')).toBe('"a\\u001b\\u009b\\u200b\\u202e日"');
  });

  it('cuts what is longer than its limit', () => {
    const longest = 'x'.repeat(MAX_QUOTED_LENGTH);
    expect(quote(longest)).toBe(`"${longest}"`);
    expect(quote(`${longest}x`)).toBe(`"${longest}…"`);
  });
});

describe('alternatives', () => {
  it('joins words as a sentence does', () => {
    expect(alternatives([])).toBe('');
    expect(alternatives(['a'])).toBe('"a"');
    expect(alternatives(['a', 'b'])).toBe('"a" or "b"');
    expect(alternatives(['a', 'b', 'c'])).toBe('"a", "b" or "c"');
    expect(alternatives(['a', 'b', 'c', 'd'], 2)).toBe('"a", "b" or 2 more');
  });
});

describe('didYouMean', () => {
  it('asks only where there is something near', () => {
    expect(didYouMean(['test'])).toBe('did you mean "test"?');
    expect(didYouMean([])).toBeUndefined();
  });
});
