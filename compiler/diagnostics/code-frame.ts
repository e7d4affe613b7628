import type { Span } from '../read/source.js';
import { columns, visible } from './terminal-text.js';

/** Columns of an author's line that a frame shows; of a longer one, what lies around the span. */
export const MAX_FRAME_COLUMNS = 120;

/** How the parts of a frame are coloured. */
export interface FrameStyle {
  readonly gutter: (text: string) => string;
  readonly carets: (text: string) => string;
}

const PLAIN: FrameStyle = { gutter: (text) => text, carets: (text) => text };

/** `path:line:column` of the start of `span`, as editors and terminals make links of it. */
export function location(span: Span): string {
  const { line, column } = span.source.position(span.start);
  return `${visible(span.source.path)}:${line}:${column}`;
}

/** The columns that line numbers take in the frame of `span`; what is put below a frame is set in by them. */
export const gutterWidth = (span: Span): number => String(span.source.position(span.start).line).length;

/**
 * The place of `span`, its first line and carets under it, then `label`; the look of rustc:
 *
 *       --> formulas/shiny.formula.toml:14:10
 *        |
 *     14 | needs = ["tset"]
 *        |          ^^^^^^ no such step
 *
 * An empty span gets one caret; one of several lines is shown by its first. No line end at the end.
 */
export function codeFrame(span: Span, label: string | undefined, style: FrameStyle = PLAIN): string {
  const { source } = span;
  const start = source.position(span.start);
  const end = source.position(Math.max(span.start, span.end));
  const line = source.line(start.line);
  const to = start.line === end.line ? end.column - 1 : line.length;
  const { text, indent, width } = excerpt(line, start.column - 1, to);

  const number = String(start.line);
  const margin = ' '.repeat(number.length);
  const carets = '^'.repeat(width) + (label ? ` ${visible(label)}` : '');
  return [
    `${margin}${style.gutter('-->')} ${location(span)}`,
    style.gutter(`${margin} |`),
    `${style.gutter(`${number} |`)}${text === '' ? '' : ` ${text}`}`,
    `${style.gutter(`${margin} |`)} ${' '.repeat(indent)}${style.carets(carets)}`,
  ].join('\n');
}

/**
 * What is shown of `line` around the UTF-16 range `[from, to)`, with the columns before the range and those of
 * it. The range may reach into the line end, which is no part of the line. Only `MAX_FRAME_COLUMNS` units on either side are looked at: a file may be one line of megabytes.
 */
function excerpt(line: string, from: number, to: number): { text: string; indent: number; width: number } {
  const start = wholeCharacter(line, from);
  const first = wholeCharacter(line, Math.max(0, start - MAX_FRAME_COLUMNS));
  const last = wholeCharacter(line, Math.min(line.length, start + MAX_FRAME_COLUMNS));
  const before = Array.from(line.slice(first, start), visible);
  const after = Array.from(line.slice(start, last), visible);

  // The part from the span on may take half of the room, or more where the part before leaves it.
  const wanted = columns(before.join(''));
  const room = Math.max(MAX_FRAME_COLUMNS / 2, MAX_FRAME_COLUMNS - wanted);
  const shownAfter = fitting(after, room);
  const left = MAX_FRAME_COLUMNS - columns(shownAfter.join(''));
  const shownBefore = fitting(before.reverse(), left).reverse();

  const cutBefore = first > 0 || shownBefore.length < before.length ? '…' : '';
  const cutAfter = last < line.length || shownAfter.length < after.length ? '…' : '';
  const covered = charactersIn(line.slice(start, last), to - start);
  const head = cutBefore + shownBefore.join('');
  return {
    text: head + shownAfter.join('') + cutAfter,
    indent: columns(head),
    width: Math.max(1, columns(shownAfter.slice(0, covered).join(''))),
  };
}

/** `at`, or the unit before where `at` would cut a surrogate pair in two. */
function wholeCharacter(line: string, at: number): number {
  const pair = at > 0 && (line.codePointAt(at - 1) ?? 0) > 0xffff;
  return pair ? at - 1 : at;
}

/** As many of `characters` as `room` columns hold. */
function fitting(characters: readonly string[], room: number): string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += columns(character);
    return used > room;
  });
  return characters.slice(0, end === -1 ? characters.length : end);
}

/** How many characters begin in the first `units` UTF-16 units of `text`. */
function charactersIn(text: string, units: number): number {
  let count = 0;
  let at = 0;
  for (const character of text) {
    if (at >= units) break;
    at += character.length;
    count++;
  }
  return count;
}
