import { quote } from '../diagnostics/define.js';
import type { Facts } from '../diagnostics/registry.js';

/** A syntax error in a newcomer's words; `start` and `end` are offsets into the text. */
export interface SyntaxProblem extends Facts<'GT1004'> {
  readonly start: number;
  readonly end: number;
}

type Words = readonly [reason: string, advice?: string];

/** toml-eslint-parser's messages in words that say what to do. It is pinned: the tests notice a message that changed. */
const WORDS: { readonly [message: string]: Words } = {
  'Unterminated table-key': [
    'the header is not closed',
    'write it as [name] or, for one of a list, [[name]]',
  ],
  'Unterminated array': ['the array is not closed', 'add "]" at its end'],
  'Unterminated inline table': ['the inline table is not closed', 'add "}" at its end'],
  'Empty bare keys are not allowed': ['a name is missing between the brackets'],
  'Must be a newline': [
    'only a comment may follow on this line',
    'start a new line here; a text needs quotes',
  ],
  'Expected equal (=) token': ['"=" is missing between key and value', 'write key = value'],
  'Unspecified values are invalid': ['a value is missing'],
  'Expected comma (,) token': ['a comma or the closing bracket is missing before this'],
  'Control characters (codes < 0x1f and 0x7f) are not allowed': [
    'a control character stands here',
    'remove it; in double quotes it can be written as an escape, such as \\u0007',
  ],
  'No newlines are allowed between the curly braces unless they are valid within a value': [
    'an inline table must end on the line it starts on',
    'put it on one line, or make it a table with a [header]',
  ],
  'Underscores are allowed between digits': ['an underscore in a number must have a digit on both sides'],
  'Unexpected spaces': ['the two brackets of a [[header]] must touch'],
  'Three or more quotes are not permitted': ['too many quotes stand in a row', 'escape one of them: \\"'],
  'Unexpected invalid date': ['there is no such date'],
  'Unexpected invalid time': ['there is no such time'],
  'Leading zeros are not allowed': [
    'a number cannot start with 0',
    'leave the 0 out, or put quotes around it',
  ],
  'Trailing comma is not permitted in an inline table': ['no comma may stand before "}"', 'remove the comma'],
  'Invalid character in escape sequence': [
    'this backslash starts no escape that TOML knows',
    'write \\\\ for a backslash, or use single quotes, in which a backslash means itself',
  ],
  'Consecutive dots are not permitted in keys': ['a name is missing between the two dots'],
  'Keys cannot end with a dot': ['a name is missing behind the dot'],
  'Keys cannot start with a dot': ['a name is missing before the dot'],
};

const UNTERMINATED_STRING = 'Unterminated string constant';
/** Told of a second definition. */
export const DUPLICATE = 'Defining a key multiple times is invalid';
const BROKEN_LINE = 'The key, equals sign, and value must be on the same line';
const BAD_CODE_POINT = 'Invalid code point ';

/**
 * Say what `message` of toml-eslint-parser, told at offset `at`, means. `valueStart` is where the value
 * began in which readFast stopped: the one parser knows the end of an open string, the other its start.
 */
export function explain(
  text: string,
  message: string,
  at: number,
  valueStart: number | undefined,
): SyntaxProblem {
  const start = Math.min(at, text.length);
  const end = wordEnd(text, start);
  const opened = valueStart === undefined ? '' : text.charAt(valueStart);
  switch (message) {
    case UNTERMINATED_STRING:
      return unterminated(text, start, valueStart);
    case DUPLICATE:
      // toml.ts says more where the first reading knows the key.
      return { reason: 'this key is defined twice', start, end };
    case BROKEN_LINE:
      return broken(text, start, end);
    case 'Unexpected character':
    case 'Unexpected token':
      if (opened === '[' && start > (valueStart ?? 0) + 1 && !after(text, start, '[,')) {
        return told('Expected comma (,) token', start, end);
      }
      return unexpected(text, start, end);
    case 'Unterminated array':
    case 'Unterminated inline table':
    case 'Unspecified values are invalid':
      // The parser is at the end of the file; the bracket to close is elsewhere.
      if (valueStart !== undefined && start === text.length && (opened === '[' || opened === '{')) {
        const bracket = opened === '[' ? 'Unterminated array' : 'Unterminated inline table';
        return told(bracket, valueStart, valueStart + 1);
      }
      return told(message, start, end);
    case 'Invalid character in escape sequence':
      if (start === text.length) return unterminated(text, start, valueStart);
      return told(message, start - 1, characterEnd(text, start));
    case 'Unexpected invalid date':
    case 'Unexpected invalid time':
      return told(message, start - digitsBefore(text, start), end);
    default:
      if (!message.startsWith(BAD_CODE_POINT)) return told(message, start, end);
      return {
        reason: `there is no character with the number ${message.slice(BAD_CODE_POINT.length)}`,
        start,
        end,
      };
  }
}

