import { isWork } from './authored.js';
import type { Rule } from './rule.js';

/** A step that is shown by its id alone. */
export const missingTitle: Rule<'GT7007'> = {
  code: 'GT7007',
  level: 'off',
  check({ authored, cooking, report }) {
    for (const step of authored) {
      if (!isWork(step) || (step.table.title ?? '') !== '') continue;
      report({ step: step.name }, { span: cooking.context.spans.table(step.table) });
    }
  },
};
