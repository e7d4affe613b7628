import type { Advice, Pointcut, Step as StepTable } from '../check/generated/formula.js';
import { insertedSteps } from '../check/inserted-steps.js';
import type { Composed } from '../inherit/composed.js';
import { NO_SCOPE } from '../language/render.js';
import { MAX_STEPS } from '../limits.js';
import type { Cooking } from './cooking.js';

/**
 * Refuse a formula that would have too many steps before the first is made. Loops and expansions look ahead
 * themselves; each aspect that is for all steps multiplies what they make. What advice for some steps adds is counted
 * when it is woven.
 */
export function foreseeSize(cooking: Cooking): void {
  const { formula, growth, estimator, context } = cooking;
  const { steps = [], legs = [], aspects = [] } = formula.doc;
  const written = [...steps, ...legs, ...aspects] as StepTable[];
  const base = estimator.of(written, formula, NO_SCOPE);
  // That is told where it is written, by the pass that would make them.
  if (base.steps > MAX_STEPS) return;
  let total = base.steps;
  const factors = base.factors.length > 0 ? [...base.factors] : [`${base.steps} steps`];
  for (const { name, span } of formula.aspects) {
    const loaded = formula.references.get(name);
    const aspect = loaded && cooking.options.compose(loaded);
    if (aspect?.type !== 'aspect') continue;
    const each = insertedForAll(aspect, cooking);
    if (each === 0) continue;
    total *= 1 + each;
    factors.push(`${aspect.name} (${1 + each} steps for each)`);
    if (total > MAX_STEPS) {
      growth.fits(total, span ?? context.spans.table(formula.doc), () => factors);
      return;
    }
  }
}

/** How many steps an aspect inserts for every step there is. */
function insertedForAll(aspect: Composed, { estimator }: Cooking): number {
  const { advice = [], pointcuts } = aspect.doc;
  const inserted = advice
    .filter((rule) => isForAll(rule, pointcuts))
    .flatMap((rule) => insertedSteps(rule).flat());
  return estimator.of(inserted, aspect, undefined).steps;
}

function isForAll({ target }: Advice, pointcuts: readonly Pointcut[] | undefined): boolean {
  if (target !== undefined && target !== '*') return false;
  if (!pointcuts) return target === '*';
  return pointcuts.some(
    ({ glob = '*', type, label }) => glob === '*' && type === undefined && label === undefined,
  );
}
