import { editDistance, type Work } from './edit-distance.js';

/**
 * The cells of distance tables that one search may fill, a few thousand names of usual length. Names that
 * are one edit away need no table and are found among any number of names.
 */
export const MAX_SUGGEST_CELLS = 200_000;

interface Candidate {
  readonly name: string;
  readonly rank: number;
}

/**
 * The names of `known` nearest to `word`, at most `most`, the best first and names as near as each other
 * in the order given. Case hardly counts. Far names are left out, by the threshold of graphql-js; `word`
 * itself is never suggested.
 */
export function suggest(word: string, known: Iterable<string>, most = 3): string[] {
  const best: Candidate[] = [];
  if (most < 1) return [];
  const lowered = word.toLowerCase();
  const threshold = Math.floor(word.length * 0.4) + 1;
  const work: Work = { cells: MAX_SUGGEST_CELLS };

  for (const name of known) {
    if (Math.abs(name.length - word.length) > threshold || name === word) continue;
    const toBeat = best.length < most ? Number.POSITIVE_INFINITY : (best[most - 1] as Candidate).rank;
    if (toBeat === ONE_EDIT) break;
    const bound = Math.max(1, Math.min(threshold, toBeat - CASE_ONLY - 1));
    const distance = editDistance(lowered, name.toLowerCase(), bound, work);
    if (distance > bound) continue;
    const rank = distance <= 1 && isOneEdit(word, name, work) ? ONE_EDIT : CASE_ONLY + distance;
    if (rank >= toBeat || best.some((other) => other.name === name)) continue;
    const after = best.findIndex((other) => other.rank > rank);
    best.splice(after === -1 ? best.length : after, 0, { name, rank });
    if (best.length > most) best.pop();
  }
  return best.map(({ name }) => name);
}

/**
 * Ranks: one edit that minds the case, then case alone, then the edits that are left when case is
 * ignored. The first is apart so that a slip of one letter always finds its name ahead of names
 * that only look alike: for "fo" that is "foo", not "FO" or "Foo".
 */
const ONE_EDIT = 1;
const CASE_ONLY = 2;

const isOneEdit = (word: string, name: string, work: Work): boolean =>
  editDistance(word, name, 1, work) === 1;
