import type { Node } from '../ledger/bead.js';
import type { Gate } from '../ledger/molecule.js';
import { failForGood } from '../step/failure.js';
import type { Turn } from '../step/turn.js';

/** Open one gate of a step; the step goes on when it was the last. */
export function openGate(turn: Turn, node: Node, gate: Gate, finding: string): void {
  turn.tx.updateGate(gate.n, gate.at, { state: 'open', dueAt: null, askedAt: turn.now, finding });
  turn.log('gate.opened', node, { gate: gate.at, type: gate.gate.type, finding });
  if (node.state !== 'gated') return;
  if (turn.tx.gates(node.n).every(({ state }) => state === 'open')) turn.follow({ is: 'opened', n: node.n });
}

/** A gate has decided that its step does not run: its condition is false, or its timeout says so. */
export function skipAtGate(turn: Turn, node: Node, gate: Gate, finding: string): void {
  turn.tx.updateGate(gate.n, gate.at, { dueAt: null, askedAt: turn.now, finding });
  turn.end(node, 'skipped', { type: 'step.skipped', reason: finding });
}

/** What a gate awaits can never come. */
export function failAtGate(turn: Turn, node: Node, gate: Gate, finding: string): void {
  turn.tx.updateGate(gate.n, gate.at, { dueAt: null, askedAt: turn.now, finding });
  turn.log('gate.failed', node, { gate: gate.at, type: gate.gate.type, finding });
  failForGood(turn, node, finding, node.onFail);
}

/** The timeout of an armed gate is over (spec: STEP-9). */
export function timeOut(turn: Turn, node: Node, gate: Gate): void {
  const { type, timeout, on_timeout: onTimeout = 'fail' } = gate.gate;
  const finding = type === 'timer' ? `${timeout} have passed` : `nothing opened the gate in ${timeout}`;
  if (type === 'timer' || onTimeout === 'open') openGate(turn, node, gate, finding);
  else if (onTimeout === 'skip') skipAtGate(turn, node, gate, finding);
  else if (onTimeout === 'fail') failAtGate(turn, node, gate, finding);
  else {
    turn.tx.updateGate(gate.n, gate.at, { dueAt: null, askedAt: turn.now, finding });
    turn.log('gate.escalated', node, { gate: gate.at, type, finding });
  }
}
