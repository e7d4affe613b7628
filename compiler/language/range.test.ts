import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggest } from '../diagnostics/suggest.js';
import {
  checkRange,
  evaluateRange,
  namesIn,
  type Problem,
  type Scalar,
  type VariableType,
} from './expressions.js';
import { createExpressions } from './parser.js';

const expressions = createExpressions({ validate: true });
const values: Readonly<Record<string, Scalar>> = {
  n: 3,
  text: '4',
  whole: '2.0',
  word: 'abc',
  x: 2.5,
  b: true,
  big: 2 ** 60,
  empty: '',
};

const underlined = ({
  code,
  start,
  end,
  message,
  name = '',
  known = () => [],
  near = suggest(name, known()),
}: Problem): string =>
  `${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))} ${code} ${message}${near.length > 0 ? ` (${near})` : ''}`;

function outcome(text: string): [number, number] | string[] {
  const result = expressions.range(text);
  if (!result.ok) return result.problems.map(underlined);
  const evaluated = evaluateRange(result.range, (name) => values[name]);
  return evaluated.ok ? [evaluated.start, evaluated.end] : [underlined(evaluated.problem)];
}

describe('a range', () => {
  it.each<[string, number, number]>([
    ['1..10', 1, 10],
    [' 1 .. 10 ', 1, 10],
    ['5..5', 5, 5],
    ['1..2^{n}', 1, 8],
    ['{n}..{{text}}', 3, 4],
    ['1..{whole}', 1, 2],
    ['-5..-2', -5, -2],
    ['--3..---3+6', 3, 3],
    ['1..2+3*4', 1, 14],
    ['1..(2+3)*4', 1, 20],
    ['1..10-3-2', 1, 5],
    ['1..2^3^2', 1, 512],
    ['1..(2^3)^2', 1, 64],
    ['(-2)^2..9', 4, 9],
    ['-(2^2)..0', -4, 0],
    ['2^-1..2^-1*8', 0, 4],
    // Truncated toward zero, and at the end only.
    ['7/2..7/2*2', 3, 7],
    ['-7/2..0', -3, 0],
    ['0..10/3*3', 0, 10],
    ['0..1/3+1/3+1/3', 0, 1],
    ['1..2.0', 1, 2],
    ['0^0..1', 1, 1],
    ['(-1)^9007199254740991..1^9007199254740991', -1, 1],
    ['0..9007199254740991', 0, Number.MAX_SAFE_INTEGER],
    ['-9007199254740991..0', -Number.MAX_SAFE_INTEGER, 0],
  ])('%s', (text, start, end) => {
    expect(outcome(text)).toEqual([start, end]);
  });

  it.each([
    ['', '^ GT3020 expected a range such as 1..3'],
    ['7', ' ^ GT3020 expected ".." after "7"'],
    ['1..', '   ^ GT3020 expected a number, {name} or "(" after ".."'],
    ['..3', '^^ GT3020 expected a number, {name} or "(", not ".."'],
    ['1..2..3', '    ^^ GT3020 expected an operator or the end after "2", not ".."; a range has one ".."'],
    ['1..2 3', '     ^ GT3020 expected an operator or the end after "2", not "3"'],
    ['1..2**3', '     ^ GT3020 expected a number, {name} or "(" after "*", not "*"'],
    ['1..(2', '   ^ GT3020 "(" is never closed'],
    ['1..2)', '    ^ GT3020 ")" closes nothing'],
    ['(1..2)', '  ^^ GT3020 expected ")" after "1", not ".."'],
    ['1..n', '   ^ GT3020 a name in a range is written {n}'],
    ['1..2 % 3', '     ^ GT3020 "%" means nothing in a range'],
    [
      '1..{{ n }}',
      '   ^^^^^^^ GT3020 a placeholder is {{name}} or {name}: letters, digits and "_", without spaces',
    ],
    ['1..2.5', '   ^^^ GT3020 2.5 is not a whole number; write a fraction as a division'],
    ['-2^2..5', '^^ GT3020 a minus before a power can mean (-a)^b or -(a^b); write the parentheses'],
    ['1..2^-3^2', '     ^^ GT3020 a minus before a power can mean (-a)^b or -(a^b); write the parentheses'],
    ['5..1', '^^^^ GT3025 the range ends at 1, before its start at 5'],
    ['1..4/(2-2)', '      ^^^ GT3025 division by zero'],
    ['0^-1..3', '^^^^ GT3025 zero to a negative power is a division by zero'],
    ['1..2^(1/2)', '      ^^^ GT3025 the exponent is a fraction; only whole numbers can stand after "^"'],
    [
      '1..2^53',
      '   ^^^^ GT3025 the number is beyond 9007199254740991, the largest a range can calculate with',
    ],
    [
      '1..9^9^9^9',
      '     ^^^^^ GT3025 the number is beyond 9007199254740991, the largest a range can calculate with',
    ],
    [
      '1..9007199254740992',
      '   ^^^^^^^^^^^^^^^^ GT3025 the number is beyond 9007199254740991, the largest a range can calculate with',
    ],
    [
      '0..1/94906267/94906267',
      '   ^^^^^^^^^^^^^^^^^^^ GT3025 the fraction is too fine to be calculated exactly',
    ],
    ['1..{word}', '   ^^^^^^ GT3025 {word} is "abc", which is not a whole number'],
    ['1..{{empty}}', '   ^^^^^^^^^ GT3025 {{empty}} is "", which is not a whole number'],
    ['1..{x}', '   ^^^ GT3025 {x} is 2.5, which is not a whole number'],
    ['1..{b}', '   ^^^ GT3025 {b} is true, which is not a whole number'],
    [
      '1..{big}',
      '   ^^^^^ GT3025 the number is beyond 9007199254740991, the largest a range can calculate with',
    ],
    ['1..{nope}', '   ^^^^^^ GT3010 {nope} has no value'],
  ])('%s', (text, problem) => {
    expect(outcome(text)).toEqual([problem]);
  });

  it('is checked for names and types before there are values', () => {
    const variables = new Map<string, VariableType>([
      ['disks', { type: 'int' }],
      ['text', { type: 'string' }],
      ['b', { type: 'bool' }],
      ['env', { type: 'string', enum: ['prod', 'dev'] }],
      ['size', { type: 'string', enum: ['all', '3'] }],
    ]);
    const check = (text: string, bound?: Map<string, VariableType>): string[] => {
      const result = expressions.range(text);
      return result.ok ? checkRange(result.range, { variables, bound }).map(underlined) : ['does not parse'];
    };
    expect(check('{disks}..2^{{text}}*{size}')).toEqual([]);
    expect(check('{{disk}}..(1+{b})-{env}')).toEqual([
      '^^^^^^^^ GT3002 no variable "disk" is declared (disks)',
      '             ^^^ GT3022 {b} is true or false; a range needs whole numbers',
      '                  ^^^^^ GT3022 {env} is one of "prod" or "dev"; a range needs whole numbers',
    ]);
    expect(check('{i}..{disks}', new Map([['i', { type: 'int' }]]))).toEqual([
      '     ^^^^^^^ GT3021 {disks} is not bound here: no loop variable or parameter has that name',
    ]);
  });

  it('lists its names in the order of the text', () => {
    const result = expressions.range('{a}-{{b}}..-(2^{c})*{a}');
    expect(result.ok && namesIn(result.range).map(({ form, name, start }) => [form, name, start])).toEqual([
      ['brace', 'a', 0],
      ['var', 'b', 4],
      ['brace', 'c', 15],
      ['brace', 'a', 20],
    ]);
  });
});

