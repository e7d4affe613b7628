import type { OnComplete } from '../check/generated/formula.js';
import { quote } from '../diagnostics/define.js';
import { editDistance } from '../diagnostics/edit-distance.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Cooking } from '../expand/cooking.js';
import type { Step } from '../expand/region.js';
import { type OutputType, typeAt } from '../language/output-schema.js';
import { type Placeholder, placeholders } from '../language/placeholder.js';
import type { Scope } from '../language/render.js';
import { textSpan } from '../read/text-span.js';

/** Names that have their values when a formula is attached for an item. */
const OF_ITEMS = ['item', 'index'] as const;

/**
 * Hold the list of `on_complete`, and the names of its items, against the output of the step (spec: BOND-2,
 * BOND-5). `schema`: that output's, where there is one.
 */
export function checkItems(
  owner: Step,
  fanOut: OnComplete,
  schema: object | undefined,
  cooking: Cooking,
): void {
  const [root, ...path] = fanOut.for_each.split('.');
  if (root !== 'output' || path.length === 0) return; // reported when it was checked
  if (schema && !checkList(owner, fanOut, schema, path, cooking)) return;
  const { reporter, spans } = cooking.context;
  for (const [key, value] of Object.entries(fanOut.vars ?? {})) {
    if (typeof value !== 'string' || !value.includes('{')) continue;
    for (const placeholder of placeholders(value)) {
      const found = whatIsWrong(placeholder, owner.scope, schema, path);
      if (!found) continue;
      const { code, reason, near } = found;
      const { start, end } = placeholder;
      const span = textSpan(spans.value(fanOut.vars as object, key), value, start, end);
      reporter.report(code, { key, reason, near }, { span, related: cooking.originNotes(owner.origin) });
    }
  }
}

/** False when the output has no such list (reported). */
function checkList(
  owner: Step,
  fanOut: OnComplete,
  schema: object,
  path: readonly string[],
  cooking: Cooking,
): boolean {
  const { reporter, spans } = cooking.context;
  const at = { span: spans.value(fanOut, 'for_each'), related: cooking.originNotes(owner.origin) };
  const list = typeAt(schema, path);
  if ('missing' in list) {
    const { at: index, reason: why, known } = list.missing;
    const before = ['output', ...path.slice(0, index)].join('.');
    const near = suggest(path[index] ?? '', known).map((name) => `${before}.${name}`);
    const reason = `${quote(before)} has no ${quote(path[index] ?? '')} by its schema: ${why}`;
    reporter.report('GT3026', { key: 'for_each', reason, near }, at);
    return false;
  }
  const is = whatItIs(list.type);
  if (is === undefined) return true;
  const reason = `is ${quote(fanOut.for_each)}, which ${is} by the schema of the output; it names a list`;
  reporter.report('GT2005', { key: 'for_each', reason }, at);
  return false;
}

const SCALARS = {
  string: 'is text',
  int: 'is a whole number',
  number: 'is a number',
  bool: 'is true or false',
} as const;

/** What a value that is no list is. */
function whatItIs(type: OutputType): string | undefined {
  if (type.type === 'any') return undefined;
  if (type.type !== 'data') return SCALARS[type.type];
  return type.is === 'is a list' ? undefined : type.is;
}

interface Wrong {
  readonly code: 'GT3021' | 'GT3026';
  readonly reason: string;
  readonly near: readonly string[];
}

function whatIsWrong(
  { form, name }: Placeholder,
  scope: Scope,
  schema: object | undefined,
  path: readonly string[],
): Wrong | undefined {
  if (form !== 'bound' || isBound(name, scope)) return undefined;
  const [head = '', ...fields] = name.split('.');
  const isNear = (word: string, known: string): boolean => editDistance(word, known, 1, { cells: 0 }) === 1;
  const meant = OF_ITEMS.find((known) => isNear(head, known));
  const near = meant
    ? [meant, ...fields].join('.')
    : fieldsOf(schema, path).find((field) => isNear(name, field));
  if (near !== undefined && head !== 'item') {
    return { code: 'GT3021', reason: `{${name}} is bound to nothing here`, near: [near] };
  }
  if (head !== 'item' || !schema) return undefined;
  const found = typeAt(schema, [...path, '0', ...fields]);
  if (!('missing' in found)) return undefined;
  const { at, reason: why, known } = found.missing;
  const index = at - path.length - 1;
  const field = fields[index];
  if (field === undefined) return undefined;
  const before = ['item', ...fields.slice(0, index)].join('.');
  const reason = `${quote(before)} has no ${quote(field)} by the schema: ${why}`;
  return { code: 'GT3026', reason, near: suggest(field, known).map((each) => `${before}.${each}`) };
}

/** What the items are known to have: `item.path`. */
function fieldsOf(schema: object | undefined, path: readonly string[]): string[] {
  const any = schema && typeAt(schema, [...path, '0', '']);
  return any && 'missing' in any ? any.missing.known.map((field) => `item.${field}`) : [];
}

function isBound(name: string, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at; at = at.outer) if (at.bindings.has(name)) return true;
  return false;
}
