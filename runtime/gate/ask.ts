import { evaluateRunning } from '../../compiler/language/evaluate-running.js';
import type { Node } from '../ledger/bead.js';
import type { Gate } from '../ledger/molecule.js';
import type { Turn } from '../step/turn.js';
import { factsFor } from './facts.js';
import { openGate, skipAtGate } from './open.js';

/** Ask an armed gate that the ledger itself can answer; others are asked outside of any transaction (`sweep.ts`). */
export function askGate(turn: Turn, node: Node, gate: Gate): void {
  switch (gate.gate.type) {
    case 'condition':
    case 'conditional':
      askCondition(turn, node, gate);
      return;
    case 'bead': {
      const awaited = gate.gate.id === undefined ? undefined : turn.tx.beadById(gate.gate.id);
      if (awaited?.state === 'closed') openGate(turn, node, gate, `${awaited.id} has closed`);
      return;
    }
    case 'mail':
      askMail(turn, node, gate);
      return;
    default:
  }
}

/** A `condition` waits until it is true; a `conditional` decides, and waits while it cannot (spec: STEP-9). */
function askCondition(turn: Turn, node: Node, gate: Gate): void {
  const text = gate.gate.condition ?? '';
  const parsed = turn.tool('expressions').condition(text, 'running');
  if (!parsed.ok) throw new Error(`the condition of a gate of node ${node.n} is none: ${text}`);
  const { facts, self } = factsFor(turn, node);
  const verdict = evaluateRunning(parsed.condition, facts, self);
  if (verdict.truth === true) openGate(turn, node, gate, `${text} is true`);
  else if (verdict.truth === false && gate.gate.type === 'conditional')
    skipAtGate(turn, node, gate, `${text} is false`);
  else {
    const finding =
      verdict.truth === undefined ? verdict.why.map(({ message }) => message).join('; ') : `${text} is false`;
    if (finding !== gate.finding) turn.tx.updateGate(gate.n, gate.at, { askedAt: turn.now, finding });
  }
}

/** Something has changed in a molecule: ask the conditions in it that wait. */
export function askConditions(turn: Turn, molecule: number): void {
  for (const gate of turn.tx.armedConditions(molecule)) {
    const node = turn.tx.node(gate.n);
    if (node?.state === 'gated') askGate(turn, node, gate);
  }
}

/** A bead has closed: open the gates that await it, in whatever molecule they are. */
export function openAwaiting(turn: Turn, ended: Node): void {
  const id = turn.idOf(ended.n);
  if (id === undefined) return;
  for (const gate of turn.tx.gatesAwaiting('bead', id)) {
    const node = turn.tx.node(gate.n);
    if (node?.state === 'gated') openGate(turn, node, gate, `${id} has closed`);
  }
}

/** Mail is a bead of type `message` to whoever it is assigned to. */
function askMail(turn: Turn, node: Node, gate: Gate): void {
  const [message] = turn.tx.beads({
    types: ['message'],
    ...(gate.gate.id !== undefined && { assignees: [gate.gate.id] }),
    createdAfter: (gate.armedAt ?? 0) - 1,
    ephemeral: 'include',
    limit: 1,
  });
  if (message) openGate(turn, node, gate, `${message.id} has come`);
}
