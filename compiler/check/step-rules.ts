import { parseDuration } from '../language/duration.js';
import { placeholders } from '../language/placeholder.js';
import { parseWaitsFor } from '../language/waits-for.js';
import { MAX_STEP_NESTING } from '../limits.js';
import type { CheckContext } from './context.js';
import type { Advice, Formula, Gate, Step } from './generated/formula.js';
import { insertedSteps } from './inserted-steps.js';
import { checkLoop, checkOnComplete } from './step-parts.js';
import { checkStepType } from './step-types.js';

/** Every step that stands in `formula`, with those inside it. */
export function checkSteps(formula: Formula, context: CheckContext): void {
  const lists: (readonly Step[] | undefined)[] = [
    formula.steps,
    formula.template,
    formula.legs as readonly Step[] | undefined,
    formula.aspects as readonly Step[] | undefined,
    formula.synthesis ? [formula.synthesis as Step] : undefined,
    ...(formula.advice ?? []).flatMap((advice) => insertedSteps(advice)),
  ];
  for (const steps of lists) for (const step of steps ?? []) checkStep(step, context);
  for (const advice of formula.advice ?? []) checkAdvice(advice, context);
}

/** Advice without anything to insert would have no effect. A key that was written and is gone had a mistake of its own. */
function checkAdvice(advice: Advice, { reporter, spans }: CheckContext): void {
  const { around } = advice;
  const isWritten = (table: object | undefined, keys: readonly string[]): boolean =>
    table !== undefined && keys.some((key) => spans.key(table, key));
  if (isWritten(advice, ['before', 'after']) || isWritten(around, ['before', 'after'])) return;
  if (!around && isWritten(advice, ['around'])) return;
  const because = 'without it nothing is inserted (or "after", or "around" for both)';
  reporter.report('GT2011', { where: 'the advice', key: 'before', because }, { span: spans.table(advice) });
}

/** A step with those inside it. `depth`: how many steps it stands in, itself included. */
export function checkStep(step: Step, context: CheckContext, depth = 1): void {
  const { reporter, spans } = context;
  if (depth > MAX_STEP_NESTING) {
    reporter.report('GT2014', { limit: MAX_STEP_NESTING }, { span: spans.table(step) });
    delete step.children;
    delete step.loop;
    return;
  }
  const where = `step ${JSON.stringify(step.id ?? 'synthesis')}`;
  checkStepType(step, context);
  checkCombinations(step, where, context);
  checkDurations(step, context);
  if (step.gate) checkGate(step.gate, where, context);
  if (step.check) {
    for (const { form, name } of placeholders(step.check.run)) {
      if (form === 'bound') continue;
      reporter.report('GT3011', { name, key: 'check.run' }, { span: spans.value(step.check, 'run') });
    }
  }
  for (const child of step.children ?? []) checkStep(child, context, depth + 1);
  for (const child of step.loop?.body ?? []) checkStep(child, context, depth + 1);
}

function checkCombinations(step: Step, where: string, context: CheckContext): void {
  const { reporter, spans } = context;
  const exclusive = (one: keyof Step, other: keyof Step, reason: string): void => {
    if (step[one] === undefined || step[other] === undefined) return;
    reporter.report(
      'GT2010',
      { where, one, other, reason },
      { span: spans.key(step, other) ?? spans.table(step) },
    );
  };
  exclusive('loop', 'expand', 'put the step that expands into the body of the loop');
  exclusive('loop', 'children', 'put the children into the body of the loop');
  exclusive('description', 'description_file', 'keep one of them: the file is the description');
  exclusive('expand', 'children', 'an expansion takes the place of the whole step; move the children out');
  if (step.expand_vars && step.expand === undefined) {
    reporter.report(
      'GT2012',
      { where, key: 'expand_vars', because: 'the step has no "expand"' },
      { span: spans.key(step, 'expand_vars') },
    );
  }
  if (step.type === 'parallel' && !step.children) {
    const because = 'a step of type "parallel" is nothing but a container';
    reporter.report('GT2011', { where, key: 'children', because }, { span: spans.value(step, 'type') });
  }
  if (step.type === 'gate' && !step.gate) {
    const because = 'a step of type "gate" is closed by its gate alone';
    reporter.report('GT2011', { where, key: 'gate', because }, { span: spans.value(step, 'type') });
  }
  if (step.waits_for !== undefined && !parseWaitsFor(step.waits_for)) {
    const reason = `is ${JSON.stringify(step.waits_for)}; it is one of all-children, any-children, children-of(ID)`;
    reporter.report('GT2005', { key: 'waits_for', reason }, { span: spans.value(step, 'waits_for') });
    delete step.waits_for;
  }
  if (step.loop) checkLoop(step, step.loop, where, context);
  if (step.on_complete) checkOnComplete(step.on_complete, where, context);
}

/** Whether the value of `key` in `table`, which is the step's own or stands in it, is a duration. */
export const isDurationOf = (step: Partial<Step>, table: object, key: string): boolean =>
  (key === 'timeout' || key === 'backoff') &&
  durationsOf(step).some(([holder, name]) => holder === table && name === key);

/** Where a step has durations: the tables, which may not be there, and their keys. */
const durationsOf = (step: Partial<Step>): readonly (readonly [object | undefined, string])[] => [
  [step, 'timeout'],
  [step.gate, 'timeout'],
  [step.check, 'timeout'],
  [step.retry, 'backoff'],
];

/** Whether a text can be a duration, be it once its variables have values. */
export const isDuration = (text: string): boolean =>
  parseDuration(text) !== undefined || placeholders(text).some(({ form }) => form !== 'bound');

function checkDurations(step: Step, { reporter, spans }: CheckContext): void {
  if (step.timeout === undefined && !step.gate && !step.check && !step.retry) return;
  for (const [table, key] of durationsOf(step)) {
    const value = (table as Record<string, unknown> | undefined)?.[key];
    // Names may be bound to anything; what they come to is looked at when they are filled in.
    if (!table || typeof value !== 'string' || placeholders(value).length > 0 || isDuration(value)) continue;
    reporter.report('GT2013', { key, value }, { span: spans.value(table, key) });
  }
}

function checkGate(gate: Gate, of: string, { reporter, spans }: CheckContext): void {
  const where = `the gate of ${of}`;
  const decides = gate.type === 'condition' || gate.type === 'conditional';
  const need = (key: keyof Gate, because: string): void => {
    if (gate[key] === undefined) {
      reporter.report('GT2011', { where, key, because }, { span: spans.table(gate) });
    }
  };
  if (decides) need('condition', `a gate of type "${gate.type}" opens by it`);
  if (gate.type === 'timer') need('timeout', 'a gate of type "timer" opens after it');
  const inert = (key: keyof Gate, because: string): void => {
    if (gate[key] === undefined) return;
    reporter.report('GT2012', { where, key, because }, { span: spans.key(gate, key) });
  };
  if (!decides) inert('condition', 'only gates of the types "condition" and "conditional" have one');
  if (gate.type !== 'human') inert('approvers', 'only gates of type "human" have approvers');
  if (gate.id !== undefined && gate.await_id !== undefined) {
    const reason = 'they mean the same; keep one';
    reporter.report(
      'GT2010',
      { where, one: 'id', other: 'await_id', reason },
      { span: spans.key(gate, 'await_id') },
    );
  }
}
