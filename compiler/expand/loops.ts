import { MAX_STEPS } from '../limits.js';
import type { Cooking, Setting } from './cooking.js';
import { factorsAround, repeated } from './estimate.js';
import { rangeEnds, rangeToCount } from './expression.js';
import { addMember, type Node, newRegion, type Region, type Step } from './region.js';

/**
 * Repeat every loop under `nodes`, and the loops inside them (spec: LOOP-1, LOOP-2). An iteration waits
 * for the whole of the one before; `needs = [the loop]` means all of them.
 */
export function expandLoops(nodes: readonly Node[], setting: Setting, cooking: Cooking): void {
  for (const node of [...nodes]) {
    // A loop with `until` stays a step; one in a template has been begun before the formula's own are.
    if (node.kind === 'step' && node.table.loop && !node.body) expandLoop(node, setting, cooking);
    else expandLoops(node.members, setting, cooking);
  }
}

function expandLoop(step: Step, setting: Setting, cooking: Cooking): void {
  const { loop, children, expand } = step.table;
  if (!loop) return;
  if (children || expand !== undefined) {
    // Reported when it was checked; which of them the author means nobody knows.
    cooking.growth.leaveGap();
    return;
  }
  if (loop.until !== undefined) {
    expandUntil(step, loop, setting, cooking);
    return;
  }
  const values = loopValues(step, cooking);
  const region = newRegion(step.id, 'loop', step);
  cooking.replace(step, region);
  if (!values) {
    cooking.growth.leaveGap();
    return;
  }
  const count = values.last - values.first + 1;
  const { spans } = cooking.context;
  const span = spans.value(loop, loop.range === undefined ? 'count' : 'range') ?? spans.table(step.table);
  const all = cooking.estimator.loop(loop, values, step.from, step.scope);
  const factors = (): string[] => [...factorsAround(step.origin), repeated(step.id, count), ...all.factors];
  if (!cooking.growth.fits(all.steps, span, factors)) return;
  const { gaps } = cooking.growth;

  // The chain of the loop step says how the file was inherited; its body says so again only if it differs.
  const from = { ...setting.from, inheritance: new Map() };
  let before: Region | undefined;
  for (let number = 1; number <= count; number++) {
    const iteration = newRegion(`${step.id}.iter${number}`, 'iteration', undefined);
    addMember(region, iteration);
    if (before) iteration.needs.push({ node: before });
    before = iteration;
    const inner = iterationSetting(step, number, count, { ...setting, from }, cooking);
    if (loop.var !== undefined) {
      const value = values.first + number - 1;
      inner.scope = { bindings: new Map([[loop.var, { value }]]), parameters: false, outer: step.scope };
    }
    for (const planted of cooking.plant(loop.body, inner)) addMember(iteration, planted);
    expandLoops(iteration.members, inner, cooking);
    // What went wrong in one iteration would be said again of each.
    if (cooking.growth.isStopped || cooking.growth.gaps > gaps) return;
  }
}

/**
 * How often the body of an `until` loop runs is known only while it does. The step stays, as the container
 * of the first iteration; the runtime makes the others of it (spec: LOOP-4).
 */
function expandUntil(
  step: Step,
  loop: NonNullable<Step['table']['loop']>,
  setting: Setting,
  cooking: Cooking,
): void {
  const from = { ...setting.from, inheritance: new Map() };
  const inner = iterationSetting(step, 1, undefined, { ...setting, from }, cooking);
  step.body = inner.names;
  for (const planted of cooking.plant(loop.body, inner)) addMember(step, planted);
  expandLoops(step.members, inner, cooking);
}

/** Where the steps of one iteration come into being. `of`: how many there are, where that is known. */
function iterationSetting(
  step: Step,
  iteration: number,
  of: number | undefined,
  setting: Setting,
  { context }: Cooking,
): { -readonly [K in keyof Setting]: Setting[K] } {
  const prefix = `${step.id}.iter${iteration}.`;
  return {
    ...setting,
    prefix,
    names: step.names.inner(prefix),
    scope: step.scope,
    origin: {
      kind: 'iteration',
      by: step.id,
      iteration,
      ...(of !== undefined && { of }),
      at: context.spans.table(step.table),
      next: step.origin,
    },
    partOf: step,
  };
}

/** The first and last value of a loop; undefined when that is a mistake (reported). */
function loopValues(step: Step, cooking: Cooking): { first: number; last: number } | undefined {
  const { loop } = step.table;
  if (!loop) return undefined;
  const { reporter, spans } = cooking.context;
  if (typeof loop.count === 'number') return { first: 1, last: loop.count };
  const key = loop.range === undefined ? 'count' : 'range';
  const span = spans.value(loop, key);
  const text = loop.range ?? rangeToCount(loop.count);
  const related = cooking.originNotes(step.origin);
  const ends = rangeEnds({ text, key, span, scope: step.scope, related }, cooking);
  if (ends === 'open') return { first: 1, last: 1 };
  if (!ends) return undefined;
  const first = loop.range === undefined ? 1 : ends.start;
  const count = ends.end - first + 1;
  if (count > MAX_STEPS) {
    cooking.growth.fits(count, span, () => [...factorsAround(step.origin), repeated(step.id, count)]);
    return undefined;
  }
  if (count < 1) {
    reporter.report('GT5011', { loop: step.id, what: `is repeated ${count} times` }, { span, related });
    return undefined;
  }
  return { first, last: ends.end };
}
