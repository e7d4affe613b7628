import { type Item, type ItemIds, type Level, type Link, newItem, type Segment } from './level.js';
import { upperAndLower } from './rows.js';

/** How many more bends a picture may have: long edges in tall pictures would need their product. */
export interface BendBudget {
  left: number;
  readonly ids: ItemIds;
}

/**
 * Cut the links of a level into segments from row to row, with a bend in every row that a link passes, so
 * that nothing is drawn across a step. A link that the budget has no bends left for stays in one piece.
 */
export function bend(level: Level, budget: BendBudget): void {
  const bends = new Map<string, Item>();
  const seen = new Set<string>();
  function bendIn(row: number, trunk: string): Item {
    const key = `${trunk} ${row}`;
    let item = bends.get(key);
    if (!item) {
      item = newItem('bend', budget.ids.next());
      item.row = row;
      bends.set(key, item);
      level.rows[row]?.push(item);
      budget.left--;
    }
    return item;
  }
  function add(segment: Segment): void {
    const { upper, lower, upperPort, lowerPort, arrow } = segment;
    const key = `${upper.id} ${lower.id} ${upperPort?.id ?? ''} ${lowerPort?.id ?? ''} ${arrow}`;
    if (seen.has(key)) return;
    seen.add(key);
    level.segments.push(segment);
  }
  level.links.forEach((link, position) => {
    const [first, last] = upperAndLower(link);
    // An upward link shares nothing: its bundle runs the other way.
    const trunk = link.reversed ? `up ${position}` : String(link.trunk);
    const { upperPort, lowerPort } = portsOf(link);
    const passes = last.row - first.row - 1 <= budget.left;
    let upper = first;
    for (let row = first.row + 1; passes && row < last.row; row++) {
      const lower = bendIn(row, trunk);
      const arrow = upper === first && pointsUp(link) ? 'up' : 'none';
      add({ upper, lower, upperPort: upper === first ? upperPort : undefined, lowerPort: undefined, arrow });
      upper = lower;
    }
    const arrow = pointsDown(link) ? 'down' : upper === first && pointsUp(link) ? 'up' : 'none';
    add({ upper, lower: last, upperPort: upper === first ? upperPort : undefined, lowerPort, arrow });
  });
}

function pointsDown({ to, toPort, reversed }: Link): boolean {
  return !reversed && !toPort && to.kind !== 'port';
}

function pointsUp({ to, toPort, reversed }: Link): boolean {
  return reversed && !toPort && to.kind !== 'port';
}

function portsOf({ from, to, trunk, fromPort, toPort, reversed }: Link): {
  upperPort: Item | undefined;
  lowerPort: Item | undefined;
} {
  const exit = fromPort ? from.inner?.exits.get(trunk) : undefined;
  const entry = toPort ? to.inner?.entries.get(trunk) : undefined;
  return reversed ? { upperPort: entry, lowerPort: exit } : { upperPort: exit, lowerPort: entry };
}
