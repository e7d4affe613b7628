import { isOpen, type Node } from '../ledger/bead.js';
import { makeRest } from '../molecule/lean.js';
import { hasBegun } from '../ready/blockers.js';
import { begin } from './container.js';
import type { Turn } from './turn.js';

/**
 * Cancel a molecule: what is open ends as cancelled, attempts that run are fenced, and only steps with `run_if = "always"`
 * still run, and what is in such containers, in the order that they have (spec: STEP-6, STEP-7). Again, it changes nothing.
 */
export function cancelMolecule(turn: Turn, n: number, reason: string): void {
  if (turn.molecule(n).cancelled !== null) return;
  turn.changeMolecule(n, { cancelled: reason });
  const root = turn.tx.node(n);
  if (!root) throw new Error(`the molecule ${n} has no root`);
  turn.log('molecule.cancelled', root, { reason });
  makeRest(turn, n);
  const nodes = turn.tx.nodesOf(n);
  const cleanUp = cleanUpOf(nodes);
  for (const node of nodes) {
    if (turn.tx.spawning(node.n) !== undefined) {
      turn.tx.removeSpawning(node.n);
      turn.countActive(n, -1);
      turn.follow({ is: 'spawned', n: node.n });
    }
    if (!isOpen(node) || cleanUp.has(node.n)) continue;
    if (node.kind === 'container') endLater(turn, node);
    else turn.end(node, 'cancelled', { reason });
  }
  for (const node of nodes) if (isOpen(node) && cleanUp.has(node.n)) letBeginAround(turn, node, cleanUp);
}

/** Containers end when all in them have; until then nobody asks their gates. */
function endLater(turn: Turn, container: Node): void {
  if (container.state === 'gated') turn.move(container, { state: 'blocked' });
  turn.follow({ is: 'emptied', n: container.n });
}

/** What runs always, and what is in that. A node comes after what it is in. */
function cleanUpOf(nodes: readonly Node[]): Set<number> {
  const found = new Set<number>();
  for (const { n, parent, runIf } of nodes)
    if (runIf === 'always' || (parent !== null && found.has(parent))) found.add(n);
  return found;
}

/** What clean-up is in may not have begun, and never would. */
function letBeginAround(turn: Turn, node: Node, cleanUp: ReadonlySet<number>): void {
  const parent = node.parent === null ? undefined : turn.tx.node(node.parent);
  if (!parent || cleanUp.has(parent.n)) return;
  if (!hasBegun(parent)) begin(turn, parent);
  letBeginAround(turn, parent, cleanUp);
}
