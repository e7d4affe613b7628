import type { Span } from './source.js';

/**
 * Where `text[start, end)` stands in the file, `text` being the string that `value` (quotes and all)
 * spells. Escapes and line continuations shift offsets, so the part is looked for: it is the same
 * occurrence in the spelling as in the text. A part that is itself spelt with escapes is found by reading the
 * spelling. The whole value, when even that does not find it.
 */
export function textSpan(
  value: Span | undefined,
  text: string,
  start: number,
  end: number,
): Span | undefined {
  if (!value) return undefined;
  const { source } = value;
  const raw = source.text.slice(value.start, value.end);
  const direct = raw.indexOf(text);
  if (direct !== -1 && text !== '') {
    return { source, start: value.start + direct + start, end: value.start + direct + end };
  }
  const part = text.slice(start, end);
  if (part === '') return value;
  let at = raw.indexOf(part);
  for (
    let seen = text.indexOf(part);
    seen !== -1 && seen < start && at !== -1;
    seen = text.indexOf(part, seen + 1)
  ) {
    at = raw.indexOf(part, at + 1);
  }
  if (at !== -1) return { source, start: value.start + at, end: value.start + at + part.length };
  const spelt = spelling(raw, text, start, end);
  return spelt ? { source, start: value.start + spelt.start, end: value.start + spelt.end } : value;
}

/** Where in `raw`, a string of TOML or JSON with its quotes, `text[start, end)` is spelt. */
function spelling(
  raw: string,
  text: string,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  const quote = raw.charAt(0);
  const isMultiLine = raw.length >= 6 && raw.startsWith(quote.repeat(3));
  // The line end behind the opening quotes is no part of the text.
  let at = isMultiLine ? 3 + (/^\r?\n/.exec(raw.slice(3, 5))?.[0].length ?? 0) : 1;
  let from: number | undefined;
  for (let offset = 0; at < raw.length; ) {
    if (offset === end) return from === undefined ? undefined : { start: from, end: at };
    const isEscape = quote === '"' && raw[at] === '\\';
    if (isEscape && isMultiLine && /\s/.test(raw.charAt(at + 1))) {
      at++;
      while (/\s/.test(raw.charAt(at))) at++;
      continue;
    }
    if (offset === start) from = at;
    if (isEscape) {
      const kind = raw.charAt(at + 1);
      const length = kind === 'u' ? 6 : kind === 'U' ? 10 : 2;
      // What is outside of the basic plane is two units of the text.
      offset += kind === 'U' && Number.parseInt(raw.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1;
      at += length;
    } else if (raw[at] === text[offset]) {
      at++;
      offset++;
    } else if (raw[at] === '\r') at++;
    else return undefined;
  }
  return undefined;
}
