import { fail } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import { closeByHand, defer, mark, wake } from '../step/by-hand.js';
import { claim, release } from '../step/claim.js';
import { reopen } from '../step/reopen.js';
import type { Turn } from '../step/turn.js';
import { type Status, statusOf } from './status.js';

/**
 * Bring a bead to a status, by the transition that leads there; one that has it already stays as it is. In progress is
 * claimed by the actor, for as long as it takes. Throws GT83xx where no transition leads there.
 */
export function setStatus(turn: Turn, node: Node, status: Status, reason?: string): void {
  if (statusOf(node) === status && node.state !== 'claimed') return;
  switch (status) {
    case 'open':
      reopenFrom(turn, node, reason);
      return;
    case 'in_progress':
      claim(turn, node.n, { worker: turn.actor, lease: null });
      return;
    case 'blocked':
      mark(turn, node, true);
      return;
    case 'deferred':
      defer(turn, node.state === 'claimed' ? release(turn, node, reason) : node, null, reason);
      return;
    case 'closed':
      closeByHand(turn, node, { outcome: 'pass', reason });
  }
}

function reopenFrom(turn: Turn, node: Node, reason: string | undefined): void {
  switch (statusOf(node)) {
    case 'closed':
      reopen(turn, node, reason, 'bead.reopened');
      return;
    case 'in_progress':
      // A check decides by itself, and a container is open for as long as it runs.
      if (node.state !== 'claimed')
        fail('GT8306', { id: turn.idOf(node.n) ?? '', state: node.state, verb: 'set to open' });
      release(turn, node, reason);
      return;
    case 'blocked':
      mark(turn, node, false);
      return;
    case 'deferred':
      wake(turn, node);
      return;
    case 'open':
      return;
  }
}
