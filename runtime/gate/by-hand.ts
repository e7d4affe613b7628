import { fail } from '../failure/failure.js';
import type { Node } from '../ledger/bead.js';
import type { Gate, Scalar } from '../ledger/molecule.js';
import type { Turn } from '../step/turn.js';
import { askConditions } from './ask.js';
import { openGate } from './open.js';

/**
 * Somebody opens a gate of a step: the one at `at`, or the only one that is closed. A gate with approvers opens for
 * them alone. One that is open already stays so, and that is no failure.
 */
export function openByHand(turn: Turn, node: Node, at: number | undefined, reason: string): void {
  const id = turn.idOf(node.n) ?? '';
  const gates = turn.tx.gates(node.n);
  if (gates.length === 0) fail('GT8401', { id });
  if (node.state === 'closed') fail('GT8404', { id, outcome: node.outcome ?? 'pass' });
  const gate = chosen(gates, at, id);
  if (gate === undefined || gate.state === 'open') return;
  const { approvers } = gate.gate;
  if (approvers && approvers.length > 0 && !approvers.includes(turn.actor))
    fail('GT8403', { id, actor: turn.actor, approvers });
  openGate(turn, node, gate, reason);
}

function chosen(gates: readonly Gate[], at: number | undefined, id: string): Gate | undefined {
  if (at !== undefined) {
    const gate = gates.find((each) => each.at === at);
    return gate ?? fail('GT8405', { id, at, count: gates.length });
  }
  const closed = gates.filter(({ state }) => state !== 'open');
  if (closed.length > 1)
    fail('GT8402', { id, gates: closed.map(({ at: place, gate }) => `${place} (${gate.type})`) });
  return closed[0];
}

/** Give a flag of a molecule its value; the conditions that wait are asked at once. */
export function setFlag(turn: Turn, root: Node, name: string, value: Scalar): void {
  turn.tx.setFlag(root.n, name, value);
  turn.log('flag.set', root, { name, value });
  askConditions(turn, root.n);
}
