import type { Hold, Node, State } from '../../ledger/bead.js';
import type { Fields } from '../line/line.js';
import { textOfTime, timeOf } from '../line/time.js';

// What of a node's state travels: that it is closed, put off, marked as blocked or waits for its next attempt. Everything else
// follows from what it waits for, or is a claim, which belongs to one ledger.

/** The status of a line, and when it is over. */
export function statusFields({ state, hold, wakeAt }: Pick<Node, 'state' | 'hold' | 'wakeAt'>): Fields {
  if (state === 'closed') return { status: 'closed' };
  if (hold === 'marked') return { status: 'blocked' };
  if (state === 'deferred')
    return { status: 'deferred', defer_until: wakeAt === null ? undefined : textOfTime(wakeAt) };
  if (state === 'backoff' && wakeAt !== null) return { status: 'open', retry_at: textOfTime(wakeAt) };
  return { status: 'open' };
}

/** Words of Beads for what is open, by what they are here. Any other word, which a project may have made up, is open. */
const DEFERRED = ['deferred', 'pinned'];

/** What a status of a line is here. */
export const statusHere = (said: unknown): 'open' | 'blocked' | 'deferred' | 'closed' => {
  if (said === 'closed' || said === 'blocked') return said;
  return DEFERRED.includes(String(said)) ? 'deferred' : 'open';
};

/** The state of a node that a line tells of; what it waits for is counted afterwards (`recount`). */
export function stateFrom(fields: Fields): {
  readonly state: State;
  readonly hold: Hold | null;
  readonly wakeAt: number | null;
} {
  const at = (name: string): number | null => {
    const said = fields[name];
    return typeof said === 'string' ? timeOf(said) : null;
  };
  const plain = { hold: null, wakeAt: null };
  const status = statusHere(fields['status']);
  if (status === 'closed') return { ...plain, state: 'closed' };
  if (status === 'blocked') return { ...plain, state: 'held', hold: 'marked' };
  if (status === 'deferred') return { ...plain, state: 'deferred', wakeAt: at('defer_until') };
  if (fields['retry_at'] !== undefined) return { ...plain, state: 'backoff', wakeAt: at('retry_at') };
  // It had begun where the line was written, and a container begins once.
  if (fields['kind'] === 'container' && fields['started_at'] !== undefined)
    return { ...plain, state: 'running' };
  const gates = (fields['gates'] ?? []) as readonly { readonly state?: string }[];
  return { ...plain, state: gates.some(({ state }) => state === 'armed') ? 'gated' : 'blocked' };
}
