import { type IRecognitionException, type IToken, Lexer, type TokenType } from 'chevrotain';
import { unbalanced } from './balance.js';
import { ConditionParser } from './condition-parser.js';
import type { Expressions, Failure } from './expressions.js';
import { MAX_EXPRESSION_LENGTH, tooLong } from './limits.js';
import { type Extent, type Problem, problem } from './problem.js';
import { RangeParser } from './range-parser.js';
import { conditionTokens, rangeTokens } from './tokens.js';
import { conditionWords, lexicalProblem, rangeWords, syntaxProblem, type Words } from './wording.js';

/**
 * The parser of a compilation. Each grammar is analysed at its first use (10 ms in a cold process), so
 * a formula pays only for what it has. `validate` also checks the grammars themselves, which a test does
 * once for all.
 */
export function createExpressions(options: { readonly validate?: boolean } = {}): Expressions {
  const config = { skipValidations: !options.validate };
  const lexer = (tokens: TokenType[]): Lexer =>
    new Lexer(tokens, { ...config, positionTracking: 'onlyOffset' });
  const conditions = lazily(() => ({ lexer: lexer(conditionTokens), parser: new ConditionParser(config) }));
  const ranges = lazily(() => ({ lexer: lexer(rangeTokens), parser: new RangeParser(config) }));

  return {
    condition(text, asked = 'cooked') {
      if (text.trim() === '' && text.length <= MAX_EXPRESSION_LENGTH) {
        return { ok: true, condition: { kind: 'always', ...whole(text) } };
      }
      const tokens = tokenized(text, () => conditions().lexer, conditionWords);
      if (!Array.isArray(tokens)) return tokens;
      const { parser } = conditions();
      const condition = parser.parse(text, tokens, asked);
      const { errors } = parser;
      if (!condition || errors.length > 0) return refused(text, tokens, errors, conditionWords);
      const { wrong } = parser.building;
      return wrong.length > 0 ? { ok: false, problems: wrong } : { ok: true, condition };
    },

    range(text) {
      const tokens = tokenized(text, () => ranges().lexer, rangeWords);
      if (!Array.isArray(tokens)) return tokens;
      const { parser } = ranges();
      const range = parser.parse(tokens);
      const { errors } = parser;
      if (!range || errors.length > 0) return refused(text, tokens, errors, rangeWords);
      const { wrong } = parser;
      return wrong.length > 0 ? { ok: false, problems: wrong } : { ok: true, range };
    },
  };
}

/** The parsers that all compilations of a process share: they keep nothing of a text once it is parsed. */
export const expressions: Expressions = createExpressions();

/** The tokens of `text`, fit to be parsed: not too long, every character known, brackets in pairs and not too deep. */
function tokenized(text: string, lexer: () => Lexer, words: Words): IToken[] | Failure {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    const rest = { start: MAX_EXPRESSION_LENGTH, end: text.length };
    return failure(problem('GT3024', rest, tooLong(text.length)));
  }
  if (text.trim() === '') return failure(problem('GT3020', whole(text), words.empty));
  const { tokens, errors } = lexer().tokenize(text);
  if (errors[0]) return failure(lexicalProblem(errors[0], text, words));
  const bracket = unbalanced(tokens);
  return bracket ? failure(bracket) : tokens;
}

/** Only the first error: what follows one is guesswork. */
function refused(
  text: string,
  tokens: readonly IToken[],
  [error]: readonly IRecognitionException[],
  words: Words,
): Failure {
  return failure(
    error
      ? syntaxProblem(error, tokens, words)
      : problem('GT3020', whole(text), 'the expression cannot be read'),
  );
}

const whole = (text: string): Extent => ({ start: 0, end: text.length });

const failure = (found: Problem): Failure => ({ ok: false, problems: [found] });

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
