import { extent, type Picture } from './picture.js';
import { statesIn } from './states.js';
import { drawEdges, type Origin, round } from './svg/draw-edges.js';
import { drawFrame, drawMembers } from './svg/draw-members.js';
import { FONT } from './svg/fonts.js';
import { layout } from './svg/layout.js';
import type { Level } from './svg/level.js';
import { HEADER, MARGIN, TITLE_WIDTH } from './svg/measures.js';
import { STYLE, stateStyle } from './svg/style.js';
import { fitText, textWidth } from './svg/text-width.js';
import { xml } from './svg/xml.js';
import { visible } from './visible.js';

const ARROW =
  '<defs><marker id="gt-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="gt-arrow" d="M0 0.5L8 4L0 7.5Z"/></marker></defs>';

/**
 * A drawing of the woven DAG, top to bottom, as one self-contained SVG: containers as boxes around their
 * contents, many steps of one kind as a grid, what had no room as tooltips, colours for light and dark
 * screens. The same picture gives the same bytes.
 */
export function svg(picture: Picture): string {
  const { levels, root, stepWidth } = layout(picture);
  const room = Math.max(root.width, TITLE_WIDTH);
  const name = fitText(visible(picture.name), FONT.name, room);
  const note = fitText(`${visible(picture.type)} · ${extent(picture)}`, FONT.note, room);
  const header = Math.max(textWidth(name, FONT.name), textWidth(note, FONT.note));
  const width = Math.ceil(Math.max(root.width, header) + 2 * MARGIN);
  const height = Math.ceil(HEADER + root.height + MARGIN);
  const frames: string[] = [];
  const edges: string[] = [];
  const members: string[] = [];
  const origins = new Map<Level, Origin>([[root, { x: (width - root.width) / 2, y: HEADER }]]);
  for (const level of levels) {
    const origin = origins.get(level) as Origin;
    edges.push(...drawEdges(level, origin));
    for (const item of level.items) {
      // A container full of one grid is frame enough.
      if (item.inner || (item.kind === 'grid' && level.items.length > 1))
        frames.push(...drawFrame(item, origin));
      if (!item.inner) members.push(...drawMembers(item, origin, stepWidth));
      else origins.set(item.inner, { x: origin.x + item.x - item.width / 2, y: origin.y + item.top });
    }
  }
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="gt-picture" ${size} role="img" aria-label="${xml(picture.name)}">`,
    `<style>${STYLE}${stateStyle(statesIn(picture))}</style>`,
    ARROW,
    `<rect class="gt-paper" width="${width}" height="${height}" rx="6"/>`,
    `<text class="gt-name" x="${round(MARGIN)}" y="32">${xml(name)}</text>`,
    `<text class="gt-note" x="${round(MARGIN)}" y="51">${xml(note)}</text>`,
    ...frames,
    ...edges,
    ...members,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
