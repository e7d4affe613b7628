import { fail } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import { checkHolds } from './alone.js';
import type { Turn } from './turn.js';

/** Hold everything in a molecule that nobody has begun. Again, it changes nothing. */
export function pause(turn: Turn, root: Node, reason: string): void {
  refuseEnded(turn, root, 'paused');
  if (turn.molecule(root.n).paused) return;
  turn.changeMolecule(root.n, { paused: true });
  turn.log('molecule.paused', root, { reason });
  checkHolds(turn, root.n);
}

/** Let a paused molecule go on. Again, it changes nothing. */
export function resume(turn: Turn, root: Node, reason: string): void {
  refuseEnded(turn, root, 'resumed');
  if (!turn.molecule(root.n).paused) return;
  turn.changeMolecule(root.n, { paused: false });
  turn.log('molecule.resumed', root, { reason });
  checkHolds(turn, root.n);
}

export function refuseEnded(turn: Turn, root: Node, verb: string): void {
  if (root.state === 'closed')
    fail('GT8306', { id: turn.idOf(root.n) ?? '', state: `closed (${root.outcome})`, verb });
}
