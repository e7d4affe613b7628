import type { Span } from './source.js';

/**
 * Where `text[start, end)` stands in the file, `text` being the string that `value` (quotes and all)
 * spells. Escapes and line continuations shift offsets, so the part is looked for: it is the same
 * occurrence in the spelling as in the text. The whole value, when even that does not find it.
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
  return at === -1 ? value : { source, start: value.start + at, end: value.start + at + part.length };
}
