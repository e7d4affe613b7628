import { type CommentEntry, comments } from '../line/relations.js';
import { compareText, isSame, stable } from '../line/stable.js';
import type { Merging } from './merge-line.js';
import { changedBy, laterOf, otherSide, type Sides } from './sides.js';

const orNothing = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** Words: added is what either side added, and gone what either took away. */
export function mergeMembers(sides: Sides): unknown {
  const { base, ours, theirs } = sides as Sides<readonly string[]>;
  const all = [...new Set([...(ours ?? []), ...(theirs ?? [])])];
  const isIn = (list: readonly string[] | undefined, word: string): boolean => list?.includes(word) === true;
  return orNothing(
    all.filter((word) => (isIn(ours, word) && isIn(theirs, word)) || !isIn(base, word)).sort(compareText),
  );
}

/** Nobody takes a comment away. */
export function mergeComments({ ours, theirs }: Sides): unknown {
  const list = (value: unknown): readonly CommentEntry[] => (value ?? []) as readonly CommentEntry[];
  return comments([...list(ours), ...list(theirs)]);
}

/** A table, key by key, as if each were a field. */
export function mergeKeys(sides: Sides, { field, updated, report }: Merging): unknown {
  const { base = {}, ours = {}, theirs = {} } = sides as Sides<Readonly<Record<string, unknown>>>;
  const at = (table: Readonly<Record<string, unknown>>, key: string): unknown =>
    Object.hasOwn(table, key) ? table[key] : undefined;
  const kept: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const values = { base: at(base, key), ours: at(ours, key), theirs: at(theirs, key) };
    const changed = changedBy(values);
    const side = changed === 'same' ? 'ours' : changed === 'both' ? laterOf(values, updated) : changed;
    if (changed === 'both') report(`${field}.${key}`, values[side], values[otherSide(side)], otherSide(side));
    if (values[side] !== undefined) kept.push([key, values[side]]);
  }
  const merged = stable(Object.fromEntries(kept));
  return isSame(merged, {}) ? undefined : merged;
}
