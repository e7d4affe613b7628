import pc from 'picocolors';
import type { LedgerEvent } from '../../runtime/ledger/event.js';
import type { Stream } from '../environment.js';

/** One line for what has happened to a step: when, which, what, and why. */
export function newsLine(
  { at, type, subject, molecule, attempt, data }: LedgerEvent,
  stream: Stream,
): string {
  const { dim, green, red, yellow } = pc.createColors(stream.colors);
  const time = new Date(at).toISOString().slice(11, 19);
  const name = molecule !== null && subject !== molecule ? subject.slice(molecule.length + 1) : subject;
  const outcome = data?.['outcome'];
  const reason = typeof data?.['reason'] === 'string' ? data['reason'] : '';
  const who = String(data?.['worker'] ?? data?.['polecat'] ?? '');
  const again = attempt !== null && attempt > 1 ? `, attempt ${attempt}` : '';
  const says = (): string => {
    switch (type) {
      case 'bead.claimed':
        return `begins (${who}${again})`;
      case 'bead.closed':
        return outcome === 'pass' ? green('passed') : red(String(outcome));
      case 'step.failed':
        return red('failed');
      case 'step.skipped':
        return yellow('skipped');
      case 'lane.began':
        return `${who} comes`;
      case 'lane.ended':
        return `${who} goes`;
      default:
        return type.replace(/^[a-z]+\./, '');
    }
  };
  return `${dim(time)}  ${name}  ${says()}${reason === '' ? '' : dim(`  ${reason.replace(/\s+/g, ' ').slice(0, 200)}`)}\n`;
}
