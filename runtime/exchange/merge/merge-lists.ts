import { compareText, isSame } from '../line/stable.js';
import type { Merging } from './merge-line.js';
import { changedBy, laterOf, otherSide, type Sides } from './sides.js';

interface GateEntry {
  readonly gate: unknown;
  readonly state?: string;
}

const STATES = ['waiting', 'armed', 'open'];

/** Gates of the same step, one by one: what has opened stays open, and what is armed stays armed. */
export function mergeGates(sides: Sides, merging: Merging): unknown {
  const { base, ours = [], theirs = [] } = sides as Sides<readonly GateEntry[]>;
  const areSame =
    ours.length === theirs.length && ours.every(({ gate }, at) => isSame(gate, theirs[at]?.gate));
  if (!areSame) {
    const side = laterOf(sides, merging.updated);
    merging.report(merging.field, sides[side], sides[otherSide(side)], otherSide(side));
    return sides[side];
  }
  return ours.map((entry, at) => {
    const values = { base: base?.[at], ours: entry, theirs: theirs[at] };
    const changed = changedBy(values);
    if (changed !== 'both') return values[changed === 'same' ? 'ours' : changed];
    const ahead = stateOf(entry) - stateOf(theirs[at]);
    return values[ahead > 0 ? 'ours' : ahead < 0 ? 'theirs' : laterOf(values, merging.updated)];
  });
}

const stateOf = (entry: GateEntry | undefined): number => STATES.indexOf(entry?.state ?? 'waiting');

interface PartEntry {
  readonly root: string;
}

/** Parts by their roots: those that were there in their order, then what either side has bonded. */
export function mergeParts(sides: Sides, merging: Merging): unknown {
  const { base = [], ours = [], theirs = [] } = sides as Sides<readonly PartEntry[]>;
  const find = (list: readonly PartEntry[], root: string): PartEntry | undefined =>
    list.find((part) => part.root === root);
  const before = base.map(({ root }) => root);
  const added = [...ours, ...theirs].map(({ root }) => root).filter((root) => !before.includes(root));
  return [...new Set([...before, ...added.sort(compareText)])].flatMap((root) => {
    const values = { base: find(base, root), ours: find(ours, root), theirs: find(theirs, root) };
    const changed = changedBy(values);
    const side =
      changed === 'same' ? 'ours' : changed === 'both' ? laterOf(values, merging.updated) : changed;
    if (changed === 'both')
      merging.report(`parts.${root}`, values[side], values[otherSide(side)], otherSide(side));
    return values[side] ?? [];
  });
}
