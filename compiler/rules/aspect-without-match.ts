import { plantedSteps } from './planted.js';
import type { Rule } from './rule.js';

/** An aspect that is woven into a formula of which it matches nothing (spec: ADV-4 allows it). */
export const aspectWithoutMatch: Rule<'GT7011'> = {
  code: 'GT7011',
  level: 'warning',
  check({ cooking, report, clear }) {
    const { formula } = cooking;
    if (formula.aspects.length === 0) return;
    const woven = new Set<string>();
    for (const { origin } of plantedSteps(cooking.roots))
      for (let at = origin; at; at = at.next) if (at.kind === 'woven') woven.add(at.by);
    for (const { name, span } of formula.aspects) {
      const aspect = formula.references.get(name);
      if (!aspect) continue;
      if (woven.has(aspect.name)) clear(span);
      else report({ aspect: name, formula: formula.name }, { span });
    }
  },
};
