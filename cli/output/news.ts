import pc from 'picocolors';
import { visible } from '../../compiler/picture/visible.js';
import { isoMoment } from '../../runtime/beads/dates.js';
import { BLOCKING } from '../../runtime/ledger/bead.js';
import type { LedgerEvent } from '../../runtime/ledger/event.js';
import type { Stream } from '../environment.js';

type Shown = Pick<Stream, 'colors'>;

/** How much of a cause stands on a line. */
const MOST = 200;

/** One line for whoever follows a single molecule: the time of day, which step, what, and why. */
export function newsLine(event: LedgerEvent, stream: Shown): string {
  const { at, subject, molecule } = event;
  const { dim } = pc.createColors(stream.colors);
  const time = new Date(at).toISOString().slice(11, 19);
  const name = molecule !== null && subject !== molecule ? subject.slice(molecule.length + 1) : subject;
  return `${dim(time)}  ${name}  ${says(event, stream)}${cause(event, stream)}\n`;
}

/** One line for whoever follows everything: the moment, the whole id, what, who did it in which attempt, and why. */
export function feedLine(event: LedgerEvent, stream: Shown): string {
  const { at, subject, actor, attempt } = event;
  const { dim } = pc.createColors(stream.colors);
  const who = `${visible(actor)}${attempt === null ? '' : `, attempt ${attempt}`}`;
  return `${dim(isoMoment(at))}  ${subject}  ${says(event, stream, true)}  ${dim(`[${who}]`)}${cause(event, stream)}\n`;
}

function cause({ data }: LedgerEvent, { colors }: Shown): string {
  const reason = text(data?.['reason']).replace(/\s+/g, ' ').slice(0, MOST);
  return reason === '' ? '' : pc.createColors(colors).dim(`  ${visible(reason)}`);
}

/** `isShort`: who and which attempt stand elsewhere on the line. */
function says({ type, attempt, data }: LedgerEvent, { colors }: Shown, isShort = false): string {
  const { green, red, yellow } = pc.createColors(colors);
  const outcome = text(data?.['outcome']);
  const who = visible(text(data?.['worker']) || text(data?.['polecat']));
  const again = attempt !== null && attempt > 1 ? `, attempt ${attempt}` : '';
  switch (type) {
    case 'bead.claimed':
      return isShort ? 'begins' : `begins (${who}${again})`;
    case 'bead.closed':
      return outcome === 'pass' ? green('passed') : red(outcome);
    case 'step.failed':
      return red('failed');
    case 'step.skipped':
      return yellow('skipped');
    case 'bead.created':
      return `created: ${visible(text(data?.['title']))}`;
    case 'dependency.added':
      return `${edge(data?.['type'])} ${text(data?.['on'])}`;
    case 'dependency.removed':
      return `no longer ${text(data?.['on'])}`;
    case 'convoy.landed':
      return `landed: ${outcome === 'pass' ? green('passed') : red(outcome)}${toTell(data?.['notify'])}`;
    case 'lane.began':
      return `${who} comes`;
    case 'lane.ended':
      return `${who} goes`;
    case 'lane.nudged':
      return text(data?.['delivery']) === 'typed' ? `${who} is told` : `${who} will be told`;
    case 'lane.slung':
      return `slung to ${text(data?.['rig']) || 'no rig'} (${visible(text(data?.['agent']))})`;
    default:
      return type.replace(/^[a-z]+\./, '');
  }
}

const edge = (type: unknown): string =>
  BLOCKING.some((blocking) => blocking === type) ? 'waits for' : text(type);

const toTell = (notify: unknown): string =>
  Array.isArray(notify) && notify.length > 0 ? `; tell ${visible(notify.join(', '))}` : '';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
