import type { LoadedFormula } from '../../check/load.js';
import type { SpanIndex } from '../../read/spans.js';
import type { Change } from './change.js';

/** A part of a text that a change stands in, which begins and ends where a section does. */
export interface Part {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  /** The list whose element the part begins with; undefined at the start of the file. */
  readonly list: string | undefined;
}

interface Boundary {
  readonly start: number;
  readonly list: string;
}

/** Where the elements of lists begin that are written with headers, in order: up to there a text can be read by itself. */
export function boundariesOf({ doc, source }: LoadedFormula, spans: SpanIndex): Boundary[] {
  const found: Boundary[] = [];
  for (const [list, value] of Object.entries(doc) as [string, unknown][])
    for (const element of Array.isArray(value) ? (value as unknown[]) : []) {
      const span = typeof element === 'object' && element ? spans.table(element) : undefined;
      if (span?.source === source && source.text.startsWith(`[[${list}]]`, span.start))
        found.push({ start: span.start, list });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** The part that holds all of `change`. */
export function partAround(boundaries: readonly Boundary[], change: Change, length: number): Part {
  const count = (isBefore: (boundary: Boundary) => boolean): number => {
    let low = 0;
    let high = boundaries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(boundaries[middle] as Boundary)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = boundaries[count(({ list, start }) => start + list.length + 4 <= change.start) - 1];
  const next = boundaries[count(({ start }) => start < change.oldEnd)];
  const oldEnd = next?.start ?? length;
  return {
    start: first?.start ?? 0,
    oldEnd,
    newEnd: oldEnd + change.newEnd - change.oldEnd,
    list: first?.list,
  };
}
