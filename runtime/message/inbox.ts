import { type BeadRow, isOpen } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Turn } from '../step/turn.js';
import { MESSAGE } from './post.js';

/** A message as whoever it is for is shown it. */
export interface Message {
  readonly id: string;
  readonly from: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly title: string;
  readonly text: string;
}

/** How many are shown at a time. */
const SHOWN = 50;

/** What somebody has been sent and not been shown yet, the oldest first. */
export const messagesTo = (view: View, address: string): Message[] =>
  unreadBy(view, address).map(({ id, createdBy, createdAt, title, description }) => ({
    id,
    from: createdBy ?? '',
    at: createdAt,
    title,
    text: description,
  }));

/** They have been shown: those of these ids that are open still are closed. */
export function read(turn: Turn, messages: readonly Message[]): void {
  for (const { id } of messages) {
    const bead = turn.tx.beadById(id);
    if (bead && isOpen(bead)) turn.end(bead, 'pass', { reason: 'read' });
  }
}

const unreadBy = (view: View, address: string): BeadRow[] =>
  view
    .beads({ types: [MESSAGE], assignees: [address], ephemeral: 'include', sort: 'created' })
    .filter(isOpen)
    .slice(0, SHOWN);
