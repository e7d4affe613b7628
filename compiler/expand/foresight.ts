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
  const multipliers = formula.aspects.flatMap(({ name, span }) => {
    const loaded = formula.references.get(name);
    const aspect = loaded && cooking.options.compose(loaded);
    const each = aspect?.type === 'aspect' ? insertedForAll(aspect, cooking) : 0;
    return each > 0 ? [{ name, span, by: 1 + each }] : [];
  });
  if (multipliers.length === 0) return;
  const { steps = [], legs = [], aspects = [] } = formula.doc;
  const base = estimator.of([...steps, ...legs, ...aspects] as StepTable[], formula, NO_SCOPE);
  // That is told where it is written, by the pass that would make them.
  if (base.steps > MAX_STEPS) return;
  let total = base.steps;
  const factors = base.factors.length > 0 ? [...base.factors] : [`${base.steps} steps`];
  for (const { name, span, by } of multipliers) {
    total *= by;
    factors.push(`${name} (${by} steps for each)`);
    if (total <= MAX_STEPS) continue;
    growth.fits(total, span ?? context.spans.table(formula.doc), () => factors);
    return;
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
