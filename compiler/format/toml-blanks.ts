import type { LineEnds } from './line-ends.js';
import type { Item } from './toml-items.js';

/**
 * By item: whether a blank line stands before it. One stands between two tables, none behind a header nor at
 * the file's ends; elsewhere the author's stay, several as one.
 */
export function blankLines(items: readonly Item[], lineEnds: LineEnds): boolean[] {
  const authors = items.map((item, index) => {
    const before = items[index - 1];
    return before !== undefined && lineEnds.between(before.end, item.start) > 1;
  });
  const blanks = items.map((_, index) => authors[index] === true && items[index - 1]?.kind !== 'header');
  for (let at = 1; at < items.length; at++) {
    // From one item that is no comment to the next: `start` is the first behind the one, `at` the other.
    const start = at;
    while (items[at]?.kind === 'comment') at++;
    const next = items[at];
    if (next?.kind === 'header') separate(items[start - 1] as Item, next, blanks, start, at);
  }
  return blanks;
}

/**
 * Two tables have one blank line between them; where comments are between them too and the author left none,
 * these belong to the second. A table directly inside one that has nothing else may stand right under it.
 */
function separate(before: Item, header: Item, blanks: boolean[], start: number, end: number): void {
  // Comments that begin the file stand behind no table.
  if (before.kind === 'comment' || (before.kind === 'header' && isInside(header, before))) return;
  const hasBlank = blanks.slice(start, end + 1).includes(true);
  if (!hasBlank) blanks[start] = true;
}

const isInside = (inner: Item, outer: Item): boolean =>
  inner.path.length > outer.path.length && outer.path.every((name, index) => inner.path[index] === name);
