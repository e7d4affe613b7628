import { quote } from '../diagnostics/define.js';
import type { Source } from '../read/source.js';
import type { CheckContext } from './context.js';
import type { Draft } from './draft.js';
import type { Formula } from './generated/formula.js';
import { checkShape } from './shape.js';
import { checkSteps } from './step-rules.js';

export type FormulaType = NonNullable<Formula['type']>;

/** A document whose shape is right, on its own: what it draws in is not yet known. */
export interface CheckedFormula {
  readonly name: string;
  /** Undefined where only its parents can say. */
  readonly type: FormulaType | undefined;
  readonly doc: Formula;
  readonly source: Source;
}

/** Which types a top-level key belongs to; a key without a row belongs to all. */
export const BELONGS: Partial<Record<keyof Formula, readonly FormulaType[]>> = {
  steps: ['workflow'],
  template: ['expansion'],
  legs: ['convoy'],
  synthesis: ['convoy'],
  prompts: ['convoy'],
  output: ['convoy'],
  presets: ['convoy'],
  inputs: ['convoy'],
  aspects: ['aspect'],
  strict: ['workflow', 'expansion', 'convoy'],
  advice: ['workflow', 'convoy', 'aspect'],
  pointcuts: ['workflow', 'convoy', 'aspect'],
  compose: ['workflow', 'convoy'],
  phase: ['workflow', 'convoy'],
  pour: ['workflow', 'convoy'],
  squash: ['workflow', 'convoy'],
  agent: ['workflow', 'convoy'],
  review_only: ['workflow', 'convoy'],
};

/** What a type is nothing without, unless a parent brings it. */
export const CONTENT: Readonly<Record<FormulaType, readonly (keyof Formula)[]>> = {
  workflow: ['steps'],
  expansion: ['template'],
  aspect: ['advice', 'aspects'],
  convoy: ['legs'],
};

/** Check all of a document that can be checked without other files. `fileName`: the formula's name by its file. */
export async function checkFormula(
  draft: Draft,
  source: Source,
  fileName: string,
  context: CheckContext,
): Promise<CheckedFormula | undefined> {
  const { reporter, spans } = context;
  const doc = await checkShape(draft, spans, reporter);
  if (!doc) return undefined;
  if (doc.formula !== fileName && doc.formula !== '') {
    const span = spans.value(doc, 'formula');
    const fix = span && { title: `name it ${quote(fileName)}`, edits: [{ span, text: quote(fileName) }] };
    reporter.report('GT2006', { name: doc.formula, file: fileName }, { span, fix });
  }
  if (doc.requires !== undefined) (await import('./required-version.js')).checkRequired(doc, context);
  const type = doc.type ?? inferType(doc);
  if (type) checkContent(doc, type, context);
  checkSteps(doc, context);
  return { name: fileName, type, doc, source };
}

function inferType(doc: Formula): FormulaType | undefined {
  if (doc.legs) return 'convoy';
  if (doc.template) return 'expansion';
  if (doc.steps) return 'workflow';
  if (doc.aspects) return 'aspect';
  // Advice alone is an aspect; beside `extends` it may be the workflow's own.
  if (doc.extends) return undefined;
  return doc.advice ? 'aspect' : 'workflow';
}

/** Report keys that a formula of `type` cannot have. */
export function checkContent(doc: Formula, type: FormulaType, { reporter, spans }: CheckContext): void {
  for (const key of Object.keys(doc) as (keyof Formula)[]) {
    const belongs = BELONGS[key];
    if (!belongs || belongs.includes(type)) continue;
    reporter.report('GT2007', { key, type, belongs }, { span: spans.key(doc, key) });
    delete doc[key];
  }
  const content = CONTENT[type];
  // A key that was written and is gone had a mistake of its own.
  if (doc.extends || content.some((key) => doc[key] !== undefined || spans.key(doc, key))) return;
  reporter.report('GT2008', { type, key: content[0] as string }, { span: spans.value(doc, 'formula') });
}
