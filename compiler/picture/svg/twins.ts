import { type Item, type Level, type Link, newItem } from './level.js';

/** Up to this many steps of one kind stand side by side; more become a grid, or the row would be too wide to read. */
const MAX_SIDE_BY_SIDE = 8;

/**
 * Gather the steps of a row that wait for the same and are waited for by the same into one item, with one
 * line in for each need and one out for each that waits, when they are many. `level` has its rows.
 */
export function gatherTwins(level: Level): void {
  const wide = level.rows.filter((row) => row.length > MAX_SIDE_BY_SIDE);
  if (wide.length === 0) return;
  const neighbours = signatures(level.links);
  const gridOf = new Map<Item, Item>();
  for (const row of wide) {
    const groups = new Map<string, Item[]>();
    for (const item of row) {
      if (item.kind !== 'step' || item.members[0]?.step === undefined) continue;
      const signature = neighbours.get(item) ?? '';
      const group = groups.get(signature);
      if (group) group.push(item);
      else groups.set(signature, [item]);
    }
    for (const group of groups.values()) {
      if (group.length <= MAX_SIDE_BY_SIDE) continue;
      const first = group[0] as Item;
      const grid = newItem(
        'grid',
        first.id,
        group.flatMap(({ members }) => members),
      );
      grid.row = first.row;
      for (const item of group) gridOf.set(item, grid);
    }
  }
  if (gridOf.size === 0) return;
  const unique = (row: readonly Item[]): Item[] => [...new Set(row.map((item) => gridOf.get(item) ?? item))];
  level.rows = level.rows.map(unique);
  level.items = unique(level.items);
  level.links = relink(level.links, gridOf);
}

/** By item: everything that its links lead to, in a form that is equal for equal sets. */
function signatures(links: readonly Link[]): Map<Item, string> {
  const ends = new Map<Item, string[]>();
  const add = (item: Item, end: string): void => {
    const list = ends.get(item);
    if (list) list.push(end);
    else ends.set(item, [end]);
  };
  for (const { from, to, trunk, fromPort, toPort } of links) {
    add(to, `<${from.id}${fromPort ? `:${trunk}` : ''}`);
    add(from, `>${to.id}${toPort ? `:${trunk}` : ''}`);
  }
  return new Map([...ends].map(([item, list]) => [item, list.sort().join(' ')]));
}

function relink(links: readonly Link[], gridOf: ReadonlyMap<Item, Item>): Link[] {
  const seen = new Set<string>();
  const kept: Link[] = [];
  for (const link of links) {
    const from = gridOf.get(link.from) ?? link.from;
    const to = gridOf.get(link.to) ?? link.to;
    if (from !== link.from || to !== link.to) {
      const key = `${from.id} ${to.id} ${link.fromPort || link.toPort ? link.trunk : ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    kept.push({ ...link, from, to });
  }
  return kept;
}
