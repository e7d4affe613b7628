import { joinTexts } from '../read/joined-text.js';
import { emptyTable, type SpanIndex, type Table, type Value } from '../read/spans.js';

/** Tables of a step that a patch changes key by key; all other values it replaces whole. */
const MERGED: ReadonlySet<string> = new Set([
  'gate',
  'retry',
  'check',
  'loop',
  'on_complete',
  'metadata',
  'expand_vars',
  'vars',
]);

/** Keys of which a table has one: to patch in the one is to take out the others. */
const ALTERNATIVES: readonly (readonly string[])[] = [
  ['count', 'range', 'until'],
  ['id', 'await_id'],
  ['parallel', 'sequential'],
  ['description', 'description_file'],
];

/** Keys that mean nothing without that one, or none like it, and go with it. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  count: ['var'],
  range: ['var'],
  until: ['max', 'on_exhausted'],
};

/** Tables whose keys are the author's own, and none of the language. */
const FREE: ReadonlySet<string> = new Set(['metadata', 'expand_vars', 'vars']);

/**
 * `step` with what `patch` changes, as a table of its own: other formulas may inherit the same step. Each
 * key keeps the place where it was written.
 */
export function patchedStep(step: Table, patch: Table, spans: SpanIndex): Table {
  const { needs_add: added, needs_remove: removed, description_add: more, ...fields } = patch;
  const result = merged(step, fields, patch, spans);
  // A file that is still named could not be read; what is added to it does not make its text.
  if (typeof more === 'string' && result['description_file'] === undefined) {
    const { description } = result;
    const before = { text: String(description), table: fields['description'] === undefined ? step : patch };
    const texts = [
      ...(description === undefined ? [] : [{ ...before, key: 'description' }]),
      { text: more, table: patch, key: 'description_add' },
    ];
    joinTexts(result, 'description', texts, spans);
  }
  // Written anew, the needs are no longer what earlier patches changed.
  if (fields['needs'] !== undefined) {
    delete result['needs_add'];
    delete result['needs_remove'];
  }
  if (Array.isArray(added)) {
    const earlier = names(result['needs_add']);
    if (earlier.length > 0) result['needs'] = [...names(result['needs']), ...earlier];
    result['needs_add'] = added;
    spans.borrow(result, 'needs_add', patch);
    const isAdded = new Set<Value>(added);
    result['needs_remove'] = names(result['needs_remove']).filter((name) => !isAdded.has(name));
  }
  if (Array.isArray(removed)) {
    result['needs_remove'] = [...names(result['needs_remove']), ...removed];
    spans.borrow(result, 'needs_remove', patch);
  }
  return result;
}

/** `fields`: those of `from` that count. `isFree`: their names mean nothing. */
function merged(base: Table, fields: Table, from: Table, spans: SpanIndex, isFree = false): Table {
  const result: Table = Object.assign(emptyTable(), base);
  spans.copy(base, result);
  for (const [key, value] of Object.entries(fields)) {
    for (const alternatives of isFree ? [] : ALTERNATIVES) {
      if (!alternatives.includes(key)) continue;
      for (const other of alternatives) if (other !== key) takeOut(other, key, result, fields);
    }
    const old = base[key];
    const isMerged =
      !isFree && MERGED.has(key) && isTable(old) && isTable(value) && !isOther(key, old, value);
    result[key] = isMerged ? merged(old, value, value, spans, FREE.has(key)) : value;
    spans.borrow(result, key, from);
  }
  return result;
}

/** Whether a gate becomes one of another type: what the old one waited for means nothing to that. */
const isOther = (key: string, old: Table, value: Table): boolean =>
  key === 'gate' && value['type'] !== undefined && value['type'] !== old['type'];

/** Take `other` out of `result`, and what `key` in its place, which is one of `fields`, has no use for. */
function takeOut(other: string, key: string, result: Table, fields: Table): void {
  if (result[other] === undefined) return;
  delete result[other];
  const kept = [...Object.keys(fields), ...(BESIDE[key] ?? [])];
  for (const beside of BESIDE[other] ?? []) if (!kept.includes(beside)) delete result[beside];
}

const isTable = (value: Value | undefined): value is Table =>
  typeof value === 'object' && !Array.isArray(value);

const names = (value: Value | undefined): string[] => (Array.isArray(value) ? (value as string[]) : []);
