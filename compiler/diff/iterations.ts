/** The parts of an id that loops give. */
const ITERATION = /(?<=^|\.)iter(\d+)(?=\.|$)/g;

/** The numbers of the iterations that an id stands in, outermost first. */
const iterationsOf = (id: string): number[] => [...id.matchAll(ITERATION)].map((match) => Number(match[1]));

/** The id without those numbers. */
export const patternOf = (id: string): string => id.replace(ITERATION, 'iter*');

/** A text that is the same for `id` seen from `own` as for its like seen from another iteration. */
export function relativeTo(id: string, own: string): string {
  const around = iterationsOf(own);
  const numbers = iterationsOf(id).map((number, depth) => {
    const from = around[depth];
    return from === undefined ? `=${number}` : number - from;
  });
  return `${patternOf(id)} ${numbers.join(' ')}`;
}

/** A name for ids of one pattern: `moves.iter1..iter127.move`. */
export function rangeName(ids: readonly string[]): string {
  const numbers = ids.map(iterationsOf);
  let depth = 0;
  return (ids[0] ?? '').replace(ITERATION, (part) => {
    const column = numbers.map((each) => each[depth] ?? 0);
    depth++;
    const [least, most] = [min(column), max(column)];
    return least === most ? part : `iter${least}..iter${most}`;
  });
}

const min = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));
const max = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b));

/** What is alike, and of which one name can be given to all: no iteration between the first and the last is missing. */
export type Group<T> = readonly [T, ...T[]];

/**
 * Put things together that share a key and differ in the iterations of their ids only. `key` must hold
 * the pattern of the id. Groups and what is in them keep the order of their first.
 */
export function foldIterations<T>(
  things: readonly T[],
  idOf: (thing: T) => string,
  key: (thing: T) => string,
): Group<T>[] {
  const byKey = new Map<string, Box<T>[]>();
  for (const [place, thing] of things.entries()) {
    const box = {
      ranges: iterationsOf(idOf(thing)).map((number) => [number, number] as const),
      things: [thing] as const,
      place,
    };
    const others = byKey.get(key(thing));
    if (others) others.push(box);
    else byKey.set(key(thing), [box]);
  }
  return [...byKey.values()]
    .flatMap(joined)
    .sort((a, b) => a.place - b.place)
    .map((box) => box.things);
}

/** All things in a range of iterations of each loop around. */
interface Box<T> {
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly things: Group<T>;
  readonly place: number;
}

function joined<T>(boxes: readonly Box<T>[]): Box<T>[] {
  const depths = boxes[0]?.ranges.length ?? 0;
  let all = [...boxes];
  for (let depth = depths - 1; depth >= 0; depth--) {
    const rows = new Map<string, Box<T>[]>();
    for (const box of all) {
      const others = JSON.stringify(box.ranges.toSpliced(depth, 1));
      const row = rows.get(others) ?? [];
      row.push(box);
      rows.set(others, row);
    }
    all = [...rows.values()].flatMap((row) => joinedRow(row, depth));
  }
  return all;
}

function joinedRow<T>(row: readonly Box<T>[], depth: number): Box<T>[] {
  const sorted = row.toSorted((a, b) => (a.ranges[depth]?.[0] ?? 0) - (b.ranges[depth]?.[0] ?? 0));
  const runs: [Box<T>, ...Box<T>[]][] = [];
  for (const box of sorted) {
    const run = runs.at(-1);
    const before = run?.at(-1)?.ranges[depth]?.[1];
    if (run && before !== undefined && box.ranges[depth]?.[0] === before + 1) run.push(box);
    else runs.push([box]);
  }
  return runs.map((run): Box<T> => {
    const [first] = run;
    const last = run.at(-1) ?? first;
    const range = [first.ranges[depth]?.[0] ?? 0, last.ranges[depth]?.[1] ?? 0] as const;
    return {
      ranges: first.ranges.with(depth, range),
      things: run.flatMap((box) => box.things) as unknown as Group<T>,
      place: min(run.map((box) => box.place)),
    };
  });
}
