import { usage } from './mentions.js';
import type { Rule } from './rule.js';

/** A declared variable that no text, expression or command uses, nor anything that the formula draws in. */
export const unusedVariable: Rule<'GT7001'> = {
  code: 'GT7001',
  level: 'warning',
  check({ report, clear, ...subject }) {
    const { formula } = subject.cooking;
    if (formula.type !== 'workflow' && formula.type !== 'convoy') return;
    for (const [{ name, span, isInput, isSecret }, isUsed] of usage(subject)) {
      if (isUsed) clear(span);
      // What a convoy is asked with reaches all its workers, and a secret the environment, whether texts name it or not.
      else if (!isInput && !isSecret) report({ variable: name, formula: formula.name }, { span });
    }
  },
};
