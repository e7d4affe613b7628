/** Lines around a change that are shown with it. */
const CONTEXT = 3;

interface Piece {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * How `after` differs from `before`, as a unified diff; empty when it does not. Lines that occur once in both
 * are matched first, as patience diff does, and what is equal at the ends of the gaps between them: time goes
 * with the length of the texts, and not with its square.
 */
export function unifiedDiff(before: string, after: string, path: string): string {
  if (before === after) return '';
  const pieces = compare(lines(before), lines(after));
  let text = `--- ${path}\n+++ ${path}\n`;
  let oldLine = 1;
  let newLine = 1;
  for (let at = 0; at < pieces.length; ) {
    const end = hunkEnd(pieces, at);
    if (end === at) {
      oldLine++;
      newLine++;
      at++;
      continue;
    }
    const hunk = pieces.slice(at, end);
    const olds = hunk.filter(({ mark }) => mark !== '+').length;
    const news = hunk.filter(({ mark }) => mark !== '-').length;
    text += `@@ -${range(oldLine, olds)} +${range(newLine, news)} @@\n`;
    for (const { mark, line } of hunk) {
      text += `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;
    }
    oldLine += olds;
    newLine += news;
    at = end;
  }
  return text;
}

/** Where the hunk that begins at `start` ends; `start` when no change is near enough for one to begin. */
function hunkEnd(pieces: readonly Piece[], start: number): number {
  let end = start;
  let quiet = 0;
  let hasChange = false;
  for (let at = start; at < pieces.length; at++) {
    quiet = pieces[at]?.mark === ' ' ? quiet + 1 : 0;
    if (quiet === 0) {
      hasChange = true;
      end = at + 1;
    }
    if (quiet > (hasChange ? 2 * CONTEXT : CONTEXT)) break;
  }
  return hasChange ? Math.min(end + CONTEXT, pieces.length) : start;
}

const range = (line: number, count: number): string =>
  count === 1 ? `${line}` : `${count === 0 ? line - 1 : line},${count}`;

/** With their line ends. */
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function compare(before: readonly string[], after: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  for (const [anchor, other] of [...anchors(before, after), [before.length, after.length] as const]) {
    for (const piece of gap(before.slice(i, anchor), after.slice(j, other))) pieces.push(piece);
    const line = before[anchor];
    if (line !== undefined) pieces.push({ mark: ' ', line });
    [i, j] = [anchor + 1, other + 1];
  }
  return pieces;
}

function gap(before: readonly string[], after: readonly string[]): Piece[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const marked = (mark: Piece['mark'], list: readonly string[]): Piece[] =>
    list.map((line) => ({ mark, line }));
  return [
    ...marked(' ', before.slice(0, head)),
    ...marked('-', before.slice(head, before.length - tail)),
    ...marked('+', after.slice(head, after.length - tail)),
    ...marked(' ', before.slice(before.length - tail)),
  ];
}

/** Pairs of places of lines that occur once in each text, the most of them that are in order in both. */
function anchors(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const places = uniquePlaces(after);
  const pairs = [...uniquePlaces(before)].flatMap(([line, place]) => {
    const other = places.get(line);
    return other === undefined ? [] : [[place, other] as const];
  });
  return longestRise(pairs);
}

function uniquePlaces(list: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  list.forEach((line, place) => {
    if (places.has(line)) repeated.add(line);
    places.set(line, place);
  });
  for (const line of repeated) places.delete(line);
  return places;
}

/** Patience sorting: the longest run of `pairs`, which rise on the left, that also rises on the right. */
function longestRise(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  /** By length less one: the pair with the lowest right that a run of that length ends with. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  pairs.forEach(([, right], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] as number]?.[1] as number) < right) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  });
  const run: (readonly [number, number])[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) {
    run.push(pairs[at] as readonly [number, number]);
  }
  return run.reverse();
}