/** A second calculator: unreduced BigInt fractions over a tree of binary operators. */
type Tree =
  | number
  | { readonly op: '+' | '-' | '*' | '/' | '^'; readonly a: Tree; readonly b: Tree }
  | { readonly minus: Tree };
interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}
class Undefined extends Error {}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
function gcd(a: bigint, b: bigint): bigint {
  let [large, rest] = [a, b];
  while (rest !== 0n) [large, rest] = [rest, large % rest];
  return large;
}

function oracle(tree: Tree): Ratio {
  if (typeof tree === 'number') return { n: BigInt(tree), d: 1n };
  if ('minus' in tree) {
    const { n, d } = oracle(tree.minus);
    return { n: -n, d };
  }
  const [a, b] = [oracle(tree.a), oracle(tree.b)];
  switch (tree.op) {
    case '+':
      return small({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
    case '-':
      return small({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
    case '*':
      return small({ n: a.n * b.n, d: a.d * b.d });
    case '/':
      return small({ n: a.n * b.d, d: a.d * b.n });
    case '^': {
      if (b.n % b.d !== 0n) throw new Undefined('fractional exponent');
      const whole = b.n / b.d;
      // Every base that is not settled by its sign alone is far beyond the limit by then.
      const settled = abs(a.n) === abs(a.d) || a.n === 0n;
      const exponent = settled && abs(whole) > 100n ? (whole % 2n) + (whole < 0n ? -100n : 100n) : whole;
      if (abs(exponent) > 101n) throw new Undefined('beyond the limit');
      const raised = small({ n: a.n ** abs(exponent), d: a.d ** abs(exponent) });
      return exponent < 0n ? small({ n: raised.d, d: raised.n }) : raised;
    }
  }
}

function small({ n, d }: Ratio): Ratio {
  if (d === 0n) throw new Undefined('division by zero');
  const common = gcd(abs(n), abs(d));
  if (abs(n) / common > MAX || abs(d) / common > MAX) throw new Undefined('beyond the limit');
  return { n, d };
}

/** The tree as text with as few parentheses as precedence allows, so that precedence is tested too. */
const LEVEL = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 } as const;
const level = (tree: Tree): number => (typeof tree === 'number' ? 5 : 'minus' in tree ? 3 : LEVEL[tree.op]);
const atLeast = (tree: Tree, least: number): string =>
  level(tree) < least ? `(${print(tree)})` : print(tree);

function print(tree: Tree): string {
  if (typeof tree === 'number') return String(tree);
  if ('minus' in tree)
    return `-${typeof tree.minus === 'object' && 'minus' in tree.minus ? print(tree.minus) : atLeast(tree.minus, 5)}`;
  const { op, a, b } = tree;
  if (op === '^')
    return `${atLeast(a, 5)}^${typeof b === 'object' && 'minus' in b ? print(b) : atLeast(b, 4)}`;
  return `${atLeast(a, LEVEL[op])}${op}${atLeast(b, LEVEL[op] + 1)}`;
}

describe('the arithmetic of ranges', () => {
  const number = fc.oneof(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  );
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      number,
      fc.record({ op: fc.constantFrom('+', '-', '*', '/'), a: tie('tree'), b: tie('tree') }),
      fc.record({
        op: fc.constant('^' as const),
        a: tie('tree'),
        b: fc.oneof(fc.integer({ min: 0, max: 6 }), tie('tree')),
      }),
      fc.record({ minus: tie('tree') }),
    ),
  }));

  it('agrees with an independent calculation, in what it refuses too', () => {
    const seen = { value: 0, refused: 0 };
    fc.assert(
      fc.property(tree, tree, (first, last) => {
        const text = `${print(first)}..${print(last)}`;
        fc.pre(text.length < 4000);
        let expected: [number, number] | 'refused';
        try {
          const [a, b] = [oracle(first), oracle(last)];
          const [start, end] = [Number(a.n / a.d), Number(b.n / b.d)];
          expected = start <= end ? [start, end] : 'refused';
        } catch (error) {
          if (!(error instanceof Undefined)) throw error;
          expected = 'refused';
        }
        const got = outcome(text);
        seen[expected === 'refused' ? 'refused' : 'value']++;
        expect({ text, got: typeof got[0] === 'string' ? 'refused' : got }).toEqual({ text, got: expected });
        if (typeof got[0] === 'string') expect(got[0]).toContain('GT3025');
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.value, seen.refused)).toBeGreaterThan(100);
  });
});
