import type { Cooking } from '../expand/cooking.js';
import { rangeEnds, rangeToCount } from '../expand/expression.js';
import { type Step, stepsOf } from '../expand/region.js';
import type { ProtoStep } from './protomolecule.js';
import type { RunningConditions, RunningSite } from './running-conditions.js';

/** The loop of a step whose body the runtime repeats (spec: LOOP-4). The ids in `until` are those of the first iteration. */
export function emitUntil(step: Step, conditions: RunningConditions, cooking: Cooking): ProtoStep['loop'] {
  const { loop } = step.table;
  const site = untilSite(step, cooking);
  if (!loop || !site) return undefined;
  checkIds(step, cooking);
  const until = conditions.printed(site);
  return { until, max: maxOf(step, cooking), on_exhausted: loop.on_exhausted ?? 'fail' };
}

/** Where the `until` of a loop stands; undefined of other steps. */
export function untilSite(step: Step, cooking: Cooking): RunningSite | undefined {
  const { loop } = step.table;
  if (loop?.until === undefined) return undefined;
  return {
    text: loop.until,
    key: 'until',
    span: cooking.context.spans.value(loop, 'until'),
    scope: step.scope,
    names: step.body ?? step.names,
    related: cooking.originNotes(step.origin),
    asker: { kind: 'until', step, mayBeFalse: false },
  };
}

function maxOf(step: Step, cooking: Cooking): number {
  const { reporter, spans } = cooking.context;
  const { loop } = step.table;
  if (typeof loop?.max !== 'string') return loop?.max ?? 1;
  const span = spans.value(loop, 'max');
  const related = cooking.originNotes(step.origin);
  const text = rangeToCount(loop.max);
  const ends = rangeEnds({ text, key: 'max', span, scope: step.scope, related }, cooking);
  if (ends === undefined || ends === 'open') return 1;
  if (ends.end < 1) {
    const facts = { loop: step.id, what: `may run ${ends.end} times at the most` };
    reporter.report('GT5011', facts, { span, related });
  }
  return ends.end;
}

/** Iterations are told apart by their ids: what does not begin with the loop's would be there twice. */
function checkIds(step: Step, cooking: Cooking): void {
  const { reporter, spans } = cooking.context;
  const prefix = `${step.id}.iter1.`;
  for (const inside of stepsOf(step.members)) {
    if (inside.id.startsWith(prefix) || inside.replacedBy) continue;
    const span = spans.value(inside.table, 'id') ?? spans.table(inside.table);
    const insert = inside.origin?.kind === 'expanded' ? '{target}' : '{step.id}';
    const related = cooking.originNotes(inside.origin);
    reporter.report('GT5009', { id: inside.id, insert, isPrefix: true }, { span, related });
  }
}
