import type { Rule } from './rule.js';

/** A step for the failure of what it needs, which in no copy of it needs anything. */
export const neverRuns: Rule<'GT7006'> = {
  code: 'GT7006',
  level: 'warning',
  check({ cooking, schedule, report }) {
    // What an expansion or an aspect is put in place of or around has needs of its own.
    if (cooking.formula.type === 'expansion' || cooking.formula.type === 'aspect') return;
    const waiting = new Set<object>();
    for (const { step, needs } of schedule.steps)
      if (needs.length > 0 || step.inside !== undefined) waiting.add(step.table);
    for (const { step } of schedule.steps) {
      const { table } = step;
      if (table.run_if !== 'failed' || waiting.has(table)) continue;
      report({ step: table.id }, { span: cooking.context.spans.value(table, 'run_if') });
    }
  },
};
