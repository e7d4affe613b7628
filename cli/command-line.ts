import { UsageError } from './exit.js';

/** A command as it would be typed. */
export interface CommandLine {
  /** The line that it begins in, from 1 on. */
  readonly line: number;
  readonly words: readonly string[];
}

/**
 * The commands of a file, one a line. Quotes and backslashes are those of a shell, so that a quoted text may have several
 * lines; nothing is expanded. `#` at the beginning of a word begins a comment. Throws a UsageError for a quote without end.
 */
export function parseCommands(text: string, where: string): CommandLine[] {
  const commands: CommandLine[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let line = 1;
  let began = 1;
  const add = (part: string): void => {
    if (words.length === 0 && word === undefined) began = line;
    word = (word ?? '') + part;
  };
  const endWord = (): void => {
    if (word === undefined) return;
    words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push({ line: began, words });
    words = [];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') {
      endCommand();
      line++;
    } else if (/\s/.test(character)) endWord();
    else if (character === '#' && word === undefined) {
      const end = text.indexOf('\n', at);
      at = (end === -1 ? text.length : end) - 1;
    } else if (character === '"' || character === "'") {
      const quoted = readQuoted(
        text,
        at,
        () => new UsageError(`${where}, line ${line}: the quote has no end`),
      );
      add(quoted.text);
      line += quoted.text.split('\n').length - 1;
      at = quoted.end;
    } else if (character === '\\' && at + 1 < text.length) {
      at++;
      // A backslash before the end of a line joins it with the next.
      if (text.charAt(at) === '\n') line++;
      else add(text.charAt(at));
    } else add(character);
  }
  endCommand();
  return commands;
}

/** What is between the quotes, of which the first is at `start`; in double ones a backslash goes before `"` and itself. */
function readQuoted(text: string, start: number, fault: () => UsageError): { text: string; end: number } {
  const quote = text.charAt(start);
  let read = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) return { text: read, end: at };
    const next = text.charAt(at + 1);
    if (quote === '"' && character === '\\' && (next === '"' || next === '\\')) {
      read += next;
      at++;
    } else read += character;
  }
  throw fault();
}
