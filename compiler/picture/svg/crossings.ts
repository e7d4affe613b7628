import type { Item, Level, Segment } from './level.js';

/** Sweeps down and up; more change little in graphs of up to a few hundred steps. */
const SWEEPS = 6;

/**
 * Order the items of each row so that few edges cross: sweeps of barycentres (Sugiyama, Tagawa and Toda,
 * "Methods for visual understanding of hierarchical system structures", 1981), of which the best stays.
 * Ties keep the outline's order.
 */
export function orderRows(level: Level): void {
  const { rows } = level;
  const above = new Map<Item, Item[]>();
  const below = new Map<Item, Item[]>();
  const between: Segment[][] = rows.map(() => []);
  for (const segment of level.segments) {
    const { upper, lower } = segment;
    if (lower.row !== upper.row + 1) continue;
    between[upper.row]?.push(segment);
    push(above, lower, upper);
    push(below, upper, lower);
  }
  rows.forEach(number);
  let best = rows.map((row) => [...row]);
  let fewest = crossings(between);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    const turn = down ? rows : [...rows].reverse();
    for (const row of turn) sortByBarycentre(row, down ? above : below);
    const count = crossings(between);
    if (count < fewest) {
      fewest = count;
      best = rows.map((row) => [...row]);
    }
  }
  level.rows = best;
  level.rows.forEach(number);
}

function push(lists: Map<Item, Item[]>, item: Item, other: Item): void {
  const list = lists.get(item);
  if (list) list.push(other);
  else lists.set(item, [other]);
}

function number(row: readonly Item[]): void {
  row.forEach((item, order) => {
    item.order = order;
  });
}

/** An item without neighbours on that side keeps its place among the others as well as it can. */
function sortByBarycentre(row: Item[], neighbours: ReadonlyMap<Item, readonly Item[]>): void {
  const centre = new Map<Item, number>();
  for (const item of row) {
    const others = neighbours.get(item);
    if (!others) centre.set(item, item.order);
    else centre.set(item, others.reduce((sum, { order }) => sum + order, 0) / others.length);
  }
  row.sort((a, b) => (centre.get(a) as number) - (centre.get(b) as number) || a.order - b.order);
  number(row);
}

/** Inversions, counted with a Fenwick tree: O(segments log segments). */
function crossings(between: readonly (readonly Segment[])[]): number {
  let count = 0;
  for (const segments of between) {
    const sorted = [...segments].sort(
      (a, b) => a.upper.order - b.upper.order || a.lower.order - b.lower.order,
    );
    const size = sorted.reduce((most, { lower }) => Math.max(most, lower.order + 1), 0);
    const tree = new Int32Array(size + 1);
    sorted.forEach(({ lower }, before) => {
      let notRight = 0;
      for (let at = lower.order + 1; at > 0; at -= at & -at) notRight += tree[at] as number;
      count += before - notRight;
      for (let at = lower.order + 1; at <= size; at += at & -at) (tree[at] as number)++;
    });
  }
  return count;
}
