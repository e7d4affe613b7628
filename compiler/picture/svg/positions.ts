import { type Item, type Level, offsetOf } from './level.js';
import { GAP, INSET, TITLE_ROOM } from './measures.js';
import { spread } from './spread.js';

/** Sweeps down and up in turn find who stands where; sweeps that look both ways draw everything together. */
const SWEEPS = 8;
const SMOOTHING = 12;
/** What an item without neighbours on a side weighs: it gives way to all others. */
const IDLE = 0.01;

interface Pull {
  readonly other: Item;
  /** Where the other end would have this item be, from the other's middle. */
  readonly offset: number;
  readonly weight: number;
}

/** Give the items of a level, in rows and in order, their coordinates, and the level its size. The boxes in it have theirs. */
export function place(level: Level): void {
  const above = new Map<Item, Pull[]>();
  const below = new Map<Item, Pull[]>();
  const both = new Map<Item, Pull[]>();
  for (const { upper, lower, upperPort, lowerPort } of level.segments) {
    const offset = offsetOf(upper, upperPort) - offsetOf(lower, lowerPort);
    // Long edges first of all are straight; a step stands in the middle of what it has to do with.
    const weight = isPoint(upper) && isPoint(lower) ? 8 : isPoint(upper) || isPoint(lower) ? 2 : 1;
    const up = { other: upper, offset, weight };
    const down = { other: lower, offset: -offset, weight };
    push(above, lower, up);
    push(below, upper, down);
    push(both, lower, up);
    push(both, upper, down);
  }
  const downwards = level.rows;
  const upwards = [...level.rows].reverse();
  for (const row of downwards) settle(row, new Map());
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? downwards : upwards) settle(row, down ? above : below);
  }
  for (let sweep = 0; sweep < SMOOTHING; sweep++) {
    for (const row of sweep % 2 === 0 ? downwards : upwards) settle(row, both);
  }
  // Only a sweep that looks one way makes a chain or a long edge straight: the last ones do.
  for (const row of upwards) settle(row, below);
  for (const row of downwards) settle(row, above);
  shift(level);
  stack(level);
}

function isPoint({ kind }: Item): boolean {
  return kind === 'bend' || kind === 'port';
}

function push(pulls: Map<Item, Pull[]>, item: Item, pull: Pull): void {
  const list = pulls.get(item);
  if (list) list.push(pull);
  else pulls.set(item, [pull]);
}

/** Move the items of a row to where `pulls` would have them, keeping their order and distances. */
function settle(row: readonly Item[], pulls: ReadonlyMap<Item, readonly Pull[]>): void {
  const wanted: number[] = [];
  const weights: number[] = [];
  const gaps: number[] = [];
  row.forEach((item, position) => {
    let sum = 0;
    let weight = 0;
    for (const pull of pulls.get(item) ?? []) {
      sum += (pull.other.x + pull.offset) * pull.weight;
      weight += pull.weight;
    }
    wanted.push(weight > 0 ? sum / weight : item.x);
    weights.push(weight > 0 ? weight : IDLE);
    const next = row[position + 1];
    if (next) gaps.push((item.width + next.width) / 2 + gapBetween(item, next));
  });
  const places = spread(wanted, weights, gaps);
  row.forEach((item, position) => {
    item.x = places[position] as number;
  });
}

function gapBetween(left: Item, right: Item): number {
  if (isPoint(left) && isPoint(right)) return GAP.points;
  return isPoint(left) || isPoint(right) ? GAP.point : GAP.items;
}

/** Move everything to the left edge, centred where the level is wider than what is in it. */
function shift(level: Level): void {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const row of level.rows) {
    for (const { x, width } of row) {
      left = Math.min(left, x - width / 2);
      right = Math.max(right, x + width / 2);
    }
  }
  const inset = level.container ? INSET.side : 0;
  const content = level.rows.length > 0 ? right - left : 0;
  level.width = Math.ceil(Math.max(content, level.width - 2 * inset) + 2 * inset);
  const move = (level.width - content) / 2 - left;
  for (const row of level.rows) for (const item of row) item.x = Math.round((item.x + move) * 2) / 2;
}

/** Give the rows their heights, and more room between them the farther the edges there go sideways. */
function stack(level: Level): void {
  const { rows, container } = level;
  const travel = rows.map(() => 0);
  for (const { upper, lower, upperPort, lowerPort } of level.segments) {
    const sideways = upper.x + offsetOf(upper, upperPort) - lower.x - offsetOf(lower, lowerPort);
    travel[upper.row] = Math.max(travel[upper.row] as number, Math.abs(sideways));
  }
  const startsWithPorts = container !== undefined && rows[0]?.[0]?.kind === 'port';
  const endsWithPorts = container !== undefined && rows.at(-1)?.[0]?.kind === 'port';
  let top = container && !startsWithPorts ? TITLE_ROOM + INSET.top : 0;
  rows.forEach((row, number) => {
    let height = row.reduce((most, item) => Math.max(most, isPoint(item) ? 0 : item.height), 0);
    if (number === 0 && startsWithPorts) height = TITLE_ROOM;
    for (const item of row) {
      if (isPoint(item)) item.height = height;
      item.top = top + (height - item.height) / 2;
    }
    level.rowTop.push(top);
    level.rowHeight.push(height);
    top += height;
    if (number < rows.length - 1) {
      const beside = (number === 0 && startsWithPorts) || (number === rows.length - 2 && endsWithPorts);
      const least = beside ? GAP.ports : GAP.rows;
      top += Math.min(GAP.rowsMost, Math.round(least + (travel[number] as number) * GAP.perTravel));
    }
  });
  level.height = top + (container && !endsWithPorts ? INSET.bottom : 0);
}
