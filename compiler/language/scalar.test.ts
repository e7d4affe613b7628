import { describe, expect, it } from 'vitest';
import { asBoolean, asNumber, equal, type Scalar, truthy } from './scalar.js';

describe('scalars', () => {
  it.each<Scalar>(['', 'false', 'False', '0', 'no', 'NO', 'off', 'Off', 0, -0, false])(
    '%j is false as a condition',
    (value) => {
      expect(truthy(value)).toBe(false);
    },
  );

  it.each<Scalar>(['x', ' ', 'true', '00', '0.0', 'none', 'nobody', 1, -1, 0.5, true])(
    '%j is true as a condition',
    (value) => {
      expect(truthy(value)).toBe(true);
    },
  );

  it.each<[Scalar, boolean | undefined]>([
    [true, true],
    [false, false],
    ['true', true],
    ['TRUE', true],
    ['1', true],
    [1, true],
    ['yes', true],
    ['on', true],
    ['false', false],
    ['0', false],
    [0, false],
    ['no', false],
    ['off', false],
    ['', undefined],
    ['maybe', undefined],
    [2, undefined],
  ])('%j spells the truth value %j', (value, expected) => {
    expect(asBoolean(value)).toBe(expected);
  });

  it.each<[Scalar, number]>([
    [7, 7],
    ['7', 7],
    ['+7', 7],
    ['-7', -7],
    ['007', 7],
    ['12.50', 12.5],
    ['12.', 12],
    ['.25', 0.25],
    ['-.25', -0.25],
    ['1e3', 1000],
    ['1.5E+2', 150],
    ['25e-1', 2.5],
    ['.5e1', 5],
    ['1e10', 10_000_000_000],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%j spells the number %j', (value, expected) => {
    expect(asNumber(value)).toBe(expected);
  });

  it.each<Scalar>([
    true,
    false,
    '',
    ' ',
    ' 7',
    '7 ',
    '+',
    '.',
    '-.',
    '1_000',
    '0x10',
    '1.2.3',
    '1e',
    '1e+',
    'e3',
    '1e3.5',
    '2024-01-02',
    'x1',
    '1x',
    '--1',
    'Infinity',
    'NaN',
    '1e400',
    '9007199254740992',
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%j spells no number', (value) => {
    expect(asNumber(value)).toBeUndefined();
  });

  it.each<[Scalar, Scalar, boolean]>([
    ['a', 'a', true],
    ['a', 'A', false],
    ['7', '7.0', false],
    ['yes', 'true', false],
    [7, '7.0', true],
    [7, 7, true],
    [7, 8, false],
    [7, 'x', false],
    [Number.NaN, 'x', false],
    [true, 'yes', true],
    [true, 1, true],
    [true, 'no', false],
    [true, 'maybe', false],
    [false, '', false],
    [false, 'off', true],
    [true, false, false],
  ])('%j == %j: %j, from both sides', (a, b, expected) => {
    expect(equal(a, b)).toBe(expected);
    expect(equal(b, a)).toBe(expected);
  });
});
