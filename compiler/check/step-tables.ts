import type { Formula, Step } from './generated/formula.js';
import { insertedSteps } from './inserted-steps.js';

/**
 * Every table of `doc` that is a step or has its fields, outer ones first: steps, template, legs, aspects,
 * synthesis, patches, what advice inserts, and the children and loop bodies in all of them. A checked
 * document is nested no deeper than MAX_STEP_NESTING.
 */
export function stepTables(doc: Formula): Partial<Step>[] {
  const found: Partial<Step>[] = [];
  add(doc.steps, found);
  add(doc.template, found);
  add(doc.legs as readonly Partial<Step>[] | undefined, found);
  add(doc.aspects as readonly Partial<Step>[] | undefined, found);
  if (doc.synthesis) found.push(doc.synthesis as Partial<Step>);
  if (doc.patch) add(Object.values(doc.patch) as Partial<Step>[], found);
  for (const advice of doc.advice ?? []) for (const steps of insertedSteps(advice)) add(steps, found);
  return found;
}

/** A plain loop: every phase goes through all steps, and nested generators would take longer than what is done with a step. */
function add(steps: readonly Partial<Step>[] | undefined, found: Partial<Step>[]): void {
  if (!steps) return;
  for (const step of steps) {
    found.push(step);
    add(step.children, found);
    if (step.loop) add(step.loop.body, found);
  }
}
