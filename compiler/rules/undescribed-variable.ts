import type { Rule } from './rule.js';

/** A variable that somebody must give a value, without a word on what it is for. */
export const undescribedVariable: Rule<'GT7009'> = {
  code: 'GT7009',
  level: 'off',
  check({ cooking, report }) {
    for (const {
      name,
      span,
      description = '',
      required,
      default: value,
    } of cooking.formula.variables.values())
      if (required && value === undefined && description === '') report({ variable: name }, { span });
  },
};
