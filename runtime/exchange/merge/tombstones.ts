import type { Line } from '../line/line.js';
import { lineText } from '../line/write-line.js';
import { updatedAt } from './merge-line.js';

/**
 * Whether a tombstone takes this line of the bead along: one that has not changed since both sides last agreed on it, or of
 * which nobody knows that, and which is not younger than the tombstone. Any other was changed by somebody who did not know that
 * the bead was deleted; it is kept aside.
 */
export function isBuried(tombstone: Line, line: Line, base: Line | undefined): boolean {
  if (base) return lineText(base) === lineText(line);
  return updatedAt(line) <= updatedAt(tombstone);
}
