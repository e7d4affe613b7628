import type { Node, Step } from '../expand/region.js';
import type { Emission } from './emission.js';
import { gateSite, gatesOf } from './gates.js';
import type { Outputs } from './outputs.js';
import { RunningConditions } from './running-conditions.js';
import { Texts } from './texts.js';
import { untilSite } from './until.js';

/**
 * Report what means nothing in texts and conditions that end up nowhere: those of steps that a condition
 * removed or that were replaced, and arguments for parameters that nothing uses. Each table is read once,
 * whatever its copies.
 */
export function checkUnread({ cooking, wiring, taken }: Emission, outputs: Outputs): void {
  // Texts and conditions of their own: what these use is not used.
  const texts = new Texts(cooking, taken, true);
  const conditions = new RunningConditions(cooking, outputs, wiring);
  const checkConditions = (step: Step): void => {
    for (const placed of gatesOf(step)) {
      const { condition } = placed.gate;
      if (condition !== undefined) conditions.printed(gateSite(placed, condition, cooking));
    }
    const until = untilSite(step, cooking);
    if (until) conditions.printed(until);
  };
  const seen = new Set<object>();
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      const unread = node.kind === 'region' ? node.replaced : node.removed ? node : undefined;
      if (unread && !seen.has(unread.table)) {
        seen.add(unread.table);
        texts.readAll(unread);
        checkConditions(unread);
      }
      visit(node.members);
    }
  };
  visit(cooking.roots);
  const { compose } = cooking.formula.doc;
  for (const { vars } of [...(compose?.expand ?? []), ...(compose?.map ?? [])]) {
    if (vars) texts.argument(vars, cooking.setting.scope, undefined);
  }
}
