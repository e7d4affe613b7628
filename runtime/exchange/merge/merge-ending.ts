import { ENDING_FIELDS } from '../line/fields.js';
import type { Fields, Line } from '../line/line.js';
import { timeOf } from '../line/time.js';
import type { LineSides, Merging } from './merge-line.js';
import { changedBy, laterOf, otherSide, type Side, type Sides } from './sides.js';

/**
 * The fields that say whether a bead is open, put off or closed, and how it ended. They are taken from one side as a
 * whole, or a bead would be open with an outcome. Where both have changed them differently:
 *
 * - Closed goes before open: what was done was done (STEP-4).
 * - Of two that closed it, the first: in one ledger the other would have come too late (STEP-2).
 * - Of one that opened it again and one that only changed what is said of its end, the one that opened it.
 * - Else the one that was updated later.
 */
export function mergeEnding({
  base,
  ours,
  theirs,
  updated,
  report,
}: LineSides & Omit<Merging, 'field'>): Map<string, unknown> {
  const sides: Sides<Fields> = {
    base: base && endingOf(base),
    ours: endingOf(ours),
    theirs: endingOf(theirs),
  };
  const changed = changedBy(sides);
  const side = changed === 'same' ? 'ours' : changed === 'both' ? decide(sides, updated) : changed;
  const kept = sides[side] ?? {};
  if (changed === 'both') {
    const lost = otherSide(side);
    report('status', kept, sides[lost], lost);
  }
  return new Map(Object.entries(kept));
}

const endingOf = ({ fields }: Line): Fields =>
  Object.fromEntries(
    ENDING_FIELDS.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );

function decide(sides: Sides<Fields>, updated: Readonly<Record<Side, number>>): Side {
  const isClosed = (side: 'base' | Side): boolean => sides[side]?.['status'] === 'closed';
  if (isClosed('ours') !== isClosed('theirs')) {
    const closed = isClosed('ours') ? 'ours' : 'theirs';
    return isClosed('base') ? otherSide(closed) : closed;
  }
  if (isClosed('ours') && !isClosed('base')) {
    const later = closedAt(sides.ours) - closedAt(sides.theirs);
    if (later !== 0) return later < 0 ? 'ours' : 'theirs';
    return laterOf(sides, { ours: 0, theirs: 0 });
  }
  return laterOf(sides, updated);
}

const closedAt = (ending: Fields | undefined): number => {
  const said = ending?.['closed_at'];
  return typeof said === 'string' ? timeOf(said) : 0;
};
