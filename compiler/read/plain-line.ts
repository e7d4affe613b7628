const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const DOT = 0x2e;
const EQUALS = 0x3d;
const LEFT_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const RIGHT_BRACKET = 0x5d;
const DELETE = 0x7f;
/** 1 for the characters of which keys without quotes are made. */
export const BARE = Uint8Array.from({ length: 0x80 }, (_, char) =>
  Number(/[\w-]/.test(String.fromCharCode(char))),
);

/** `key = value`, with a key without quotes or dots, and a text or list of texts without escapes. Offsets into the file. */
export interface PlainAssignment {
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
  readonly value: string | string[];
  /** Of a list, start and end of each item. */
  readonly items: number[] | undefined;
  /** Where its line ends. */
  readonly lineEnd: number;
}

/** `[name]`, `[name.name]` or the same in two pairs of brackets, of names without quotes. */
export interface PlainHeader {
  readonly names: string[];
  /** Start and end of each name. */
  readonly offsets: number[];
  readonly isElement: boolean;
  /** Behind its last bracket. */
  readonly end: number;
  readonly lineEnd: number;
}

// Most of a formula is written in these few ways, and most of its reading goes through here. Whatever is anything else, right or
// wrong, is undefined here and read by the states of the parser.

export function plainAssignment(text: string, from: number): PlainAssignment | undefined {
  const keyEnd = behindName(text, from);
  const equals = behindSpace(text, keyEnd);
  if (keyEnd === from || text.charCodeAt(equals) !== EQUALS) return undefined;
  const start = behindSpace(text, equals + 1);
  const first = text.charCodeAt(start);
  const isMultiLine = text.startsWith('"""', start);
  const items: number[] | undefined = first === LEFT_BRACKET ? [] : undefined;
  const end = items
    ? behindList(text, start, items)
    : isMultiLine
      ? behindLines(text, start)
      : behindText(text, start);
  const lineEnd = end === -1 ? -1 : endOfLine(text, end);
  if (lineEnd === -1) return undefined;
  return {
    keyEnd,
    start,
    end,
    value: items ? listed(text, items) : written(text, start, end, isMultiLine),
    items,
    lineEnd,
  };
}

export function plainHeader(text: string, from: number): PlainHeader | undefined {
  const isElement = text.charCodeAt(from + 1) === LEFT_BRACKET;
  const brackets = isElement ? 2 : 1;
  const names: string[] = [];
  const offsets: number[] = [];
  let at = from + brackets;
  while (true) {
    const end = behindName(text, at);
    if (end === at) return undefined;
    names.push(text.slice(at, end));
    offsets.push(at, end);
    at = end + 1;
    if (text.charCodeAt(end) === DOT) continue;
    if (text.charCodeAt(end) !== RIGHT_BRACKET || (isElement && text.charCodeAt(at) !== RIGHT_BRACKET))
      return undefined;
    const behind = end + brackets;
    const lineEnd = endOfLine(text, behind);
    return lineEnd === -1 ? undefined : { names, offsets, isElement, end: behind, lineEnd };
  }
}

function behindName(text: string, from: number): number {
  let at = from;
  while (BARE[text.charCodeAt(at)] === 1) at++;
  return at;
}

function behindSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  return at;
}

/** Where the line ends if nothing else stands on it; -1 where something does, a comment too, and where it is not ended. */
function endOfLine(text: string, from: number): number {
  const at = behindSpace(text, from);
  const char = text.charCodeAt(at);
  if (char === LF) return at;
  return char === CR && text.charCodeAt(at + 1) === LF ? at + 1 : -1;
}

/** Behind a text between quotes on one line; -1 where it is none. */
function behindText(text: string, from: number): number {
  if (text.charCodeAt(from) !== QUOTE) return -1;
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) return at + 1;
    if (char < SPACE || char === BACKSLASH || char === DELETE) return -1;
  }
  return -1;
}

/** The same of a text between three quotes each. */
function behindLines(text: string, from: number): number {
  for (let at = from + 3; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE && text.startsWith('""', at + 1)) return at + 3;
    if ((char < SPACE && char !== LF) || char === BACKSLASH || char === DELETE) return -1;
  }
  return -1;
}

/** Behind a list of texts on one line, whose places go into `items`. */
function behindList(text: string, from: number, items: number[]): number {
  let at = behindSpace(text, from + 1);
  while (text.charCodeAt(at) !== RIGHT_BRACKET) {
    const end = text.startsWith('""', at) ? -1 : behindText(text, at);
    if (end === -1) return -1;
    items.push(at, end);
    at = behindSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = behindSpace(text, at + 1);
    else if (text.charCodeAt(at) !== RIGHT_BRACKET) return -1;
  }
  return at + 1;
}

function listed(text: string, items: readonly number[]): string[] {
  const value = (at: number): string => text.slice((items[at] as number) + 1, (items[at + 1] as number) - 1);
  if (items.length === 0) return [];
  // An array that grows keeps room for more, and most of these stay at one.
  const values = [value(0)];
  for (let at = 2; at < items.length; at += 2) values.push(value(at));
  return values;
}

function written(text: string, start: number, end: number, isMultiLine: boolean): string {
  if (!isMultiLine) return text.slice(start + 1, end - 1);
  const from = start + 3;
  return text.slice(text.charCodeAt(from) === LF ? from + 1 : from, end - 3);
}
