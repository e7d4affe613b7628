import type { Problems } from './problem.js';

/** A template cut into text and what stands between double braces. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `source` is what is between the braces, without markers and white space; it begins at `start`. */
  | { readonly kind: 'action'; readonly source: string; readonly start: number; readonly end: number };

/**
 * Cut `text` at its actions, as Go's lexer does: `{{-` and `-}}` take the white space beside them away,
 * comments vanish, and a quoted text may contain braces. Linear in the length of `text`.
 */
export function scan(text: string, problems: Problems): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let trims = false;
  const addText = (end: number, trimsEnd: boolean): void => {
    let part = text.slice(from, end);
    if (trims) part = part.slice(countSpace(part));
    if (trimsEnd) part = part.slice(0, part.length - countSpaceBack(part));
    if (part !== '') pieces.push({ kind: 'text', text: part });
  };

  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', from)) {
    const hasMarker = text[open + 2] === '-' && isSpace(text[open + 3]);
    addText(open, hasMarker);
    const inner = open + (hasMarker ? 4 : 2);
    const isComment = text.startsWith('/*', inner);
    const close = isComment ? commentEnd(text, inner) : actionEnd(text, inner, problems);
    trims = false;
    if ('stray' in close) {
      const what = isComment ? 'the comment' : '"{{"';
      const message = `${what} is never closed`;
      problems.add('GT3040', { start: open, end: open + 2 }, message, { instead: BRACES });
      if (close.stray === undefined) return pieces;
      from = close.stray;
      continue;
    }
    const { end } = close;
    trims = text[end - 1] === '-' && isSpace(text[end - 2]) && end - 2 >= inner - 1;
    if (!isComment) {
      const written = text.slice(inner, trims ? Math.max(inner, end - 2) : end);
      const lead = countSpace(written);
      const source = written.slice(lead, written.length - countSpaceBack(written.slice(lead)));
      const start = inner + lead;
      // An empty action has no extent of its own: its braces stand for it.
      if (source === '') pieces.push({ kind: 'action', source, start: open, end: end + 2 });
      else pieces.push({ kind: 'action', source, start, end: start + source.length });
    }
    from = end + 2;
  }
  addText(text.length, false);
  return pieces;
}

/** What to write for braces that are meant as text. */
export const BRACES = 'to have "{{" in the text, write {{`{{`}}';

/** Where the `}}` is, or that there is none: `stray` is where to go on, undefined at the end of the text. */
type Close = { readonly end: number } | { readonly stray: number | undefined };

function commentEnd(text: string, from: number): Close {
  const close = text.indexOf('*/', from + 2);
  if (close === -1) return { stray: undefined };
  const after = isSpace(text[close + 2]) && text[close + 3] === '-' ? close + 4 : close + 2;
  return text.startsWith('}}', after) ? { end: after } : { stray: after };
}

function actionEnd(text: string, from: number, problems: Problems): Close {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '}' && text[at + 1] === '}') return { end: at };
    // Nothing nests: the first "{{" is a stray one, and this may be an action.
    if (char === '{' && text[at + 1] === '{') return { stray: at };
    if (char !== '"' && char !== '`') continue;
    const close = char === '`' ? text.indexOf(char, at + 1) : quoteEnd(text, at + 1);
    if (close !== -1) {
      at = close;
      continue;
    }
    problems.add('GT3040', { start: at, end: at + 1 }, `the quote ${char} is never closed`);
    const end = text.indexOf('}}', at);
    return end === -1 ? { stray: undefined } : { end };
  }
  return { stray: undefined };
}

/** Where the quote is closed, which is on the same line; -1 when it is not. */
function quoteEnd(text: string, from: number): number {
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '"') return at;
    if (text[at] === '\\') at++;
  }
  return -1;
}

/** What Go trims. */
const isSpace = (char: string | undefined): boolean =>
  char === ' ' || char === '\t' || char === '\r' || char === '\n';

function countSpace(text: string): number {
  let count = 0;
  while (isSpace(text[count])) count++;
  return count;
}

function countSpaceBack(text: string): number {
  let count = 0;
  while (isSpace(text[text.length - 1 - count])) count++;
  return count;
}
