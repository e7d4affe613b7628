import type { Extent, TextNode } from './tree.js';

/** A text as it is spelt in a file: what it says, and where each part of that stands. */
export interface Spelling {
  readonly value: string;
  /** What is between the quotes. */
  readonly inner: Extent;
  /** The offset in the file of an offset in `value`. */
  readonly toFile: (offset: number) => number;
  /** The offset in `value` of an offset in the file; within an escape, of what it stands for. */
  readonly toValue: (offset: number) => number;
}

const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** Read the spelling of `node`. What is no escape stands for itself. */
export function spellingOf(file: string, { start, end, quote, isClosed }: TextNode): Spelling {
  const open = start + quote.length;
  const close = Math.max(open, isClosed ? end - quote.length : end);
  // The line end behind the opening quotes is no part of the text.
  const first =
    quote.length === 3 ? open + (/^\r?\n/.exec(file.slice(open, open + 2))?.[0].length ?? 0) : open;
  const inner = { start: Math.min(first, close), end: close };
  const raw = file.slice(inner.start, inner.end);
  const isPlain = !(quote[0] === '"' && raw.includes('\\')) && !raw.includes('\r');
  if (isPlain) {
    const clamp = (offset: number): number => Math.max(0, Math.min(offset, raw.length));
    return {
      value: raw,
      inner,
      toFile: (offset) => inner.start + clamp(offset),
      toValue: (offset) => clamp(offset - inner.start),
    };
  }
  return escaped(raw, inner, quote[0] === '"', quote.length === 3);
}

function escaped(raw: string, inner: Extent, hasEscapes: boolean, isBlock: boolean): Spelling {
  /** Per unit of the value where it begins in `raw`. */
  const starts: number[] = [];
  const parts: string[] = [];
  const add = (part: string, at: number): void => {
    parts.push(part);
    for (let unit = 0; unit < part.length; unit++) starts.push(at);
  };
  for (let at = 0; at < raw.length; ) {
    const char = raw.charAt(at);
    const next = raw.charAt(at + 1);
    if (char === '\r' && next === '\n') {
      add('\n', at);
      at += 2;
    } else if (char !== '\\' || !hasEscapes || next === '') add(char, at++);
    else if (isBlock && /\s/.test(next)) {
      at++;
      while (/\s/.test(raw.charAt(at))) at++;
    } else if (next === 'u' || next === 'U') {
      const length = next === 'u' ? 4 : 8;
      const digits = raw.slice(at + 2, at + 2 + length);
      const point =
        /^[0-9A-Fa-f]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
      if (point < 0 || point > 0x10ffff) add(char, at++);
      else {
        add(String.fromCodePoint(point), at);
        at += 2 + length;
      }
    } else {
      const meant = SIMPLE[next];
      if (meant === undefined) add(char, at++);
      else {
        add(meant, at);
        at += 2;
      }
    }
  }
  return {
    value: parts.join(''),
    inner,
    toFile: (offset) => inner.start + (starts[Math.max(0, offset)] ?? raw.length),
    toValue: (offset) => {
      const at = offset - inner.start;
      const found = starts.findIndex((start, unit) => start >= at || (starts[unit + 1] ?? raw.length) > at);
      return found === -1 ? starts.length : found;
    },
  };
}
