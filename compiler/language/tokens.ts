import { createToken, Lexer, type TokenType } from 'chevrotain';

const symbol = (name: string, pattern: string): TokenType =>
  createToken({ name, pattern, label: `"${pattern}"` });

const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /\s+/, group: Lexer.SKIPPED });

// Shared by conditions and ranges.
export const Variable = createToken({ name: 'Variable', pattern: /\{\{[A-Za-z_]\w*\}\}/, label: '{{name}}' });
export const LeftParen = symbol('LeftParen', '(');
export const RightParen = symbol('RightParen', ')');

// Conditions.
export const Text = createToken({ name: 'Text', pattern: /'[^']*'|"[^"]*"/, label: 'text in quotes' });
export const Or = symbol('Or', '||');
export const And = symbol('And', '&&');
export const Comparator = createToken({ name: 'Comparator', pattern: /[=!]=|[<>]=?/, label: 'a comparison' });
export const Not = symbol('Not', '!');
export const LeftBracket = symbol('LeftBracket', '[');
export const RightBracket = symbol('RightBracket', ']');
export const Comma = symbol('Comma', ',');

// These are words unless a bracket follows, so that `steps`, `in` and `made in china` stay names and values.
export const In = createToken({ name: 'In', pattern: /in(?=\s*\[)/, label: '"in"' });
export const FileExists = createToken({
  name: 'FileExists',
  pattern: /file\.exists(?=\s*\()/,
  label: '"file.exists"',
});
export const Family = createToken({
  name: 'Family',
  pattern: /(?:children|descendants|steps)(?=\s*\()/,
  label: '"children"',
});
/** Names a step whatever its id is: `step(env).status`. */
export const Named = createToken({ name: 'Named', pattern: /step(?=\s*\()/, label: '"step"' });
export const Quantifier = createToken({
  name: 'Quantifier',
  pattern: /\.(?:all|any|count)(?=\s*\()/,
  label: '.all(…), .any(…) or .count(…)',
});

/** `{name}`, and words with such placeholders in them, which are ids of steps: `{target}.draft.status`. */
export const Bound = createToken({
  name: 'Bound',
  pattern: /[^\s()[\]{},'"&|!<>=]*(?:\{[A-Za-z_][\w.-]*\}[^\s()[\]{},'"&|!<>=]*)+/,
  label: '{name}',
});

/**
 * A bare name or value. As upstream takes anything after `==`, marks that mean something elsewhere are
 * part of a word when they stand inside it: `don't`, `a=b`, `R&D`.
 */
export const Word = createToken({
  name: 'Word',
  pattern: /[^\s()[\]{},'"&|!<>=]+(?:['"=&|][^\s()[\]{},'"&|!<>=]+)*/,
  label: 'a word',
});

export const conditionTokens: TokenType[] = [
  WhiteSpace,
  Variable,
  Text,
  Or,
  And,
  Comparator,
  Not,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Comma,
  In,
  FileExists,
  Family,
  Named,
  Quantifier,
  Bound,
  Word,
];

// Ranges, where there is nothing that `{name}` could be a part of.
export const BoundNumber = createToken({
  name: 'BoundNumber',
  pattern: /\{[A-Za-z_][\w.-]*\}/,
  label: '{name}',
});
export const Numeral = createToken({ name: 'Numeral', pattern: /\d+(?:\.\d+)?/, label: 'a number' });
export const To = symbol('To', '..');
export const Plus = symbol('Plus', '+');
export const Minus = symbol('Minus', '-');
export const Times = symbol('Times', '*');
export const Over = symbol('Over', '/');
export const Caret = symbol('Caret', '^');

export const rangeTokens: TokenType[] = [
  WhiteSpace,
  Variable,
  BoundNumber,
  LeftParen,
  RightParen,
  Numeral,
  To,
  Plus,
  Minus,
  Times,
  Over,
  Caret,
];
