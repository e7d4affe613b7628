/**
 * Exact fractions of moderate size: the arithmetic of ranges. Doubles would make `1..10/3*3` depend on
 * rounding. Lowest terms, denominator above zero.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);

export const whole = (numerator: bigint): Fraction => ({ numerator, denominator: 1n });

/** Whether both halves fit a double; only fractions that do are calculated with, so every operation is cheap. */
export const fits = ({ numerator, denominator }: Fraction): boolean =>
  numerator <= LIMIT && numerator >= -LIMIT && denominator <= LIMIT;

export const negate = ({ numerator, denominator }: Fraction): Fraction => ({
  numerator: -numerator,
  denominator,
});

export const add = (a: Fraction, b: Fraction): Fraction =>
  reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Fraction, b: Fraction): Fraction =>
  reduced(a.numerator * b.numerator, a.denominator * b.denominator);

/** Undefined for zero. */
export const reciprocal = ({ numerator, denominator }: Fraction): Fraction | undefined =>
  numerator === 0n
    ? undefined
    : numerator < 0n
      ? { numerator: -denominator, denominator: -numerator }
      : { numerator: denominator, denominator: numerator };

/**
 * `base` to the power of a whole `exponent` >= 0, by plain multiplication: a base other than 0, 1 and
 * -1 grows beyond the limit, where the product stops, within 53 steps.
 */
export function power(base: Fraction, exponent: bigint): Fraction {
  if (base.denominator === 1n && base.numerator >= -1n && base.numerator <= 1n) {
    if (exponent === 0n) return whole(1n);
    return base.numerator === -1n && exponent % 2n === 0n ? whole(1n) : base;
  }
  let product = whole(1n);
  for (let n = 0n; n < exponent && fits(product); n++) product = multiply(product, base);
  return product;
}

/** Toward zero, as upstream truncates. */
export const truncated = ({ numerator, denominator }: Fraction): number => Number(numerator / denominator);

function reduced(numerator: bigint, denominator: bigint): Fraction {
  let a = numerator < 0n ? -numerator : numerator;
  let b = denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}
