import { valueAt } from './evaluate-running.js';
import { printReference } from './output-reference.js';
import { NO_SCOPE, type Rendered, render } from './render.js';
import type { Scalar } from './scalar.js';

/** What a text of a protomolecule is filled with when a worker takes its step. */
export interface Filling {
  /** Undefined leaves the placeholder as it stands. */
  variable(name: string): Scalar | undefined;
  /** `inputs_from` of the step; other references are text. */
  readonly inputs: readonly { readonly step: string; readonly path?: string }[];
  /** What a step has put out: plain JSON, undefined when it was skipped. */
  output(step: string): unknown;
}

/**
 * A text of a step as its worker reads it. Variables and outputs are filled in one pass: a value that has
 * `{{…}}` in it stays as it is (spec: FLOW-5).
 */
export function fillText(text: string, { variable, inputs, output }: Filling): Rendered {
  const values = new Map<string, () => string>();
  for (const { step, path } of inputs) {
    const fields = path === undefined ? [] : path.split('.');
    values.set(printReference({ id: step, path: fields }), () => asText(valueAt(output(step), fields)));
  }
  return render(text, NO_SCOPE, ({ form, name }) => {
    if (form === 'variable') return variable(name);
    return form === 'output' ? values.get(`{{${name}}}`)?.() : undefined;
  });
}

/** Texts and numbers as they are, lists and tables as JSON, and nothing for what is not there. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
