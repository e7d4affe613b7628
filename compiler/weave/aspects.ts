import { parameterScope } from '../expand/arguments.js';
import type { Cooking } from '../expand/cooking.js';
import { expandInline } from '../expand/expansions.js';
import { NO_SCOPE } from '../language/render.js';
import { weave } from './advice.js';

/** The formula's own advice. */
export function weaveOwnAdvice(cooking: Cooking): void {
  const { formula } = cooking;
  const { advice, pointcuts } = formula.doc;
  // An aspect has no steps that its advice could be for; cooked by itself, it is rehearsed.
  if (!advice || formula.type === 'aspect') return;
  weave({ formula, advice, pointcuts, parameters: NO_SCOPE, at: undefined }, cooking);
}

/** The aspects of compose.aspects, in order: the first is the outermost, and later ones also match what it inserted. */
export function weaveAspects(cooking: Cooking): void {
  const { reporter } = cooking.context;
  for (const { name, span } of cooking.formula.aspects) {
    const loaded = cooking.formula.references.get(name);
    if (!loaded) continue; // reported when it was looked for
    if (cooking.growth.isStopped) return;
    const aspect = cooking.options.compose(loaded);
    if (aspect.type !== 'aspect') {
      reporter.report('GT5001', { name, type: aspect.type, wanted: 'aspect', key: 'aspects' }, { span });
      cooking.growth.leaveGap();
      continue;
    }
    const parameters = parameterScope(aspect, undefined, NO_SCOPE, span, cooking);
    const { advice = [], pointcuts } = aspect.doc;
    expandInline(weave({ formula: aspect, advice, pointcuts, parameters, at: span }, cooking), cooking);
  }
}
