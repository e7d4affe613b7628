import type { Outcome } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { LedgerEvent } from '../ledger/event.js';

/** Where a molecule is that somebody waits for. */
export type Standing =
  | { readonly is: 'ended'; readonly outcome: Outcome }
  /** Nothing will happen by itself; `reason` says of which step that is so, and why. */
  | { readonly is: 'stalled'; readonly reason: string }
  | { readonly is: 'going' };

/** Where the molecule or bead `n` is. A lane that nobody is sent to any more holds it up as a stalled molecule does. */
export function standingOf(view: View, n: number): Standing {
  const node = view.node(n);
  if (!node) return { is: 'stalled', reason: 'it is gone' };
  if (node.state === 'closed') return { is: 'ended', outcome: node.outcome ?? 'cancelled' };
  const molecule = view.molecule(n);
  if (molecule?.stalled) return { is: 'stalled', reason: 'no step of it can go on by itself' };
  const lanes = view.lanes({ root: n });
  // The worktree of what has ended holds nobody up.
  const broken = lanes.find((lane) => lane.trouble !== null && view.node(lane.n)?.state !== 'closed');
  if (broken && lanes.every(({ supervisor }) => supervisor === null))
    return { is: 'stalled', reason: broken.trouble ?? '' };
  return { is: 'going' };
}

const TOLD = new Set([
  'bead.claimed',
  'bead.closed',
  'bead.released',
  'step.failed',
  'step.retried',
  'step.expired',
  'step.fenced',
  'step.verifying',
  'step.skipped',
  'gate.armed',
  'gate.opened',
  'gate.failed',
  'loop.iterated',
  'molecule.stalled',
  'molecule.ended',
  'molecule.squashed',
  'lane.began',
  'lane.ended',
  'lane.broken',
  'lane.landed',
]);

/** What has happened in a molecule since, as far as somebody who follows it wants to know. */
export const newsOf = (view: View, id: string, after: number): LedgerEvent[] => {
  const query = view.numberOf(id) === undefined ? undefined : { molecule: id, after };
  const events = query ? [...view.events(query), ...view.events({ subject: id, after })] : [];
  const seen = new Set<number>();
  return events
    .filter(({ seq, type }) => TOLD.has(type) && !seen.has(seq) && seen.add(seq))
    .sort((a, b) => a.seq - b.seq);
};
