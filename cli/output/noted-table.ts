import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { Stream } from '../environment.js';
import { beadRow } from './bead-row.js';
import { table } from './table.js';

/** A bead, and what is said below it. */
export interface Noted {
  readonly bead: BeadRow;
  readonly notes: readonly string[];
}

/** Beads, and below each its notes. */
export function notedTable(
  noted: readonly Noted[],
  stream: Pick<Stream, 'isTerminal' | 'colors' | 'width'>,
): string {
  const width = stream.isTerminal ? stream.width : Number.POSITIVE_INFINITY;
  const lines = table(
    noted.map(({ bead }) => beadRow(bead, stream.colors)),
    width,
  ).split('\n');
  return noted
    .map(({ notes }, at) => {
      const below = notes.map((note) => ({ cells: [`    ${note}`] }));
      return `${lines[at]}\n${table(below, width)}`;
    })
    .join('');
}
