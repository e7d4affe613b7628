import type { Formula, Step } from './generated/formula.js';
import { insertedSteps } from './inserted-steps.js';

/**
 * Every table of `doc` that is a step or has its fields, outer ones first: steps, template, legs, aspects,
 * synthesis, patches, what advice inserts, and the children and loop bodies in all of them. A checked
 * document is nested no deeper than MAX_STEP_NESTING.
 */
export function* stepTables(doc: Formula): Generator<Partial<Step>> {
  yield* within(doc.steps);
  yield* within(doc.template);
  yield* within(doc.legs as readonly Partial<Step>[] | undefined);
  yield* within(doc.aspects as readonly Partial<Step>[] | undefined);
  if (doc.synthesis) yield doc.synthesis as Partial<Step>;
  yield* within(Object.values(doc.patch ?? {}) as Partial<Step>[]);
  for (const advice of doc.advice ?? []) for (const steps of insertedSteps(advice)) yield* within(steps);
}

function* within(steps: readonly Partial<Step>[] | undefined): Generator<Partial<Step>> {
  for (const step of steps ?? []) {
    yield step;
    yield* within(step.children);
    yield* within(step.loop?.body);
  }
}
