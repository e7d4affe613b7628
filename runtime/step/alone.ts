import type { Hold, Node } from '../ledger/bead.js';
import type { Turn } from './turn.js';

/** Why a node that could be ready is not; null when it is (spec: STEP-1, STEP-14). */
export function holdOf(turn: Turn, node: Node): Hold | null {
  if (node.hold === 'marked') return 'marked';
  if (node.molecule === null) return null;
  const molecule = turn.molecule(node.molecule);
  if (molecule.paused) return 'paused';
  if (!molecule.hasLonely || molecule.runningSteps === 0) return null;
  return isLonely(node) || runsAlone(turn, node.molecule) ? 'alone' : null;
}

/** What runs in a molecule has changed: hold what may not run beside it, and let go what may again. */
export function checkAlone(turn: Turn, n: number): void {
  if (turn.molecule(n).hasLonely) checkHolds(turn, n);
}

/** Hold the steps of a molecule that may not be claimed now, and let go those that may. */
export function checkHolds(turn: Turn, n: number): void {
  for (const node of turn.tx.beads({ molecule: n, states: ['ready', 'held'], ephemeral: 'include' })) {
    const hold = holdOf(turn, node);
    if (hold !== node.hold) turn.move(node, { state: hold === null ? 'ready' : 'held', hold });
  }
}

const isLonely = ({ policy }: Node): boolean => policy?.parallel === false;

const runsAlone = (turn: Turn, molecule: number): boolean =>
  turn.tx.beads({ molecule, states: ['claimed', 'verifying'], ephemeral: 'include' }).some(isLonely);
