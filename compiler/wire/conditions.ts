import type { Cooking } from '../expand/cooking.js';
import { conditionHolds } from '../expand/expression.js';
import { type Node, type Step, stepBehind } from '../expand/region.js';

/**
 * Mark what a false condition takes away: the step, all that was inserted for it, and all inside it.
 * Nothing is unhooked here: a removed step becomes an event that passes its order on (see events.ts).
 */
export function decideConditions(nodes: readonly Node[], removed: boolean, cooking: Cooking): void {
  for (const node of nodes) {
    const step = stepBehind(node);
    node.removed = removed || (step !== undefined && isFalse(step, cooking));
    decideConditions(node.members, node.removed, cooking);
    // A container whose every step is gone has nothing to wait for or to close it.
    if (node.kind === 'step' && node.members.length > 0 && node.members.every((member) => isGone(member))) {
      node.removed = true;
    }
  }
}

const isGone = (node: Node): boolean =>
  node.removed ||
  (node.kind === 'region' && node.members.length > 0 && node.members.every((member) => isGone(member)));

/** A mistake in a condition has been reported; the step then stays, so that the rest can be checked. */
function isFalse(step: Step, cooking: Cooking): boolean {
  const { condition } = step.table;
  if (condition === undefined) return false;
  const span = cooking.context.spans.value(step.table, 'condition');
  const related = cooking.originNotes(step.origin);
  return (
    conditionHolds({ text: condition, key: 'condition', span, scope: step.scope, related }, cooking) === false
  );
}
