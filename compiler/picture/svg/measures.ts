import type { Member, Outline } from '../outline.js';
import { glyphOf } from '../states.js';
import { visible } from '../visible.js';
import { widthForBadges } from './badges.js';
import { FONT } from './fonts.js';
import { textWidth } from './text-width.js';

// All lengths are in the units of the drawing, which are pixels at its natural size.

export const STEP_HEIGHT = 46;
const STEP_WIDTH = { least: 120, most: 280 } as const;
export const STEP_PADDING = 12;

export const BARRIER = { width: 44, height: 8 } as const;

/**
 * Between items of a row, between an item and a passing edge, and between passing edges. Between rows,
 * and between the ports at a border and the next row; more by `perTravel` for edges that go far sideways.
 */
export const GAP = {
  items: 28,
  point: 18,
  points: 14,
  rows: 38,
  ports: 18,
  rowsMost: 110,
  perTravel: 0.07,
} as const;

/** Between the cells of a grid, and around them. */
export const GRID = { gapX: 16, gapY: 14, padding: 14 } as const;

/** Around what is in a container; its title stands above. */
export const INSET = { side: 18, top: 6, bottom: 18 } as const;
export const TITLE_ROOM = 30;

export const MARGIN = 28;
/** The picture's title may make it at most this wide. */
export const TITLE_WIDTH = 480;
/** Above the picture, for its own title. */
export const HEADER = 70;

/** All steps are as wide as the widest text of any asks for, within limits. */
export function stepWidth({ members }: Outline): number {
  let widest: number = STEP_WIDTH.least;
  for (const member of members) {
    if (!member.step || member.children.length > 0) continue;
    const { id, title } = texts(member);
    const text = Math.max(textWidth(title, FONT.title), textWidth(id, FONT.id)) + 2 * STEP_PADDING;
    widest = Math.max(widest, text, widthForBadges(member.step));
  }
  return Math.min(STEP_WIDTH.most, Math.ceil(widest));
}

/** What is written on a step or container, its state in front; a title that says no more than the id is left out. */
export function texts({ id, step }: Member): { id: string; title: string } {
  const shown = visible(id);
  const title = visible(step?.title ?? '');
  return { id: glyphOf(step) + shown, title: title === shown ? '' : title };
}

/** How many columns show `count` cells about three times as wide as high. */
export function gridColumns(count: number, width: number): number {
  const cell = (width + GRID.gapX) / (STEP_HEIGHT + GRID.gapY);
  return Math.max(4, Math.ceil(Math.sqrt((count * 3) / cell)));
}
