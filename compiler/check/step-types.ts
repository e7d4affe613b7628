import { quote } from '../diagnostics/define.js';
import type { CheckContext } from './context.js';
import type { Step } from './generated/formula.js';

/** The step types that formulas may use, `task` first: it is the default. */
export const STEP_TYPES = [
  'task',
  'bug',
  'feature',
  'epic',
  'chore',
  'spike',
  'story',
  'milestone',
  'decision',
  'human',
  'gate',
  'parallel',
] as const;

/** The types that a step may have, those that a project's configuration adds at the end. */
export const knownStepTypes = (further: readonly string[] = []): readonly string[] => [
  ...new Set([...STEP_TYPES, ...further]),
];

/** Report a type that steps do not have. It is not in the schema: which there are, a project may say. */
export function checkStepType(step: Step, { reporter, spans, stepTypes }: CheckContext): void {
  const { type } = step;
  if (type === undefined || STEP_TYPES.some((known) => known === type)) return;
  const allowed = knownStepTypes(stepTypes);
  if (allowed.includes(type)) return;
  const near = reporter.near(type, allowed);
  const [meant] = near;
  const span = spans.value(step, 'type');
  const fix =
    meant !== undefined && span
      ? { title: `write ${quote(meant)}`, edits: [{ span, text: quote(meant) }] }
      : undefined;
  reporter.report('GT2004', { key: 'type', value: quote(type), allowed, near }, { span, fix });
  delete step.type;
}
