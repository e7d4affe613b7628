import type { Span } from '../read/source.js';
import type { SpanIndex } from '../read/spans.js';
import type { Formula, Step } from './generated/formula.js';
import { insertedSteps } from './inserted-steps.js';

/** A place where a formula names another. */
export interface FormulaReference {
  /** A name, or `tier:name`. */
  readonly name: string;
  readonly span: Span | undefined;
}

/** Every formula that `doc` names, in the order of the document's keys. */
export function formulaReferences(doc: Formula, spans: SpanIndex): FormulaReference[] {
  const found: FormulaReference[] = [];
  const add = (name: string, span: Span | undefined): void => {
    found.push({ name, span });
  };
  const walk = (steps: readonly Step[] | undefined): void => {
    for (const step of steps ?? []) {
      if (step.expand !== undefined) add(step.expand, spans.value(step, 'expand'));
      walk(step.children);
      walk(step.loop?.body);
    }
  };
  parentNames(doc).forEach((name, index) => {
    add(name, parentSpan(doc, index, spans));
  });
  walk(doc.steps);
  walk(doc.template);
  for (const advice of doc.advice ?? []) for (const steps of insertedSteps(advice)) walk(steps);
  for (const rule of [...(doc.compose?.expand ?? []), ...(doc.compose?.map ?? [])]) {
    add(rule.with, spans.value(rule, 'with'));
  }
  doc.compose?.aspects?.forEach((name, index) => {
    add(name, spans.item(doc.compose as object, 'aspects', index));
  });
  return found;
}

/** The parents that `doc` names; a single one may be written without a list. */
export const parentNames = (doc: Formula): readonly string[] => [doc.extends ?? []].flat();

export const parentSpan = (doc: Formula, index: number, spans: SpanIndex): Span | undefined =>
  Array.isArray(doc.extends) ? spans.item(doc, 'extends', index) : spans.value(doc, 'extends');
