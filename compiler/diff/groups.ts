import type { ProtoOrigin } from '../emit/protomolecule.js';
import { visible } from '../picture/visible.js';
import { type Group, patternOf, rangeName, relativeTo } from './iterations.js';
import type { Change, FieldChange, Precedence } from './model.js';
import { canonicalText, sameValue } from './same-value.js';
import { type ValueRow, valueRows } from './values.js';

const placePattern = (origin: ProtoOrigin | undefined): unknown =>
  origin && {
    ...origin,
    via: (origin.via ?? []).map(({ iteration: _, by, ...link }) => ({ ...link, by: patternOf(by) })),
  };

/** Changes of two iterations are one when they come from the same lines and are to the same fields, seen from where they are. */
export function groupKey({ part, kind, id, was, fields, before, after }: Change): string {
  const named = fields.map(({ field, added, removed }) => [
    field,
    ...[added, removed].map((list) => list?.map((name) => relativeTo(name, id))),
  ]);
  const told = kind === 'changed' || kind === 'renamed' ? named : [];
  const names = [patternOf(id), was === undefined ? '' : relativeTo(was, id)];
  return canonicalText([part, kind, names, told, placePattern(before), placePattern(after)]);
}

/** Orders of two iterations are one when they are the same, seen from where they are. */
export const precedenceKey = ({ step, waitsFor }: Precedence): string =>
  canonicalText([patternOf(step), relativeTo(waitsFor, step)]);

/** The fields of a group: names of steps as ranges, all other values as in the first, which is said where they differ. */
export function fieldRows(group: Group<Change>): ValueRow[] {
  return group[0].fields.flatMap((first, at): ValueRow[] => {
    const all = group.flatMap((change) => change.fields[at] ?? []);
    const ranges = (list: 'added' | 'removed'): string[] | undefined =>
      first[list]?.map((_, index) => rangeName(all.flatMap((field) => field[list]?.[index] ?? [])));
    const [added, removed] = [ranges('added'), ranges('removed')];
    const rows = valueRows({ ...first, ...(added && { added }), ...(removed && { removed }) });
    if (added || all.every((field) => sameSides(field, first))) return rows;
    return rows.map((row) => ({
      ...row,
      lines: [...row.lines, { sign: ' ', text: `(in ${visible(group[0].id)}, and likewise in the others)` }],
    }));
  });
}

const sameSides = (a: FieldChange, b: FieldChange): boolean =>
  sameValue([a.before, a.after], [b.before, b.after]);
