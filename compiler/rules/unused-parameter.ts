import { usage } from './mentions.js';
import type { Rule } from './rule.js';

/** A parameter of an expansion or an aspect that nothing in it uses. */
export const unusedParameter: Rule<'GT7002'> = {
  code: 'GT7002',
  level: 'warning',
  check({ report, clear, ...subject }) {
    const { formula } = subject.cooking;
    if (formula.type !== 'expansion' && formula.type !== 'aspect') return;
    for (const [{ name, span }, isUsed] of usage(subject)) {
      if (isUsed) clear(span);
      else report({ parameter: name, formula: formula.name }, { span });
    }
  },
};
