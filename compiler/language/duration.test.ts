import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from './duration.js';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1w', 604_800_000],
    ['1h30m', 5_400_000],
    ['1w2d3h4m5s', 788_645_000],
    ['30m1h', 5_400_000],
    ['1.5h', 5_400_000],
    ['0.001s', 1],
    ['0s', 0],
    ['007m', 420_000],
    ['999999999s', 999_999_999_000],
  ])('%s has %d milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each([
    '',
    '5',
    's',
    '5 m',
    ' 5m',
    '5m ',
    '-5m',
    '+5m',
    '5ms',
    '5M',
    '1h 30m',
    '.5h',
    '5.h',
    '1,5h',
    '1e3s',
    '5m5',
    'five',
    '٣m',
    '9999999999s',
    '1.0001s',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('is the sum of its parts', () => {
    const part = fc
      .tuple(fc.nat(999_999_999), fc.constantFrom('s', 'm', 'h', 'd', 'w'))
      .map(([n, unit]) => `${n}${unit}`);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const sum = parts.reduce((total, each) => total + (parseDuration(each) as number), 0);
        expect(parseDuration(parts.join(''))).toBe(sum);
      }),
    );
  });

  it('is judged in linear time', () => {
    expect(parseDuration(`${'9'.repeat(100_000)}s`)).toBeUndefined();
    expect(parseDuration(`${'1h'.repeat(100_000)}!`)).toBeUndefined();
  });
});
