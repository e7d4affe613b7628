import type { Condition, Operand, Value } from './ast.js';

/** What to put in the place of each operand; the condition inside an aggregate has been rewritten before. */
export interface Rewriting {
  /** `isAsked`: inside `all(…)`, `any(…)` or `count(…)`. */
  operand(operand: Exclude<Operand, Value>, isAsked: boolean): Operand;
  value(value: Value): Value;
}

/** A copy of `condition` with other operands. */
export function rewriteCondition(condition: Condition, rewriting: Rewriting, isAsked = false): Condition {
  const operand = (node: Operand): Operand => {
    if (node.kind === 'name' || node.kind === 'literal') return rewriting.value(node);
    const inner =
      node.kind === 'aggregate' ? { ...node, where: rewriteCondition(node.where, rewriting, true) } : node;
    return rewriting.operand(inner, isAsked);
  };
  switch (condition.kind) {
    case 'always':
      return condition;
    case 'or':
    case 'and':
      return {
        ...condition,
        terms: condition.terms.map((term) => rewriteCondition(term, rewriting, isAsked)),
      };
    case 'not':
      return { ...condition, term: rewriteCondition(condition.term, rewriting, isAsked) };
    case 'truth':
      return { ...condition, operand: operand(condition.operand) };
    case 'compare':
      return { ...condition, left: operand(condition.left), right: rewriting.value(condition.right) };
    case 'in':
      return {
        ...condition,
        left: operand(condition.left),
        values: condition.values.map((value) => rewriting.value(value)),
      };
  }
}