function told(message: string, start: number, end: number): SyntaxProblem {
  const [reason, advice] = WORDS[message] ?? [inSentence(message)];
  return { reason, advice, start, end };
}

/** A message without words of ours, fit to stand behind a colon. */
export const inSentence = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

function unterminated(text: string, at: number, valueStart: number | undefined): SyntaxProblem {
  const mark = valueStart === undefined ? '' : text.charAt(valueStart);
  if (valueStart === undefined || (mark !== '"' && mark !== "'")) {
    return {
      reason: 'a text is not closed on its line',
      advice: 'add the missing quote',
      start: at,
      end: at,
    };
  }
  const fence = mark.repeat(3);
  if (text.startsWith(fence, valueStart)) {
    const advice = `add ${fence} at its end`;
    return {
      reason: 'the text that starts here is not closed',
      advice,
      start: valueStart,
      end: valueStart + 3,
    };
  }
  const advice = `add ${mark} at its end; a text of several lines stands between ${fence} and ${fence}`;
  return { reason: 'the text is not closed on its line', advice, start: valueStart, end: at };
}

/** A key whose value is on a later line, or missing: point at the line that is not complete, not at the next one. */
function broken(text: string, at: number, end: number): SyntaxProblem {
  const last = lastBefore(text, at);
  const line = text.slice(text.lastIndexOf('\n', last) + 1, last + 1);
  const start = last + 1 - line.trimStart().length;
  if (line.includes('#')) return { reason: 'key, "=" and value must be on one line', start: at, end };
  if (line.trimStart().startsWith('[')) return told('Unterminated table-key', start, last + 1);
  if (line.endsWith('=')) return told('Unspecified values are invalid', last, last + 1);
  return told('Expected equal (=) token', start, last + 1);
}

function unexpected(text: string, start: number, end: number): SyntaxProblem {
  if (start === text.length) return { reason: 'the file ends in the middle of this line', start, end };
  const word = text.slice(start, end);
  const stray = { reason: `${quote(word)} cannot stand here`, start, end };
  if (word === '=') return { ...stray, reason: 'a key is missing before "="' };
  if (!after(text, start, '=[,')) return { ...stray, advice: keyAdvice(word) };
  // The one bracket that a value could have followed is that of a header.
  if (/^\s*\[/.test(text.slice(text.lastIndexOf('\n', start) + 1, start)))
    return { ...stray, advice: keyAdvice(word) };
  const last = lastBefore(text, start);
  if (text.charAt(last) === '=' && text.slice(last, start).includes('\n')) return broken(text, start, end);
  if (')]},.'.includes(word)) return { ...stray, reason: `a value is missing before ${quote(word)}` };
  return { reason: `${quote(word)} is not a value`, advice: valueAdvice(word), start, end };
}

function keyAdvice(word: string): string | undefined {
  if (word === ':') return 'TOML has key = value';
  const bare = /^[\w-]+$/.test(word);
  return !bare && /^[\p{L}\p{N}/@$%*+!&]/u.test(word)
    ? 'put quotes around a key that is not of A-Z, a-z, 0-9, "-" and "_"'
    : undefined;
}

function valueAdvice(word: string): string {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return `write ${lower}`;
  if (lower === 'null' || lower === 'none' || lower === 'nil') return 'leave the key out';
  return 'put double quotes (") around a text';
}

/** The offset of the last character before `at` that is not white space, or -1. */
function lastBefore(text: string, at: number): number {
  let last = at - 1;
  while (last >= 0 && ' \t\r\n'.includes(text.charAt(last))) last--;
  return last;
}

function after(text: string, at: number, characters: string): boolean {
  const last = lastBefore(text, at);
  return last >= 0 && characters.includes(text.charAt(last));
}

function digitsBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[\d:T-]/i.test(text.charAt(start - 1))) start--;
  return at - start;
}

/** The end of the word at `start`, or of the one character there; `start` itself at the end of the text. */
function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && /[\w-]/.test(text.charAt(end))) end++;
  return end > start ? end : characterEnd(text, start);
}

function characterEnd(text: string, start: number): number {
  return Math.min(start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1), text.length);
}
