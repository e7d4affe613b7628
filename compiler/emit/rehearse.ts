import { parameterScope } from '../expand/arguments.js';
import { Cooking } from '../expand/cooking.js';
import { expandInline } from '../expand/expansions.js';
import type { Step } from '../expand/region.js';
import { schedule } from '../graph/schedule.js';
import { NO_SCOPE } from '../language/render.js';
import { weave } from '../weave/advice.js';
import { decideConditions } from '../wire/conditions.js';
import { wire } from '../wire/events.js';
import { emit } from './emit.js';

/**
 * Check the advice of an aspect that is cooked by itself: each rule is woven around a step of its own,
 * made up for it, through all phases. Only the findings stay.
 */
export function rehearse({ formula, values, context, options }: Cooking): void {
  const { advice = [], pointcuts } = formula.doc;
  const stage = new Cooking(formula, values, context, options);
  for (const [index, rule] of advice.entries()) {
    if (rule.target === undefined && !pointcuts) {
      context.reporter.report('GT5010', { where: 'the advice' }, { span: context.spans.table(rule) });
      continue;
    }
    const [target] = stage.plant([{ id: `target-${index + 1}` }], stage.setting) as [Step];
    target.index = stage.roots.length;
    stage.roots.push(target);
    const rehearsed = { ...rule, target: target.id };
    context.spans.copy(rule, rehearsed);
    const parameters = parameterScope(formula, undefined, NO_SCOPE, undefined, stage);
    const source = { formula, advice: [rehearsed], pointcuts: undefined, parameters, at: undefined };
    expandInline(weave(source, stage), stage);
    if (stage.growth.isStopped) return;
  }
  decideConditions(stage.roots, false, stage);
  const wiring = wire(stage);
  emit(stage, wiring, schedule(wiring, stage), { sources: () => [], cookBonds: () => ({}) });
}
