import pc from 'picocolors';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { Stream } from '../environment.js';
import { type Row, table } from './table.js';

type Shown = Pick<BeadRow, 'state' | 'outcome'>;

/** What stands before a bead: ready, waiting, at work, put off, closed, and closed badly. */
export function icon({ state, outcome }: Shown): string {
  switch (state) {
    case 'ready':
      return '○';
    case 'claimed':
    case 'verifying':
    case 'running':
      return '◐';
    case 'deferred':
      return '❄';
    case 'closed':
      return outcome === 'fail' ? '✗' : '✓';
    default:
      return '●';
  }
}

/** Beads in lists of people: icon, id, priority, type, title and who has it. */
export function beadTable(
  beads: readonly BeadRow[],
  stream: Pick<Stream, 'isTerminal' | 'colors' | 'width'>,
): string {
  return table(
    beads.map((bead) => beadRow(bead, stream.colors)),
    stream.isTerminal ? stream.width : Number.POSITIVE_INFINITY,
  );
}

export function beadRow(bead: BeadRow, colors: boolean): Row {
  const { id, priority, type, title, worker, assignee, state } = bead;
  const who = (state === 'closed' ? null : worker) ?? assignee;
  const text = who === null ? title : `${title}  @${who}`;
  return { cells: [icon(bead), id, `P${priority}`, type, text], color: colorOf(bead, colors) };
}

function colorOf({ state, outcome }: Shown, colors: boolean): (text: string) => string {
  const { dim, red, cyan, yellow } = pc.createColors(colors);
  if (state === 'closed') return outcome === 'fail' ? red : dim;
  if (state === 'ready') return (text) => text;
  if (state === 'claimed' || state === 'verifying' || state === 'running') return cyan;
  return state === 'deferred' ? dim : yellow;
}
