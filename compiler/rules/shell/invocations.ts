import { type Code, codeIn } from './markdown-code.js';

/** A call of one of the programs, as a text shows it to its reader. */
export interface Invocation {
  readonly program: 'gt' | 'bd';
  /** The plain words behind the program's name, up to the first that is an option, a placeholder or quoted. */
  readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  /** Offset of the program's name. */
  readonly start: number;
}

/** The calls in the code of a Markdown text: in backticks, and in fenced blocks of shell. Offsets are of `text`. */
export function invocations(text: string): Invocation[] {
  if (!/\b(?:gt|bd) /.test(text)) return [];
  return codeIn(text).flatMap((code) => scan(code));
}

/**
 * A scanner of shell that knows where a command begins: at the start of a line, behind `|`, `;`, `&`, `(`, and
 * behind words such as `then`; not in quotes, comments and here-documents. What it takes for a quote
 * that never ends hides the rest, so a text that is not shell after all gives too little, not too much.
 */
function scan({ text, start, end, isLine }: Code): Invocation[] {
  const found: Invocation[] = [];
  /** For each `$(` that is open: whether it stands in double quotes. */
  const outer: boolean[] = [];
  let isQuoted = false;
  let isCommand = true;
  let ending: string | undefined;
  for (let at = start; at < end; ) {
    const character = text[at] as string;
    if (character === '\\') {
      at += 2;
    } else if (character === '"') {
      isQuoted = !isQuoted;
      isCommand = false;
      at++;
    } else if (character === '$' && text[at + 1] === '(') {
      outer.push(isQuoted);
      isQuoted = false;
      isCommand = true;
      at += 2;
    } else if (isQuoted) {
      at++;
    } else if (character === ')') {
      isQuoted = outer.pop() ?? false;
      isCommand = false;
      at++;
    } else if (character === "'") {
      const close = text.indexOf("'", at + 1);
      if (close === -1 || close >= end) return found;
      isCommand = false;
      at = close + 1;
    } else if (character === '\n') {
      at = ending === undefined ? at + 1 : behindLine(text, ending, at + 1, end);
      ending = undefined;
      isCommand = true;
    } else if (SEPARATORS.has(character)) {
      isCommand = true;
      at++;
    } else if (character === ' ' || character === '\t' || character === '\r') {
      at++;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0] ?? character;
      const stop = Math.min(at + word.length, end);
      if (word.startsWith('#')) {
        const line = text.indexOf('\n', at);
        at = line === -1 ? end : line;
        continue;
      }
      const hereDocument = /^<<-?\\?([A-Za-z_]\w*)/.exec(text.slice(at, at + 64).replace(/["']/g, ''));
      if (hereDocument) ending = hereDocument[1];
      if (isCommand && (word === 'gt' || word === 'bd')) found.push(invocation(word, text, at, end));
      // A line of its own in backticks is one command; what follows is talk about it.
      if (isCommand && isLine && word !== 'gt' && word !== 'bd' && !PREFIX.test(word)) return found;
      isCommand = isCommand && PREFIX.test(word);
      at = stop;
    }
  }
  return found;
}

const SEPARATORS: ReadonlySet<string> = new Set([';', '|', '&', '(', '{', '}', '`']);
const WORD = /[^\s;|&()"'`\\]+/y;
/** Words behind which a command still comes: assignments, the prompt of a console, and the shell's own. */
const PREFIX = /^(?:[A-Za-z_]\w*=.*|\$|if|then|else|elif|do|while|until|!|time|exec|sudo|env|command|nohup)$/;

function invocation(program: 'gt' | 'bd', text: string, start: number, end: number): Invocation {
  const words: { text: string; start: number; end: number }[] = [];
  PLAIN.lastIndex = start + program.length;
  for (let match = PLAIN.exec(text); match; match = PLAIN.exec(text)) {
    const [whole, word = ''] = match;
    if (match.index + whole.length > end) break;
    words.push({ text: word, start: PLAIN.lastIndex - word.length, end: PLAIN.lastIndex });
  }
  return { program, words, start };
}

/** A word of small letters that ends where the shell ends it. */
const PLAIN = /[ \t]+([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?=[\s;|&)`]|$)/y;

/** Where the line behind the one that is `ending` begins. */
function behindLine(text: string, ending: string, from: number, end: number): number {
  for (let at = from; at < end; ) {
    const next = text.indexOf('\n', at);
    const stop = next === -1 ? end : Math.min(next, end);
    if (text.slice(at, stop).trim() === ending) return stop;
    at = stop + 1;
  }
  return end;
}
