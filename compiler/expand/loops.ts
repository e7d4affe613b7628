import type { Step as StepTable } from '../check/generated/formula.js';
import { MAX_STEPS } from '../limits.js';
import type { Cooking, Setting } from './cooking.js';
import { quietRange, rangeEnds } from './expression.js';
import { addMember, type Node, newRegion, type Region, type Step } from './region.js';

/**
 * Repeat every loop under `nodes`, and the loops inside them (spec: language, Loops). An iteration waits
 * for the whole of the one before; `needs = [the loop]` means all of them.
 */
export function expandLoops(nodes: readonly Node[], setting: Setting, cooking: Cooking): void {
  for (const node of [...nodes]) {
    if (node.kind === 'step' && node.table.loop) expandLoop(node, setting, cooking);
    else expandLoops(node.members, setting, cooking);
  }
}

function expandLoop(step: Step, setting: Setting, cooking: Cooking): void {
  const { loop } = step.table;
  if (!loop) return;
  const values = loopValues(step, cooking);
  const region = newRegion(step.id, 'loop', step);
  cooking.replace(step, region);
  if (!values) return;

  const count = values.last - values.first + 1;
  const factors = [...factorsOf(step), `${step.id} (${count} times)`];
  const { spans } = cooking.context;
  const span = spans.value(loop, loop.range === undefined ? 'count' : 'range') ?? spans.table(step.table);
  const needed = count * leastSteps(loop.body, step, cooking, MAX_STEPS / count);
  if (!cooking.fits(needed, span, factors)) return;

  let before: Region | undefined;
  for (let number = 1; number <= count; number++) {
    const iteration = newRegion(`${step.id}.iter${number}`, 'iteration', undefined);
    addMember(region, iteration);
    if (before) iteration.needs.push({ node: before });
    before = iteration;
    const prefix = `${step.id}.iter${number}.`;
    const inner: Setting = {
      ...setting,
      prefix,
      names: step.names.inner(prefix),
      scope: loop.var
        ? {
            bindings: new Map([[loop.var, { value: values.first + number - 1 }]]),
            parameters: false,
            outer: step.scope,
          }
        : step.scope,
      origin: {
        kind: 'iteration',
        by: step.id,
        iteration: number,
        at: spans.table(step.table),
        next: step.origin,
      },
      // The chain of the loop step says how the file was inherited; its body says so again only if it differs.
      from: { ...setting.from, inheritance: new Map() },
      partOf: step,
    };
    for (const planted of cooking.plant(loop.body, inner)) addMember(iteration, planted);
    expandLoops(iteration.members, inner, cooking);
    if (cooking.isOverfull) return;
  }
}

/** The first and last value of a loop; undefined when that is a mistake (reported). */
function loopValues(step: Step, cooking: Cooking): { first: number; last: number } | undefined {
  const { loop } = step.table;
  if (!loop) return undefined;
  const { reporter, spans } = cooking.context;
  if (typeof loop.count === 'number') return { first: 1, last: loop.count };
  const key = loop.range === undefined ? 'count' : 'range';
  const span = spans.value(loop, key);
  const text = loop.range ?? `1..${loop.count}`;
  const related = cooking.originNotes(step.origin);
  const ends = rangeEnds({ text, key, span, scope: step.scope, related }, cooking);
  if (ends === 'open') return { first: 1, last: 1 };
  if (!ends) return undefined;
  const count = ends.end - ends.start + 1;
  if (count > MAX_STEPS) {
    cooking.fits(count, span, [...factorsOf(step), `${step.id} (${count} times)`]);
    return undefined;
  }
  if (count < 1) {
    reporter.report('GT5011', { loop: step.id, what: `is repeated ${count} times` }, { span, related });
    return undefined;
  }
  return { first: ends.start, last: ends.end };
}

/** The loops around a step, with how often each repeats: what a product of steps is made of. */
function factorsOf(step: Step): string[] {
  const factors: string[] = [];
  for (let at = step.inside; at; at = at.inside) {
    if (at.kind === 'region' && at.role === 'loop') factors.unshift(`${at.id} (${at.members.length} times)`);
  }
  return factors;
}

/**
 * A lower bound of the steps that one copy of `tables` makes, so that a product of loops is refused
 * before anything is copied. Inner ranges that depend on an outer loop's variable count once.
 */
function leastSteps(tables: readonly StepTable[], step: Step, cooking: Cooking, enough: number): number {
  let total = 0;
  for (const table of tables) {
    if (total > enough) break;
    const { loop } = table;
    if (!loop) {
      total += 1 + (table.children ? leastSteps(table.children, step, cooking, enough) : 0);
      continue;
    }
    const times = leastCount(table, step, cooking);
    total += times * leastSteps(loop.body, step, cooking, enough / times);
  }
  return total;
}

function leastCount({ loop }: StepTable, step: Step, cooking: Cooking): number {
  if (!loop) return 1;
  if (typeof loop.count === 'number') return loop.count;
  const text = loop.range ?? `1..${loop.count ?? 1}`;
  const ends = quietRange(text, step.scope, cooking);
  return ends ? Math.max(1, ends.end - ends.start + 1) : 1;
}
