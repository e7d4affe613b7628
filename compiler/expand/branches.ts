import type { Cooking } from './cooking.js';
import { living, meaning, type Node } from './region.js';

/** Carry out compose.branch: each listed step needs `from`, and `join` needs each. */
export function applyBranches(cooking: Cooking): void {
  const { names } = cooking;
  for (const rule of cooking.formula.doc.compose?.branch ?? []) {
    const from = findStep(rule.from, rule, 'from', undefined, cooking);
    const join = findStep(rule.join, rule, 'join', undefined, cooking);
    rule.steps.forEach((name, index) => {
      const step = findStep(name, rule, 'steps', index, cooking);
      if (!step || !from || !join) return;
      meaning(step).needs.push({ name: rule.from, names, table: rule, key: 'from', index: -1 });
      meaning(join).needs.push({ name, names, table: rule, key: 'steps', index });
    });
  }
}

/** Carry out compose.gate: the step also waits for the condition. */
export function applyGates(cooking: Cooking): void {
  for (const rule of cooking.formula.doc.compose?.gate ?? []) {
    const node = findStep(rule.before, rule, 'before', undefined, cooking);
    if (!node) continue;
    const target = living(node);
    const step = target.kind === 'step' ? target : target.replaced;
    const { scope, names } = cooking.setting;
    step?.gates.push({ gate: { type: 'condition', condition: rule.condition }, table: rule, scope, names });
  }
}

/** The step that a rule of `compose` names; a name that no step has is reported. */
export function findStep(
  name: string,
  rule: object,
  key: string,
  index: number | undefined,
  cooking: Cooking,
): Node | undefined {
  const { names } = cooking;
  const { reporter, spans } = cooking.context;
  const node = names.find(name);
  if (node || cooking.lacksSteps) return node;
  const span = index === undefined ? spans.value(rule, key) : spans.item(rule, key, index);
  reporter.report(
    'GT3001',
    { step: '[compose]', key, name, near: reporter.near(name, names.known()) },
    { span },
  );
  return undefined;
}
