import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import type { Damaged } from './line/file.js';
import { readBytes } from './read-bytes.js';

/** Beside the file that they come from: lines that could not be taken in, each with its reason, until somebody has looked at them. */
const ASIDE = 'issues.rejected.jsonl';

export const asidePath = (path: string): string => join(dirname(path), ASIDE);

/** Keep lines aside that are not there yet. Throws a FileFailure; gives how many are new. */
export function keepAside(path: string, lines: readonly Damaged[]): number {
  if (lines.length === 0) return 0;
  const known = textsAside(path);
  const added = lines.filter(({ text }) => !known.has(text) && known.add(text));
  if (added.length === 0) return 0;
  const rows = added.map(({ reason, text, isBinary }) =>
    JSON.stringify({ reason, [isBinary ? 'base64' : 'text']: text }),
  );
  // A line that was cut while it was written must not spoil the next.
  const text = `\n${rows.join('\n')}\n`;
  try {
    appendFileSync(asidePath(path), standsAt(asidePath(path)) ? text : text.slice(1), { flush: true });
  } catch (error) {
    throw new FileFailure('write', asidePath(path), reasonOf(error));
  }
  return added.length;
}

/** What is kept aside. An empty line, or one that was cut while it was written, is nothing. */
export function textsAside(path: string): Set<string> {
  const aside = asidePath(path);
  if (!standsAt(aside)) return new Set();
  const rows = new TextDecoder().decode(readBytes(aside)).split('\n');
  return new Set(
    rows.flatMap((row) => {
      try {
        const { text, base64 } = JSON.parse(row) as { text?: unknown; base64?: unknown };
        const kept = text ?? base64;
        return typeof kept === 'string' ? [kept] : [];
      } catch {
        return [];
      }
    }),
  );
}
