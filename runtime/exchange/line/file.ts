import { compareLines, type Line } from './line.js';
import { readLine } from './read-line.js';
import { lineText } from './write-line.js';

/** A line that could not be read. */
export interface Damaged {
  /** From 1; 0 where it has none. */
  readonly at: number;
  readonly text: string;
  readonly reason: string;
  /** `text` is base64: what stands there is no text. */
  readonly isBinary?: true;
}

/** What a file says. A bead may have several lines: git leaves them when it could not merge. */
export interface Contents {
  readonly lines: readonly Line[];
  readonly damaged: readonly Damaged[];
  /** Where in the file each line stands, from 1. */
  readonly places: ReadonlyMap<Line, number>;
}

/** Read a whole file. Never throws: what cannot be read is told, and the rest is read. */
export function readFileText(text: string): Contents {
  const lines: Line[] = [];
  const damaged: Damaged[] = [];
  const places = new Map<Line, number>();
  const rows = text.replace(/^\uFEFF/, '').split('\n');
  rows.forEach((row, index) => {
    const trimmed = row.trim();
    if (trimmed === '') return;
    const read = readLine(trimmed);
    if ('line' in read) {
      lines.push(read.line);
      places.set(read.line, index + 1);
    } else if ('reason' in read) damaged.push({ at: index + 1, text: trimmed, reason: read.reason });
  });
  return { lines, damaged, places };
}

/** The same of the bytes of a file, of which some lines may not be UTF-8. */
export function readFileBytes(bytes: Uint8Array): Contents {
  const whole = decoded(bytes);
  if (whole !== undefined) return readFileText(whole);
  const damaged: Damaged[] = [];
  const rows = split(bytes).map((row, index) => {
    const text = decoded(row);
    if (text === undefined)
      damaged.push({
        at: index + 1,
        text: Buffer.from(row).toString('base64'),
        reason: 'it is not UTF-8',
        isBinary: true,
      });
    // An empty line keeps the numbers of the others right.
    return text ?? '';
  });
  const read = readFileText(rows.join('\n'));
  return { ...read, damaged: [...read.damaged, ...damaged].sort((a, b) => a.at - b.at) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function split(bytes: Uint8Array): Uint8Array[] {
  const rows: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
    rows.push(bytes.subarray(from, at));
    from = at + 1;
  }
  return [...rows, bytes.subarray(from)];
}

/** The text of a file of these lines, which need be in no order. */
export const fileText = (lines: readonly Line[]): string =>
  [...lines]
    .sort(compareLines)
    .map((line) => `${lineText(line)}\n`)
    .join('');
