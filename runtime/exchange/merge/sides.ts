import { compareText, isSame, stableText } from '../line/stable.js';

/** A value at the last synchronisation, as it is on the one side, and on the other; undefined where there is none. */
export interface Sides<T = unknown> {
  readonly base: T | undefined;
  readonly ours: T | undefined;
  readonly theirs: T | undefined;
}

export type Side = 'ours' | 'theirs';

/** The one side that has changed it; `same` where there is nothing to decide; `both` where they differ. */
export function changedBy({ base, ours, theirs }: Sides): Side | 'same' | 'both' {
  if (isSame(ours, theirs)) return 'same';
  if (isSame(base, theirs)) return 'ours';
  return isSame(base, ours) ? 'theirs' : 'both';
}

/**
 * Which of two different values is taken: that of the side updated later, and of two updated at the same moment
 * the one whose text is greater, so that it does not matter which side is called ours.
 */
export function laterOf({ ours, theirs }: Sides, updated: Readonly<Record<Side, number>>): Side {
  const ahead = updated.ours - updated.theirs || compareText(stableText(ours), stableText(theirs));
  return ahead >= 0 ? 'ours' : 'theirs';
}

export const otherSide = (side: Side): Side => (side === 'ours' ? 'theirs' : 'ours');
