import {
  EOF,
  type ILexingError,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  tokenLabel,
} from 'chevrotain';
import { quote } from '../diagnostics/define.js';
import { type Extent, type Problem, problem } from './problem.js';
import { Comparator, Text, Word } from './tokens.js';

/** chevrotain keeps no end offset when it tracks offsets only. */
export const extent = ({ startOffset, image }: IToken): Extent => ({
  start: startOffset,
  end: startOffset + image.length,
});

/** What is said of an expression of one grammar. */
export interface Words {
  readonly empty: string;
  /** What may follow a complete expression. */
  readonly next: string;
  /** What else to say to someone who wrote on after a complete expression. */
  readonly advice: (redundant: IToken, previous: IToken) => string | undefined;
  /** Characters that begin no token, and are no slip that `LONE` knows. */
  readonly stray: (characters: string) => string;
}

export const conditionWords: Words = {
  empty: 'expected a condition',
  next: '"&&", "||" or the end',
  advice: (redundant, previous) => {
    if (redundant.tokenType === Comparator) {
      return 'a comparison has two sides, and "!" goes before parentheses: !(a == b)';
    }
    const word =
      WORD_OPERATORS.get(previous.image.toLowerCase()) ?? WORD_OPERATORS.get(redundant.image.toLowerCase());
    if (word) return word;
    const inValue = previous.tokenType === Word || previous.tokenType === Text;
    return inValue ? 'a value that is more than plain words needs quotes' : undefined;
  },
  stray: (characters) => `${quote(characters)} means nothing here; text needs quotes`,
};

const WORD_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['and', '"and" is written "&&"'],
  ['or', '"or" is written "||"'],
  ['not', '"not" is written "!"'],
  ['in', '"in" needs a list: in [a, b]'],
]);

export const rangeWords: Words = {
  empty: 'expected a range such as 1..3',
  next: 'an operator or the end',
  advice: ({ image }) => (image === '..' ? 'a range has one ".."' : undefined),
  stray: (characters) => {
    const name = /^[A-Za-z_]\w*/.exec(characters)?.[0];
    return name ? `a name in a range is written {${name}}` : `${quote(characters)} means nothing in a range`;
  },
};

/** chevrotain's messages in our words; for a newcomer, who does not know what a token is. */
export const messages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual, previous }) =>
    expectation(tokenLabel(expected), actual, previous),
  buildNoViableAltMessage: ({ customUserDescription, actual, previous }) =>
    expectation(customUserDescription, actual[0], previous),
  buildEarlyExitMessage: ({ customUserDescription, actual, previous }) =>
    expectation(customUserDescription, actual[0], previous),
  // Worded by `syntaxProblem`, which knows the token before.
  buildNotAllInputParsedMessage: () => '',
};

function expectation(what = 'something else', actual: IToken | undefined, previous: IToken): string {
  const after = previous.tokenType === EOF ? '' : ` after ${shown(previous)}`;
  const found = !actual || actual.tokenType === EOF ? '' : `, not ${shown(actual)}`;
  return `expected ${what}${after}${found}`;
}

/**
 * Where and how parsing `tokens` failed. At the end of the text, where chevrotain has NaN for an offset,
 * that is the empty place after the last token.
 */
export function syntaxProblem(
  error: IRecognitionException,
  tokens: readonly IToken[],
  { next, advice }: Words,
): Problem {
  const { token } = error;
  if (token.tokenType === EOF) {
    const end = Math.max(0, ...tokens.slice(-1).map((last) => extent(last).end));
    return problem('GT3020', { start: end, end }, error.message);
  }
  if (error.name !== 'NotAllInputParsedException') return problem('GT3020', extent(token), error.message);
  const previous = tokens[tokens.indexOf(token) - 1] ?? token;
  const hint = advice(token, previous);
  const message = `${expectation(next, token, previous)}${hint ? `; ${hint}` : ''}`;
  return problem('GT3020', extent(token), message);
}

const LONE: ReadonlyMap<string, string> = new Map([
  ["'", 'the quotation is never closed'],
  ['"', 'the quotation is never closed'],
  ['=', '"=" does not compare; write "=="'],
  ['&', '"&" is written "&&"'],
  ['|', '"|" is written "||"'],
]);

/** The first character that belongs to nothing. */
export function lexicalProblem(error: ILexingError, text: string, { stray }: Words): Problem {
  const start = error.offset;
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  if (character === '{' || character === '}') {
    const close = text.indexOf('}', start);
    const end = close === -1 ? text.length : text[close + 1] === '}' ? close + 2 : close + 1;
    const dotted = /^\{\{[^{}]*\./.test(text.slice(start, end));
    const message = dotted
      ? 'a variable has no fields; what a step has put out is written STEP.output.FIELD, without braces'
      : 'a placeholder is {{name}} or {name}: letters, digits and "_", without spaces';
    return problem('GT3020', { start, end }, message);
  }
  const lone = LONE.get(character);
  if (lone) return problem('GT3020', { start, end: start + 1 }, lone);
  // The error ends where a token could begin, so at the digit of `count_2`.
  const [word = ''] = /^\w+/.exec(text.slice(start)) ?? [];
  const characters = text.slice(start, start + Math.max(error.length, character.length, word.length));
  return problem('GT3020', { start, end: start + characters.length }, stray(characters));
}

const MAX_SHOWN = 40;

function shown({ image }: IToken): string {
  const short = image.length > MAX_SHOWN ? `${image.slice(0, MAX_SHOWN)}…` : image;
  return /^(?:"\P{Cc}*"|'\P{Cc}*'|\{\P{Cc}*\})$/u.test(short) ? short : quote(short);
}
