import type { Member } from '../outline.js';

/**
 * What takes up room in a row. `step`: a step, or a barrier; `box`: a container with its contents; `grid`:
 * steps that wait for the same and are waited for by the same; `bend`: where an edge passes a row;
 * `port`: where an edge passes the border of the container.
 */
export type ItemKind = 'step' | 'box' | 'grid' | 'bend' | 'port';

export interface Item {
  readonly kind: ItemKind;
  /** Unique in the picture. */
  readonly id: number;
  /** The step, barrier or container; the steps of a grid; none for the rest. */
  readonly members: readonly Member[];
  /** The contents of a box. */
  readonly inner: Level | undefined;
  width: number;
  height: number;
  row: number;
  /** Its place in its row. */
  order: number;
  /** Its middle, from the level's left edge. */
  x: number;
  /** Its upper edge, from the level's. */
  top: number;
}

/** Numbers the items of one picture. */
export class ItemIds {
  #next = 0;

  next(): number {
    return this.#next++;
  }
}

/** An edge, or its part, between two items of a level. */
export interface Link {
  readonly from: Item;
  readonly to: Item;
  /** Edges of one trunk share their bends and ports: they have an end in common. */
  readonly trunk: number;
  /** Whether it goes on inside of the box that it comes from, or leads to. */
  readonly fromPort: boolean;
  readonly toPort: boolean;
  /** It runs upwards, which happens only where steps of two containers wait for each other's. */
  reversed: boolean;
}

/** A piece of a link from one row to the next. */
export interface Segment {
  readonly upper: Item;
  readonly lower: Item;
  /** The port of a box that the end is at. */
  readonly upperPort: Item | undefined;
  readonly lowerPort: Item | undefined;
  readonly arrow: 'none' | 'down' | 'up';
}

/** The contents of a container, or the whole picture: a layered layout of its own. */
export interface Level {
  /** `undefined` for the whole. */
  readonly container: Member | undefined;
  /** What stands in it, in outline order. */
  items: Item[];
  links: Link[];
  /** By trunk: where edges come in and go out. */
  readonly entries: Map<number, Item>;
  readonly exits: Map<number, Item>;
  /** The ports that are at the other border than usual, because their links run upwards. */
  readonly flipped: Set<Item>;
  rows: Item[][];
  segments: Segment[];
  rowTop: number[];
  rowHeight: number[];
  width: number;
  height: number;
}

export function emptyLevel(container: Member | undefined): Level {
  return {
    container,
    items: [],
    links: [],
    entries: new Map(),
    exits: new Map(),
    flipped: new Set(),
    rows: [],
    segments: [],
    rowTop: [],
    rowHeight: [],
    width: 0,
    height: 0,
  };
}

export function newItem(
  kind: ItemKind,
  id: number,
  members: readonly Member[] = [],
  inner: Level | undefined = undefined,
): Item {
  return { kind, id, members, inner, width: 0, height: 0, row: 0, order: 0, x: 0, top: 0 };
}

/** Where a segment touches an item, from the item's middle. */
export function offsetOf(item: Item, port: Item | undefined): number {
  return port ? port.x - item.width / 2 : 0;
}
