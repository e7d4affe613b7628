import { arm } from '../gate/arm.js';
import type { Node, Outcome } from '../ledger/bead.js';
import { begin } from './container.js';
import { rest } from './rest.js';
import type { Turn } from './turn.js';

/** Nothing that it waits for is left: skip it, ask its gates, or let it go on (spec: STEP-1, STEP-8, STEP-9). */
export function release(
  turn: Turn,
  node: Node,
  { by, anyway = false }: { readonly by?: Node | undefined; readonly anyway?: boolean } = {},
): void {
  if (node.kind === 'work' && node.openChildren > 0) return;
  if (!anyway && isSkipped(turn, node, by)) {
    turn.end(node, 'skipped', { type: 'step.skipped' });
    return;
  }
  // What is put off goes on when that is over.
  if (node.state !== 'blocked') return;
  if (node.kind !== 'barrier' && arm(turn, node)) return;
  proceed(turn, node);
}

/** Its gates are open too. */
export function proceed(turn: Turn, node: Node): void {
  switch (node.kind) {
    case 'container':
      begin(turn, node);
      return;
    case 'gate':
      turn.end(node, 'pass');
      return;
    case 'barrier':
      turn.end(node, foldNeeds(turn, node));
      return;
    case 'work':
      rest(turn, node);
  }
}

/**
 * Whether a step that waits for nothing more is skipped: all its needs were, and nobody skipped them on purpose; or it
 * runs only if one of certain needs fails, and none has (spec: STEP-7, STEP-8).
 */
function isSkipped(turn: Turn, node: Node, by: Node | undefined): boolean {
  if (node.kind === 'barrier' || node.runIf === 'always') return false;
  // One need that passed decides. In a molecule only steps that run if a need fails have conditional edges.
  const passed = by !== undefined && by.kind !== 'barrier' && (by.outcome === 'pass' || by.byHand);
  if (passed && node.runIf === 'passed' && node.molecule !== null) return false;
  let needs = 0;
  let skipped = 0;
  let conditions = 0;
  let failed = 0;
  for (const edge of turn.tx.edgesFrom(node.n)) {
    const target = turn.tx.node(edge.to);
    if (!target) continue;
    if (edge.type === 'conditional-blocks') {
      conditions += 1;
      if (target.outcome === 'fail') failed += 1;
    } else if (edge.type === 'blocks' || edge.type === 'waits-for') {
      needs += 1;
      if (target.outcome === 'skipped' && !target.byHand) skipped += 1;
    }
  }
  if (conditions > 0 || node.runIf === 'failed') return failed === 0;
  return needs > 0 && skipped === needs;
}

/** What a barrier tells those behind it: that one need failed, that all were skipped, or that they passed. */
function foldNeeds(turn: Turn, barrier: Node): Outcome {
  const needs = turn.tx.edgesFrom(barrier.n).flatMap(({ to }) => turn.tx.node(to) ?? []);
  const counted = needs.filter(({ byHand }) => !byHand);
  if (counted.some(({ outcome, onFail }) => outcome === 'fail' && onFail !== 'continue')) return 'fail';
  if (counted.some(({ outcome }) => outcome === 'cancelled')) return 'cancelled';
  return needs.every(({ outcome, byHand }) => outcome === 'skipped' && !byHand) ? 'skipped' : 'pass';
}
