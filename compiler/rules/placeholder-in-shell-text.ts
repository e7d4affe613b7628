import { placeholders } from '../language/placeholder.js';
import { textSpan } from '../read/text-span.js';
import { boundNames } from './authored.js';
import type { Rule } from './rule.js';

/**
 * `{name}` of something that has a value, in the command of a check. Nothing is ever filled in there: a
 * value pasted into shell text could run as a command. (`{{name}}` is refused when the formula is cooked.)
 */
export const placeholderInShellText: Rule<'GT7013'> = {
  code: 'GT7013',
  level: 'warning',
  check({ authored, cooking, report }) {
    const { spans } = cooking.context;
    for (const step of authored) {
      const { check } = step.table;
      if (check?.run === undefined) continue;
      const { run } = check;
      const bound = new Set(boundNames(step));
      for (const { form, name, start, end } of placeholders(run)) {
        if (form !== 'bound' || !(bound.has(name) || cooking.formula.variables.has(name))) continue;
        const span = textSpan(spans.value(check, 'run'), run, start, end);
        report({ written: `{${name}}`, name, key: 'check.run' }, { span });
      }
    }
  },
};
