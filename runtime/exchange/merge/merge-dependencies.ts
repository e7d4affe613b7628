import { type Dependency, dependencies, dependencyKey, PARENT } from '../line/relations.js';
import type { Merging } from './merge-line.js';
import { changedBy, laterOf, otherSide, type Sides } from './sides.js';

/**
 * A set, like labels, of pairs; of one pair that both have made differently the later is taken. The parent is one
 * value: a bead has one at the most.
 */
export function mergeDependencies(sides: Sides, merging: Merging): unknown {
  const maps = {
    base: byKey(sides.base),
    ours: byKey(sides.ours),
    theirs: byKey(sides.theirs),
  };
  const kept: Dependency[] = [];
  const merge = (key: string, field: string): void => {
    const values = { base: maps.base.get(key), ours: maps.ours.get(key), theirs: maps.theirs.get(key) };
    const changed = changedBy(values);
    const side =
      changed === 'same' ? 'ours' : changed === 'both' ? laterOf(values, merging.updated) : changed;
    const lost = otherSide(side);
    if (changed === 'both') merging.report(field, said(values[side]), said(values[lost]), lost);
    const value = values[side];
    if (value) kept.push(value);
  };
  for (const key of new Set([...maps.ours.keys(), ...maps.theirs.keys()]))
    merge(key, key === PARENT ? 'parent' : `${merging.field}.${key}`);
  return dependencies(kept);
}

/** By what is depended on; the parent by that word. */
function byKey(list: unknown): Map<string, Dependency> {
  const entries = (list ?? []) as readonly Dependency[];
  return new Map(entries.map((each) => [each.type === PARENT ? PARENT : dependencyKey(each), each]));
}

/** What a report shows of one. */
const said = (value: Dependency | undefined): unknown =>
  value?.type === PARENT ? value.depends_on_id : value?.type;
