import type { Reporter } from '../diagnostics/reporter.js';
import { MAX_FILE_BYTES } from '../limits.js';
import { Source } from './source.js';

/**
 * The text of a file: at most MAX_FILE_BYTES of strict UTF-8, a byte order mark dropped, every line ended
 * by LF or CRLF. `id` and `path` are those of `Source`. Undefined after an error.
 */
export function decode(bytes: Uint8Array, id: string, path: string, reporter: Reporter): Source | undefined {
  if (bytes.length > MAX_FILE_BYTES) {
    const span = { source: new Source(id, path, ''), start: 0, end: 0 };
    reporter.report('GT1008', { bytes: bytes.length, limit: MAX_FILE_BYTES }, { span });
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const broken = firstInvalidByte(bytes);
    // Shown with the bad bytes replaced; what is before the first of them is as it was.
    const source = new Source(id, path, new TextDecoder().decode(bytes));
    const start = new TextDecoder().decode(bytes.subarray(0, broken)).length;
    const reason = `byte ${broken + 1} of the file ${cause(bytes[broken] as number)}`;
    reporter.report('GT1003', { reason }, { span: { source, start, end: start + 1 } });
    return undefined;
  }
  return accept(text, id, path, reporter);
}

/** `decode` of what is a text already, and no longer than MAX_FILE_BYTES. */
export function accept(text: string, id: string, path: string, reporter: Reporter): Source | undefined {
  const source = new Source(id, path, text);
  const bare = bareCarriageReturn(text);
  if (bare === -1) return source;
  reporter.report('GT1015', {}, { span: { source, start: bare, end: bare + 1 } });
  return undefined;
}

/** The offset of the first CR that no LF follows, or -1. TOML allows none, and no editor agrees with another on what line follows it. */
function bareCarriageReturn(text: string): number {
  let at = text.indexOf('\r');
  while (at !== -1 && text.charCodeAt(at + 1) === 0x0a) at = text.indexOf('\r', at + 1);
  return at;
}

function cause(byte: number): string {
  const shown = `(0x${byte.toString(16)})`;
  if (byte >= 0xfe) return `${shown} never occurs in UTF-8; the file may be UTF-16`;
  const latin = 'the file may be Latin-1 or Windows-1252';
  if (byte < 0xc0) return `${shown} continues a character that was not begun; ${latin}`;
  return `${shown} begins a character that does not go on as UTF-8 does; ${latin}`;
}

/**
 * The offset of the first byte that is not part of a well-formed character, or -1: TextDecoder, which is
 * faster, refuses such bytes without saying where. Source: Unicode 15, table 3-7, "Well-Formed UTF-8 Byte Sequences".
 */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] as number;
    if (first < 0x80) {
      at++;
      continue;
    }
    const length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length === 0) return at;
    // Only the second byte has a narrower range, against overlong forms, surrogates and what is beyond U+10FFFF.
    const second = bytes[at + 1] ?? 0;
    const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return at;
    for (let next = at + 2; next < at + length; next++) {
      const byte = bytes[next] ?? 0;
      if (byte < 0x80 || byte > 0xbf) return at;
    }
    at += length;
  }
  return -1;
}
