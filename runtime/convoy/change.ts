import { addDependency } from '../beads/depend.js';
import { newId } from '../beads/ids.js';
import { fail } from '../failure/failure.js';
import { type BeadRow, isOpen, type Node } from '../ledger/bead.js';
import { bare } from '../molecule/row.js';
import type { Turn } from '../step/turn.js';
import { CONVOY, convoysIn, foldParts, isConvoy, trackedBy } from './convoy.js';
import { openAgain } from './landing.js';

export interface NewConvoy {
  readonly name: string;
  readonly tracked: readonly number[];
  /** Whom it tells when it lands; checked already. */
  readonly notify: readonly string[];
}

/**
 * Make a convoy. All that it tracks may have closed already: then it lands at once. Throws GT8920 when it would track
 * nothing, GT8921, and GT8924 when an open one has that name.
 */
export function createConvoy(turn: Turn, { name, tracked, notify }: NewConvoy): Node {
  const { tx, now, actor } = turn;
  const same = convoysIn(tx, { closed: false }).find(({ title }) => title === name);
  if (same) fail('GT8924', { name, id: same.id });
  if (tracked.length === 0) fail('GT8920', { name });
  const n = tx.nextNumber();
  const soil = { molecule: null, part: null, ephemeral: false, now };
  const node: Node = { ...bare(n, 'container', soil), state: 'running', startedAt: now };
  const bead = {
    n,
    id: newId(tx, { title: name, description: '', actor, now, infix: 'cv' }),
    title: name,
    description: '',
    design: '',
    acceptance: '',
    notes: '',
    type: CONVOY,
    assignee: null,
    owner: null,
    createdBy: actor,
    dueAt: null,
    externalRef: null,
    estimate: null,
    metadata: notify.length === 0 ? null : { notify: [...notify] },
    step: null,
    extra: null,
  };
  tx.insert([{ node, bead }]);
  turn.inserted(node);
  turn.log('bead.created', node, { title: name, type: CONVOY });
  track(turn, node, tracked);
  return node;
}

/** What adding to a convoy has changed. */
export interface Added {
  /** The numbers of what it did not track before. */
  readonly added: readonly number[];
  readonly isReopened: boolean;
}

/** Have a convoy track more; one that is closed is open again if any of it is. Throws GT8920, GT8921. */
export function addToConvoy(turn: Turn, convoy: BeadRow, tracked: readonly number[]): Added {
  if (tracked.length === 0) fail('GT8920', { name: convoy.title });
  const added = track(turn, convoy, tracked);
  const isReopened = !isOpen(convoy) && added.some((n) => isOpen(turn.tx.node(n) ?? convoy));
  if (isReopened) openAgain(turn, convoy);
  return { added, isReopened };
}

/** Give a convoy up, whatever of it is open; what it tracks goes on. One that is closed stays as it is. */
export function closeConvoy(turn: Turn, convoy: BeadRow, reason: string | undefined): Node {
  if (!isOpen(convoy)) return convoy;
  const parts = trackedBy(turn.tx, convoy.n);
  const outcome = parts.some(isOpen) ? 'cancelled' : foldParts(parts);
  return turn.end(convoy, outcome, { reason, byHand: true });
}

function track(turn: Turn, convoy: Node, tracked: readonly number[]): number[] {
  return [...new Set(tracked)].filter((to) => {
    const node = turn.tx.node(to);
    if (node && isConvoy(turn.tx, node)) fail('GT8921', { id: turn.idOf(to) ?? '' });
    return addDependency(turn, { from: convoy.n, to, type: 'tracks' });
  });
}
