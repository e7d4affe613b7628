import type { Advice, Pointcut } from '../check/generated/formula.js';
import { insertedSteps } from '../check/inserted-steps.js';
import { knownStepTypes } from '../check/step-types.js';
import { globMatcher, isGlob } from '../language/glob.js';
import type { SpanIndex } from '../read/spans.js';
import { plantedSteps } from './planted.js';
import type { Rule, RuleContext } from './rule.js';

/** A pattern that selects nothing: of advice in its own formula, or in an aspect no step that there can be. */
export const patternWithoutMatch: Rule<'GT7012'> = {
  code: 'GT7012',
  level: 'warning',
  check(context) {
    const { root, cooking } = context;
    const { doc } = cooking.formula;
    for (const pointcut of doc.pointcuts ?? []) checkPointcut(pointcut, context);
    if (cooking.formula.type === 'aspect') {
      for (const advice of root.doc.advice ?? []) checkTarget(advice, doc.pointcuts, context);
      return;
    }
    const planted = new Set<object>();
    for (const { table } of plantedSteps(cooking.roots)) planted.add(table);
    for (const advice of doc.advice ?? []) {
      const steps = insertedSteps(advice).flat();
      if (steps.length === 0) continue;
      const [key, pattern, span] = patternOf(advice, cooking.context.spans);
      if (steps.some((step) => planted.has(step))) context.clear(span);
      else context.report({ key, pattern, reason: 'no step of the formula matches' }, { span });
    }
  },
};

function patternOf(advice: Advice, spans: SpanIndex) {
  const { target } = advice;
  if (target === undefined) return ['pointcuts', 'all of them', spans.table(advice)] as const;
  return ['target', target, spans.value(advice, 'target')] as const;
}

/** Ids have letters, digits, "_", "-" and dots; a pattern that asks for others has no match anywhere. */
const NEVER_IN_ID = /[^A-Za-z0-9_.*?[\]!{}-]/u;

function checkPointcut(pointcut: Pointcut, { cooking, report }: RuleContext<'GT7012'>): void {
  const { spans, reporter, stepTypes } = cooking.context;
  const { glob, type } = pointcut;
  if (glob !== undefined && NEVER_IN_ID.test(glob))
    report(
      { key: 'glob', pattern: glob, reason: 'no id can match it' },
      { span: spans.value(pointcut, 'glob') },
    );
  const types = knownStepTypes(stepTypes);
  if (type === undefined || types.includes(type)) return;
  const [near] = reporter.near(type, types);
  const span = spans.value(pointcut, 'type');
  const fix = near !== undefined &&
    span && { title: `write "${near}"`, edits: [{ span, text: `"${near}"` }] };
  report({ key: 'type', pattern: type, reason: 'steps have no such type' }, { span, fix: fix || undefined });
}

function checkTarget(
  advice: Advice,
  pointcuts: readonly Pointcut[] | undefined,
  { cooking, report }: RuleContext<'GT7012'>,
): void {
  const { target } = advice;
  if (target === undefined) return;
  const span = cooking.context.spans.value(advice, 'target');
  if (NEVER_IN_ID.test(target)) {
    report({ key: 'target', pattern: target, reason: 'no id can match it' }, { span });
    return;
  }
  if (isGlob(target) || !pointcuts) return;
  // Both must agree, and what one id is a glob can tell without the formula that the aspect is for.
  const isAllowed = pointcuts.some(({ glob }) => glob === undefined || globMatcher(glob)(target));
  if (!isAllowed)
    report({ key: 'target', pattern: target, reason: 'no pointcut allows that step' }, { span });
}
