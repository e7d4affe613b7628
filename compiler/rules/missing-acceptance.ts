import { isWork } from './authored.js';
import type { Rule } from './rule.js';

/** Work of which nobody says how to tell that it is done; containers and gates end by themselves. */
export const missingAcceptance: Rule<'GT7008'> = {
  code: 'GT7008',
  level: 'off',
  check({ authored, cooking, report }) {
    for (const step of authored) {
      const { children, type, acceptance = '', check, output } = step.table;
      if (!isWork(step) || children || type === 'gate') continue;
      // A command or a schema that decides is the stricter way to say it.
      if (acceptance !== '' || check || output) continue;
      report({ step: step.name }, { span: cooking.context.spans.table(step.table) });
    }
  },
};
