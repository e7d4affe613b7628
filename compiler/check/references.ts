import type { Span } from '../read/source.js';
import type { SpanIndex } from '../read/spans.js';
import type { Formula } from './generated/formula.js';
import { stepTables } from './step-tables.js';

/** A place where a formula names another. */
export interface FormulaReference {
  /** A name, or `tier:name`. */
  readonly name: string;
  readonly span: Span | undefined;
  /** It is attached while the molecule runs, as a molecule of its own, and not drawn in. */
  readonly isAttached?: boolean;
}

/** Every formula that `doc` names, in the order of the document's keys. */
export function formulaReferences(doc: Formula, spans: SpanIndex): FormulaReference[] {
  const found: FormulaReference[] = [];
  const add = (name: string, span: Span | undefined, isAttached = false): void => {
    found.push({ name, span, isAttached });
  };
  parentNames(doc).forEach((name, index) => {
    add(name, parentSpan(doc, index, spans));
  });
  for (const step of stepTables(doc)) {
    if (step.expand !== undefined) add(step.expand, spans.value(step, 'expand'));
    if (step.on_complete?.bond !== undefined)
      add(step.on_complete.bond, spans.value(step.on_complete, 'bond'), true);
  }
  for (const rule of [...(doc.compose?.expand ?? []), ...(doc.compose?.map ?? [])]) {
    add(rule.with, spans.value(rule, 'with'));
  }
  doc.compose?.aspects?.forEach((name, index) => {
    add(name, spans.item(doc.compose as object, 'aspects', index));
  });
  for (const hook of doc.compose?.hooks ?? []) add(hook.attach, spans.value(hook, 'attach'), true);
  return found;
}

/** The parents that `doc` names; a single one may be written without a list. */
export const parentNames = (doc: Formula): readonly string[] => [doc.extends ?? []].flat();

export const parentSpan = (doc: Formula, index: number, spans: SpanIndex): Span | undefined =>
  Array.isArray(doc.extends) ? spans.item(doc, 'extends', index) : spans.value(doc, 'extends');
