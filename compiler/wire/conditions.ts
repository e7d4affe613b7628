import type { Cooking } from '../expand/cooking.js';
import { checkUndecided, conditionHolds, type Site } from '../expand/expression.js';
import { type Node, type Step, stepBehind } from '../expand/region.js';

/**
 * Mark what a false condition takes away: the step, all that was inserted for it, and all inside it.
 * Nothing is unhooked here: a removed step becomes an event that passes its order on (see events.ts).
 */
export function decideConditions(nodes: readonly Node[], removed: boolean, cooking: Cooking): void {
  for (const node of nodes) {
    const step = stepBehind(node);
    const site = step && siteOf(step, cooking);
    const isOut = removed || step?.table.remove === true || isUnselected(step, cooking);
    // A mistake in a condition has been reported; the step then stays, so that the rest can be checked.
    if (site && isOut) checkUndecided(site, cooking);
    node.removed = isOut || (site !== undefined && conditionHolds(site, cooking) === false);
    decideConditions(node.members, node.removed, cooking);
    // A container whose every step is gone has nothing to wait for or to close it.
    if (node.kind === 'step' && node.members.length > 0 && node.members.every((member) => isGone(member))) {
      node.removed = true;
    }
  }
}

export const isGone = (node: Node): boolean =>
  node.removed ||
  (node.kind === 'region' && node.members.length > 0 && node.members.every((member) => isGone(member)));

function siteOf({ table, scope, origin }: Step, cooking: Cooking): Site | undefined {
  const { condition: text } = table;
  if (text === undefined) return undefined;
  const span = cooking.context.spans.value(table, 'condition');
  return { text, key: 'condition', span, scope, related: cooking.originNotes(origin) };
}

/** Whether `step` is a leg that the chosen preset leaves out. */
const isUnselected = (step: Step | undefined, { convoy, options: { preset } }: Cooking): boolean =>
  preset !== undefined &&
  step !== undefined &&
  convoy.get(step.table) === 'leg' &&
  !preset.legs.has(step.table.id);
