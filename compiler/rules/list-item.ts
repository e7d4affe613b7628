import type { Fix } from '../diagnostics/diagnostic.js';
import type { SpanIndex } from '../read/spans.js';

/**
 * A fix that takes item `index` out of the list `key` of `table`, with its comma. Undefined where the list
 * has no other item, or has comments there that the fix could take along.
 */
export function withoutItem(
  spans: SpanIndex,
  table: object,
  key: string,
  index: number,
  title: string,
): Fix | undefined {
  const item = spans.item(table, key, index);
  const before = spans.item(table, key, index - 1);
  const after = spans.item(table, key, index + 1);
  const [start, end] = after ? [item?.start, after.start] : [before?.end, item?.end];
  if (!item || start === undefined || end === undefined) return undefined;
  const { source } = item;
  const around = source.text.slice(start, item.start) + source.text.slice(item.end, end);
  if (!/^[\s,]*$/.test(around)) return undefined;
  return { title, isSafe: true, edits: [{ span: { source, start, end }, text: '' }] };
}
