import type { ConvoyStatus, Part } from '../../runtime/convoy/status.js';
import type { Stream } from '../environment.js';
import { icon } from './bead-row.js';
import { counted } from './counted.js';
import { type Row, table } from './table.js';

type Shown = Pick<Stream, 'isTerminal' | 'width'>;

const widthOf = ({ isTerminal, width }: Shown): number => (isTerminal ? width : Number.POSITIVE_INFINITY);

/** Convoys, a line each: how far they are, and whether anything in them is stranded. */
export const convoyTable = (convoys: readonly ConvoyStatus[], stream: Shown): string =>
  table(
    convoys.map(({ bead, ...rest }) => ({
      cells: [icon(bead), bead.id, farness({ bead, ...rest }), bead.title],
    })),
    widthOf(stream),
  );

/** One convoy with all that it tracks, by waves. */
export function convoyPage(status: ConvoyStatus, stream: Shown): string {
  const { bead, notify, waves } = status;
  const parts = waves.map((wave, at) => `wave ${at + 1}\n${table(wave.map(partRow), widthOf(stream))}`);
  return [
    `${bead.id}  ${bead.title}\n`,
    `${farness(status)}${bead.closeReason === null ? '' : ` (${bead.closeReason})`}\n`,
    ...(notify.length > 0 ? [`tells ${notify.join(', ')} when it lands\n`] : []),
    ...parts.map((part) => `\n${part}`),
  ].join('');
}

function farness({ bead, total, closed, stranded }: ConvoyStatus): string {
  const far = `${closed} of ${total} closed`;
  if (bead.state === 'closed') return `${bead.byHand ? 'closed' : 'landed'}: ${bead.outcome}, ${far}`;
  return stranded > 0 ? `${far}, ${stranded} stranded` : far;
}

function partRow({ bead, state, workers, reason, open }: Part): Row {
  const steps = bead.molecule === bead.n && open > 0 ? `${counted(open, 'open step', 'open steps')}  ` : '';
  const who = workers.length > 0 ? `  @${workers.join(' @')}` : '';
  const why = reason === undefined ? '' : `  (${reason})`;
  const told = state === 'closed' ? (bead.outcome ?? state) : state;
  return { cells: [`  ${icon(bead)}`, bead.id, told, `${steps}${bead.title}${who}${why}`] };
}

/** As programs are told of it. */
export const convoyJson = ({ bead, notify, total, closed, stranded, waves }: ConvoyStatus) => ({
  id: bead.id,
  name: bead.title,
  status: bead.state === 'closed' ? 'closed' : 'open',
  landed: bead.state === 'closed' && !bead.byHand,
  outcome: bead.outcome,
  notify,
  ...{ tracked: total, closed, stranded },
  waves: waves.map((wave) => wave.map(({ bead: { id } }) => id)),
  parts: waves.flat().map((part) => ({
    id: part.bead.id,
    title: part.bead.title,
    issue_type: part.bead.type,
    state: part.state,
    outcome: part.bead.outcome,
    workers: part.workers,
    rig: part.rig,
    open_steps: part.open,
    ...(part.reason !== undefined && { reason: part.reason }),
  })),
});
