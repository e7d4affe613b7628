import type { CommentEntry } from '../line/relations.js';
import { stableText } from '../line/stable.js';
import { textOfTime } from '../line/time.js';

/** Both sides have changed a field differently, and one value was taken. */
export interface Conflict {
  readonly type: string;
  readonly id: string;
  /** Such as `title`, or `metadata.color`. */
  readonly field: string;
  /** Undefined where the field is gone. */
  readonly kept: unknown;
  readonly lost: unknown;
  /** When the side that lost was updated; milliseconds since 1970. */
  readonly at: number;
}

/** Who says in a comment what a merge has not taken. */
const AUTHOR = 'merge';

/** The comment that keeps what was lost: the same wherever the same two lines are merged. */
export const commentOf = ({ field, lost, at }: Conflict): CommentEntry => ({
  author: AUTHOR,
  created_at: textOfTime(at),
  text: `Changed on two sides, and merged: ${field} was also ${lost === undefined ? 'taken away' : `set to ${shown(lost)}`}`,
});

/** A text as it was written, so that it can be copied. */
const shown = (value: unknown): string => {
  if (typeof value !== 'string') return stableText(value);
  return value.includes('\n') ? `:\n\n${value}` : JSON.stringify(value);
};
