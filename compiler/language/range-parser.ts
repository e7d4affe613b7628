import { EmbeddedActionsParser, type IParserConfig, type IToken, type ParserMethod } from 'chevrotain';
import type { Arithmetic, Link, Range } from './ast.js';
import { type Problem, problem } from './problem.js';
import {
  BoundNumber,
  Caret,
  LeftParen,
  Minus,
  Numeral,
  Over,
  Plus,
  RightParen,
  rangeTokens,
  Times,
  To,
  Variable,
} from './tokens.js';
import { extent, messages } from './wording.js';

type Rule<T> = ParserMethod<[], T>;

const A_NUMBER = 'a number, {name} or "("';

/** The grammar of ranges; the productions in EBNF stand above their rules, the tokens are in `tokens.ts`. */
export class RangeParser extends EmbeddedActionsParser {
  /** What the grammar accepts and the language does not. */
  wrong: Problem[] = [];

  constructor(config: IParserConfig) {
    super(rangeTokens, { ...config, errorMessageProvider: messages });
    this.performSelfAnalysis();
  }

  /** Undefined when `errors` says why. */
  parse(tokens: IToken[]): Range | undefined {
    this.wrong = [];
    this.input = tokens;
    return this.range();
  }

  // range = sum ".." sum
  range: Rule<Range> = this.RULE('range', () => {
    const first = this.SUBRULE(this.sum);
    this.CONSUME(To);
    const last = this.SUBRULE1(this.sum);
    return this.ACTION((): Range => ({ kind: 'range', first, last, start: first.start, end: last.end }));
  });

  // sum = product { ( "+" | "-" ) product }
  sum: Rule<Arithmetic> = this.RULE('sum', () => {
    const rest: Link[] = [];
    const first = this.SUBRULE(this.product);
    this.MANY(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(Plus) }, { ALT: () => this.CONSUME(Minus) }]);
      const operand = this.SUBRULE1(this.product);
      rest.push({ operator: token.image as Link['operator'], operand });
    });
    return this.ACTION(() => chain(first, rest));
  });

  // product = signed { ( "*" | "/" ) signed }
  product: Rule<Arithmetic> = this.RULE('product', () => {
    const rest: Link[] = [];
    const first = this.SUBRULE(this.signed);
    this.MANY(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(Times) }, { ALT: () => this.CONSUME(Over) }]);
      const operand = this.SUBRULE1(this.signed);
      rest.push({ operator: token.image as Link['operator'], operand });
    });
    return this.ACTION(() => chain(first, rest));
  });

  // signed = { "-" } primary { "^" { "-" } primary }
  // From the right: 2^3^2 is 2^(3^2), 2^-1 is 2^(-1).
  signed: Rule<Arithmetic> = this.RULE('signed', () => {
    const signs: IToken[][] = [[]];
    const primaries: Arithmetic[] = [];
    this.MANY(() => void signs[0]?.push(this.CONSUME(Minus)));
    primaries.push(this.SUBRULE(this.primary));
    this.MANY1(() => {
      const before: IToken[] = [];
      this.CONSUME(Caret);
      this.MANY2(() => void before.push(this.CONSUME1(Minus)));
      signs.push(before);
      primaries.push(this.SUBRULE1(this.primary));
    });
    return this.ACTION(() => this.power(signs, primaries));
  });

  // primary = Numeral | Variable | BoundNumber | "(" sum ")"
  primary: Rule<Arithmetic> = this.RULE('primary', () =>
    this.OR<Arithmetic>({
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(Numeral);
            return this.ACTION(() => this.numeral(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Variable);
            return this.ACTION((): Arithmetic => {
              return { kind: 'name', form: 'var', name: token.image.slice(2, -2), ...extent(token) };
            });
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(BoundNumber);
            return this.ACTION((): Arithmetic => {
              return { kind: 'name', form: 'brace', name: token.image.slice(1, -1), ...extent(token) };
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(LeftParen);
            const inner = this.SUBRULE(this.sum);
            this.CONSUME(RightParen);
            return inner;
          },
        },
      ],
      ERR_MSG: A_NUMBER,
    }),
  );

  /** A signed base is refused: -2^2 is -4 to a mathematician and 4 to upstream's parser. */
  private power(signs: readonly IToken[][], primaries: readonly Arithmetic[]): Arithmetic {
    const last = primaries.length - 1;
    const operands = primaries.map((primary, at): Arithmetic => {
      const minus = signs[at]?.[0];
      if (!minus) return primary;
      const place = { start: minus.startOffset, end: primary.end };
      if (at < last) {
        const message = 'a minus before a power can mean (-a)^b or -(a^b); write the parentheses';
        this.wrong.push(problem('GT3020', place, message));
      }
      const even = (signs[at]?.length ?? 0) % 2 === 0;
      return even ? primary : { kind: 'negate', operand: primary, ...place };
    });
    const first = operands[0] as Arithmetic;
    if (last === 0) return first;
    return { kind: 'power', operands, start: first.start, end: (operands[last] as Arithmetic).end };
  }

  private numeral(token: IToken): Arithmetic {
    const [digits = '0', fraction = ''] = token.image.split('.');
    if (/[1-9]/.test(fraction)) {
      const message = `${token.image} is not a whole number; write a fraction as a division`;
      this.wrong.push(problem('GT3020', extent(token), message));
    }
    return { kind: 'number', digits, ...extent(token) };
  }
}

const chain = (first: Arithmetic, rest: readonly Link[]): Arithmetic => {
  const last = rest.at(-1);
  return last ? { kind: 'chain', first, rest, start: first.start, end: last.operand.end } : first;
};
