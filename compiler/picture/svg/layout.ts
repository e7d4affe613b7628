import { outline } from '../outline.js';
import type { Picture } from '../picture.js';
import { bend } from './bends.js';
import { orderRows } from './crossings.js';
import { FONT } from './fonts.js';
import { type Item, ItemIds, type Level } from './level.js';
import { levelsOf } from './levels.js';
import { BARRIER, GRID, gridColumns, INSET, STEP_HEIGHT, stepWidth, texts } from './measures.js';
import { place } from './positions.js';
import { assignRows } from './rows.js';
import { textWidth } from './text-width.js';
import { gatherTwins } from './twins.js';

/** More than any picture that a person can follow; it keeps one that nobody can from growing with its square. */
export const MAX_BENDS = 20_000;
const WIDEST_BOX_TITLE = 320;

/** All levels of a picture, each before those inside of it, laid out. */
export interface Layout {
  readonly levels: readonly Level[];
  /** The level of the whole picture. */
  readonly root: Level;
  readonly stepWidth: number;
}

/**
 * A layered layout for each container by itself, then for the picture with the containers as boxes: boxes
 * cannot overlap, and nothing but its contents is drawn inside of one. (One layering for all would show
 * the waves as rows, but needs a constraint solver to keep the boxes apart.)
 */
export function layout(picture: Picture): Layout {
  const outlined = outline(picture);
  const width = stepWidth(outlined);
  const ids = new ItemIds();
  const levels = levelsOf(outlined, ids);
  for (const level of levels) {
    assignRows(level);
    gatherTwins(level);
  }
  const budget = { left: MAX_BENDS, ids };
  for (const level of [...levels].reverse()) {
    for (const item of level.items) measure(item, width);
    bend(level, budget);
    orderRows(level);
    level.width = titleWidth(level);
    place(level);
  }
  return { levels, root: levels[0] as Level, stepWidth: width };
}

function measure(item: Item, width: number): void {
  if (item.inner) {
    item.width = item.inner.width;
    item.height = item.inner.height;
  } else if (item.kind === 'grid') {
    const columns = gridColumns(item.members.length, width);
    const rows = Math.ceil(item.members.length / columns);
    item.width = columns * (width + GRID.gapX) - GRID.gapX + 2 * GRID.padding;
    item.height = rows * (STEP_HEIGHT + GRID.gapY) - GRID.gapY + 2 * GRID.padding;
  } else {
    const isBarrier = item.members[0]?.step === undefined;
    item.width = isBarrier ? BARRIER.width : width;
    item.height = isBarrier ? BARRIER.height : STEP_HEIGHT;
  }
}

/** The least width of a level: a box must hold its title. */
function titleWidth({ container }: Level): number {
  if (!container) return 0;
  const { id, title } = texts(container);
  const text = textWidth(title, FONT.title) + textWidth(id, FONT.id) + 12;
  return Math.min(WIDEST_BOX_TITLE, text) + 2 * INSET.side;
}
