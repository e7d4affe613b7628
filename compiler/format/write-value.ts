import { emptyTable, type Table, type Value } from '../read/spans.js';
import type { Shape } from './shape.js';
import { MAX_COLUMNS } from './toml-value.js';
import { writeKey, writeNumber, writeText } from './write-text.js';

/** A value behind an equals sign or in an array, with an array over several lines where it is too wide for one. */
export function writeValue(value: Value, indent: string, before: number): string {
  if (!Array.isArray(value) || value.length === 0) return flat(value, Number.POSITIVE_INFINITY) as string;
  // In an array a comma stands behind it.
  const line = flat(value, MAX_COLUMNS - before - (indent === '' ? 0 : 1));
  if (line !== undefined) return line;
  const inner = `${indent}  `;
  const items = value.map((item) => `${inner}${writeValue(item, inner, inner.length)},\n`);
  return `[\n${items.join('')}${indent}]`;
}

/** A value on one line; undefined when it has more than `limit` columns. */
export function flat(value: Value, limit: number): string | undefined {
  if (typeof value === 'string') return within(value.length <= limit ? writeText(value) : undefined, limit);
  if (typeof value === 'number') return within(writeNumber(value), limit);
  if (typeof value === 'boolean') return within(String(value), limit);
  const [open, close] = Array.isArray(value) ? '[]' : ['{ ', ' }'];
  const items = Array.isArray(value)
    ? value.map((item) => ['', item] as const)
    : Object.entries(value).map(([key, item]) => [`${writeKey(key)} = `, item] as const);
  if (items.length === 0) return Array.isArray(value) ? '[]' : '{}';
  let text = open as string;
  for (const [index, [before, item]] of items.entries()) {
    text += `${index > 0 ? ', ' : ''}${before}`;
    const next = flat(item, limit - text.length);
    if (next === undefined) return undefined;
    text += next;
  }
  return within(text + close, limit);
}

const within = (text: string | undefined, limit: number): string | undefined =>
  text !== undefined && text.length <= limit ? text : undefined;

/** The keys that the schema has, in its order, and then the others. */
export function keysOf(table: Table, shape: Shape): string[] {
  const known = shape.keys.filter((key) => Object.hasOwn(table, key));
  const isKnown = new Set(known);
  return [...known, ...Object.keys(table).filter((key) => !isKnown.has(key))];
}

/** A copy of `value` with the keys of all tables in order. */
export function ordered(value: Value, shape: Shape): Value {
  if (Array.isArray(value)) return value.map((item) => ordered(item, shape.items));
  if (typeof value !== 'object') return value;
  const { single } = shape;
  const copy = emptyTable();
  for (const key of keysOf(value, single)) copy[key] = ordered(value[key] as Value, single.below(key));
  return copy;
}
