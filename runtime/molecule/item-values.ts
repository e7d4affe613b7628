import { valueAt } from '../../compiler/language/evaluate-running.js';
import type { Binding } from '../../compiler/language/render.js';
import { render } from '../../compiler/language/render.js';
import type { Values } from './fill.js';

/**
 * The values that `on_complete` gives for one item (spec: BOND-5): `{item}`, `{item.FIELD}` and `{index}`, which counts
 * from 1 as the ids of the instances do, and the variables of the formula that attaches, all in one pass.
 */
export function itemValues(vars: Values, item: unknown, index: number, around: Values): Values {
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [
      name,
      typeof value === 'string' ? fillItem(value, item, index, around) : value,
    ]),
  );
}

function fillItem(text: string, item: unknown, index: number, around: Values): string {
  if (!text.includes('{')) return text;
  const bindings = new Map<string, Binding>([
    ['item', { value: asText(item) }],
    ['index', { value: index }],
  ]);
  for (const [, path] of text.matchAll(/\{item\.([^{}]+)\}/g))
    if (path !== undefined) bindings.set(`item.${path}`, { value: asText(valueAt(item, path.split('.'))) });
  return render(text, { bindings, parameters: false, outer: undefined }, ({ form, name }) =>
    form === 'variable' && Object.hasOwn(around, name) ? around[name] : undefined,
  ).text;
}

/** Texts and numbers as they are, lists and tables as JSON, and nothing for what is not there (as in FLOW-5). */
function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
