import { fail } from '../failure/failure.js';
import { type BeadRow, isOpen, type Node } from '../ledger/bead.js';
import { addChild } from '../step/create.js';
import type { Turn } from '../step/turn.js';
import { waitAnew } from '../step/wait.js';
import { refuseCircle } from './cycle.js';

/**
 * Put a bead into another, or into none; false when it is there already. Its id stays. Throws GT8109 for a circle, GT8114
 * for a parent that has closed, GT8115 for what its formula or its phase holds where it is.
 */
export function moveInto(turn: Turn, bead: BeadRow, parent: BeadRow | undefined): boolean {
  if (bead.parent === (parent?.n ?? null)) return false;
  refuseToMove(bead, parent);
  const before = bead.parent === null ? undefined : turn.tx.node(bead.parent);
  const isCounted = isOpen(bead) || bead.openChildren > 0 || turn.tx.spawning(bead.n) !== undefined;
  const moved = turn.move(bead, { parent: parent?.n ?? null });
  turn.log('bead.updated', moved, { parent: parent?.id ?? null });
  // Both are as they now are only after the change, should one be in the other.
  refuseCircle(turn.tx, [bead.n]);
  if (isCounted && before) oneLess(turn, before);
  const after = parent && turn.tx.node(parent.n);
  if (isCounted && after) addChild(turn, after);
  waitAnew(turn, turn.tx.node(bead.n) ?? moved);
  return true;
}

function refuseToMove(bead: BeadRow, parent: BeadRow | undefined): void {
  const refuse = (reason: string): never => fail('GT8115', { id: bead.id, what: 'the parent', reason });
  if (bead.n === bead.molecule) refuse('it is the root of a molecule');
  if (bead.step !== null) refuse('its formula says what it is in');
  if (bead.molecule !== (parent?.molecule ?? null))
    refuse('what it is in decides which molecule it belongs to');
  if (parent?.ephemeral && !bead.ephemeral) refuse(`${parent.id} is ephemeral, and it is not`);
  if (parent && !isOpen(parent)) fail('GT8114', { child: bead.id, parent: parent.id });
}

/** A bead has one child less that is not done. */
function oneLess(turn: Turn, before: Node): void {
  const parent = turn.move(before, { openChildren: before.openChildren - 1 });
  if (parent.openChildren > 0) turn.follow({ is: 'spawned', n: parent.n });
  else turn.follow({ is: parent.state === 'closed' ? 'spawned' : 'emptied', n: parent.n });
}
