import { parseDuration } from '../../compiler/language/duration.js';
import type { Node } from '../ledger/bead.js';
import type { Gate } from '../ledger/molecule.js';
import type { Turn } from '../step/turn.js';
import { askGate } from './ask.js';

/**
 * The other blockers of a step have gone: its gates begin to be asked, and their timeouts to run (spec: STEP-9). False
 * when none is closed and nothing else became of the step.
 */
export function arm(turn: Turn, node: Node): boolean {
  const closed = turn.tx.gates(node.n).filter(({ state }) => state !== 'open');
  if (closed.length === 0) return false;
  const gated = turn.move(node, { state: 'gated', hold: node.hold === 'marked' ? 'marked' : null });
  const armed = closed.map((gate) => armOne(turn, gated, gate));
  for (const gate of armed) {
    const now = turn.tx.node(node.n);
    if (now?.state !== 'gated') break;
    askGate(turn, now, gate);
  }
  return true;
}

function armOne(turn: Turn, node: Node, gate: Gate): Gate {
  if (gate.state === 'armed') return gate;
  const timeout = gate.gate.timeout === undefined ? undefined : parseDuration(gate.gate.timeout);
  const change = {
    state: 'armed' as const,
    armedAt: turn.now,
    dueAt: timeout === undefined ? null : turn.now + timeout,
  };
  turn.tx.updateGate(gate.n, gate.at, change);
  turn.log('gate.armed', node, { gate: gate.at, type: gate.gate.type });
  return { ...gate, ...change };
}
