import { quote } from '../diagnostics/define.js';
import type { Arithmetic, Link, Name, NameForm, Range } from './ast.js';
import {
  add,
  type Fraction,
  fits,
  multiply,
  negate,
  power,
  reciprocal,
  truncated,
  whole,
} from './fraction.js';
import { written } from './names.js';
import { type Problem, problem } from './problem.js';
import type { Scalar } from './scalar.js';

export type RangeResult =
  | { readonly ok: true; readonly start: number; readonly end: number }
  | { readonly ok: false; readonly problem: Problem };

/** The value of a name; undefined when it has none. Called with the form too, since `{n}` and `{{n}}` may differ. */
export type Lookup = (name: string, form: NameForm) => Scalar | undefined;

/**
 * The two ends of a range, both inclusive, `start <= end`. Calculated in exact fractions, each end
 * truncated toward zero at last, as upstream does: `7/2*2` is 7 and `7/2` is 3. `-0` never comes out.
 */
export function evaluateRange(range: Range, lookup: Lookup): RangeResult {
  const calculation = new Calculation(lookup);
  const first = calculation.of(range.first);
  const last = first && calculation.of(range.last);
  if (!first || !last) return { ok: false, problem: calculation.problem ?? unexplained(range) };
  const [start, end] = [truncated(first), truncated(last)];
  if (end >= start) return { ok: true, start, end };
  const message = `the range ends at ${end}, before its start at ${start}`;
  return { ok: false, problem: problem('GT3025', range, message) };
}

const unexplained = (range: Range): Problem => problem('GT3025', range, 'the range has no value');

/** `2.0` is whole. */
const WHOLE = /^([+-]?\d+)(?:\.0*)?$/;

/** One evaluation; the first problem ends it. */
class Calculation {
  problem: Problem | undefined;
  readonly #lookup: Lookup;

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  of(node: Arithmetic): Fraction | undefined {
    switch (node.kind) {
      case 'number':
        return this.#kept(whole(BigInt(node.digits)), node);
      case 'name':
        return this.#named(node);
      case 'negate': {
        const value = this.of(node.operand);
        return value && negate(value);
      }
      case 'chain': {
        let value = this.of(node.first);
        for (const link of node.rest) {
          const operand = value && this.of(link.operand);
          const next = value && operand && this.#linked(value, link, operand);
          value = next && this.#kept(next, node);
        }
        return value;
      }
      case 'power':
        return this.#power(node.operands);
    }
  }

  #named(name: Name): Fraction | undefined {
    const value = this.#lookup(name.name, name.form);
    if (value === undefined) {
      return this.#fail(problem('GT3010', name, `${written(name)} has no value`, { name: name.name }));
    }
    if (typeof value === 'number' && Number.isInteger(value)) return this.#kept(whole(BigInt(value)), name);
    const digits = typeof value === 'string' ? WHOLE.exec(value)?.[1] : undefined;
    if (digits !== undefined) return this.#kept(whole(BigInt(digits.replace('+', ''))), name);
    const shown = typeof value === 'string' ? quote(value) : String(value);
    return this.#fail(problem('GT3025', name, `${written(name)} is ${shown}, which is not a whole number`));
  }

  #linked(left: Fraction, { operator, operand }: Link, right: Fraction): Fraction | undefined {
    switch (operator) {
      case '+':
        return add(left, right);
      case '-':
        return add(left, negate(right));
      case '*':
        return multiply(left, right);
      case '/': {
        const inverse = reciprocal(right);
        return inverse ? multiply(left, inverse) : this.#fail(problem('GT3025', operand, 'division by zero'));
      }
    }
  }

  #power(operands: readonly Arithmetic[]): Fraction | undefined {
    const values: Fraction[] = [];
    for (const operand of operands) {
      const value = this.of(operand);
      if (!value) return undefined;
      values.push(value);
    }
    let exponent = values.pop();
    for (let at = values.length - 1; at >= 0 && exponent; at--) {
      const from = operands[at + 1] as Arithmetic;
      const place = { start: (operands[at] as Arithmetic).start, end: (operands.at(-1) as Arithmetic).end };
      if (exponent.denominator !== 1n) {
        const message = 'the exponent is a fraction; only whole numbers can stand after "^"';
        return this.#fail(problem('GT3025', { start: from.start, end: place.end }, message));
      }
      const negative = exponent.numerator < 0n;
      const size = negative ? -exponent.numerator : exponent.numerator;
      const raised = this.#kept(power(values[at] as Fraction, size), place);
      if (!raised) return undefined;
      exponent = negative ? reciprocal(raised) : raised;
      if (!exponent)
        return this.#fail(problem('GT3025', place, 'zero to a negative power is a division by zero'));
    }
    return exponent;
  }

  #kept(value: Fraction, place: { readonly start: number; readonly end: number }): Fraction | undefined {
    if (fits(value)) return value;
    const limit = Number.MAX_SAFE_INTEGER;
    const message =
      value.denominator <= limit
        ? `the number is beyond ${limit}, the largest a range can calculate with`
        : 'the fraction is too fine to be calculated exactly';
    return this.#fail(problem('GT3025', place, message));
  }

  #fail(found: Problem): undefined {
    this.problem ??= found;
    return undefined;
  }
}
