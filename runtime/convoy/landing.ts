import { isOpen, type Node } from '../ledger/bead.js';
import { post } from '../message/post.js';
import { oneMore } from '../step/reopen.js';
import type { Turn } from '../step/turn.js';
import { waitAgainFor } from '../step/wait.js';
import { foldParts, isConvoy, notifiedBy, trackedBy } from './convoy.js';

/**
 * Something has changed with what a node tracks. A convoy all of whose parts have closed lands, in the turn in which the last
 * of them has closed, so that it does so once whoever closes them; one that has landed is open again when a part is. What
 * somebody has closed by hand stays closed. Any other node that tracks something is left as it is.
 */
export function reckon(turn: Turn, node: Node): void {
  if (!isConvoy(turn.tx, node)) return;
  const parts = trackedBy(turn.tx, node.n);
  const isDone = parts.length > 0 && !parts.some(isOpen);
  if (isOpen(node)) {
    if (isDone && node.openChildren === 0) land(turn, node, parts);
  } else if (!node.byHand && parts.some(isOpen)) openAgain(turn, node);
}

function land(turn: Turn, node: Node, parts: readonly Node[]): void {
  const bead = turn.tx.bead(node.n);
  const outcome = foldParts(parts);
  const closed = turn.end(node, outcome);
  const title = bead?.title ?? '';
  const notify = bead ? notifiedBy(bead) : [];
  turn.log('convoy.landed', closed, { outcome, title, tracked: parts.length, notify });
  for (const to of notify)
    post(turn, {
      to,
      title: `the convoy ${bead?.id} has landed: ${outcome}`,
      text: toldOf(title, outcome, parts),
    });
}

const toldOf = (title: string, outcome: string, parts: readonly Node[]): string =>
  `The convoy ${JSON.stringify(title)} has landed: ${outcome}; all ${parts.length} that it tracks have closed.`;

/** It lands again when all that it tracks has closed again, and says so again. */
export function openAgain(turn: Turn, node: Node): void {
  turn.left.delete(node.n);
  const wasDone = node.openChildren === 0;
  const opened = turn.move(node, {
    state: 'running',
    outcome: null,
    byHand: false,
    closedAt: null,
    closeReason: null,
  });
  turn.log('convoy.reopened', opened);
  if (opened.parent !== null && wasDone) oneMore(turn, opened.parent);
  waitAgainFor(turn, opened.n);
}
