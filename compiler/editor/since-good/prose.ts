import { difference } from '../../read/toml.js';

type Table = Parameters<typeof difference>[0];

/** Texts of a step that are for whoever reads them, and that nothing else in a formula means. */
const FOR_READERS = /^\/(?:steps|template)\/\d+(?:\/children\/\d+)*\/(?:title|description|notes|acceptance)$/;

/** What a text may not have to be prose alone: placeholders, and code, whose commands are looked at (rules/unknown-command.ts). */
const MORE_THAN_PROSE = /[{}`~]/;

/**
 * Whether two tables differ in one text alone, which is prose before and after: whatever is found in the one is found in
 * the other. `before` is changed.
 */
export function differsInProse(before: Table, now: Table): boolean {
  const path = difference(before, now);
  if (path === undefined || !FOR_READERS.test(path)) return false;
  const [old, last] = lastOf(before, path);
  const [other] = lastOf(now, path);
  if (!isProse(old[last]) || !isProse(other[last])) return false;
  old[last] = other[last];
  return difference(before, now) === undefined;
}

/** What holds the value at a path that leads through tables and lists, and the last key of the path. */
function lastOf(table: Table, path: string): [Record<string, unknown>, string] {
  const keys = path.slice(1).split('/');
  const last = keys.pop() ?? '';
  let at = table as unknown as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  return [at, last];
}

/** One that is empty is none: what has no title is told of. */
const isProse = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && !MORE_THAN_PROSE.test(value);
