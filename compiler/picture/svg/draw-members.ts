import { shapeOf } from '../label.js';
import type { Member } from '../outline.js';
import { marks, type PictureStep } from '../picture.js';
import { LOOKS } from '../states.js';
import { visible } from '../visible.js';
import { BADGE, badgesOf, badgeWidth } from './badges.js';
import { type Origin, round } from './draw-edges.js';
import { FONT } from './fonts.js';
import type { Item } from './level.js';
import { GRID, gridColumns, INSET, STEP_HEIGHT, STEP_PADDING, texts } from './measures.js';
import { fitText, textWidth } from './text-width.js';
import { xml } from './xml.js';

/** The frame and title of a container, or the frame of a grid. */
export function drawFrame(item: Item, { x, y }: Origin): string[] {
  const left = x + item.x - item.width / 2;
  const top = y + item.top;
  const rect = `x="${round(left)}" y="${round(top)}" width="${round(item.width)}" height="${round(item.height)}"`;
  const container = item.inner?.container;
  if (!container) {
    const tooltip = `<title>${item.members.length} steps with the same needs</title>`;
    return [`<g>${tooltip}<rect class="gt-grid" ${rect} rx="10"/></g>`];
  }
  const { id, title } = texts(container);
  const room = item.width - 2 * INSET.side;
  const shown = title === '' ? '' : fitText(title, FONT.title, room);
  const idAt = shown === '' ? 0 : textWidth(shown, FONT.title) + 10;
  const idRoom = room - idAt;
  const lines = [
    `<g>${tooltip(container)}`,
    `<rect class="gt-box${stateClass(container)}" ${rect} rx="12"/>`,
  ];
  const baseline = round(top + 21);
  const textLeft = left + INSET.side - 4;
  if (shown !== '') lines.push(text('gt-box-title', textLeft, baseline, shown));
  if (idRoom > FONT.id * 4)
    lines.push(text('gt-id', textLeft + idAt, baseline, fitText(id, FONT.id, idRoom)));
  if (container.step) lines.push(...drawBadges(container.step, left + item.width, top, item.width));
  lines.push('</g>');
  return lines;
}

/** The steps and barriers of an item. */
export function drawMembers(item: Item, { x, y }: Origin, stepWidth: number): string[] {
  const left = x + item.x - item.width / 2;
  const top = y + item.top;
  if (item.kind !== 'grid') {
    return item.members.flatMap((member) => drawMember(member, left, top, item.width, item.height));
  }
  const columns = gridColumns(item.members.length, stepWidth);
  return item.members.flatMap((member, position) => {
    const column = position % columns;
    const row = Math.floor(position / columns);
    const cellLeft = left + GRID.padding + column * (stepWidth + GRID.gapX);
    const cellTop = top + GRID.padding + row * (STEP_HEIGHT + GRID.gapY);
    return drawMember(member, cellLeft, cellTop, stepWidth, STEP_HEIGHT);
  });
}

function drawMember(member: Member, left: number, top: number, width: number, height: number): string[] {
  const shape = shapeOf(member);
  const rect = `x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}"`;
  if (shape === 'barrier') {
    return [`<g>${tooltip(member)}`, `<rect class="gt-barrier" ${rect} rx="4"/>`, '</g>'];
  }
  const { id, title } = texts(member);
  const room = width - 2 * STEP_PADDING;
  const middle = left + width / 2;
  const lines = [`<g>${tooltip(member)}`, `<rect class="gt-${shape}${stateClass(member)}" ${rect} rx="8"/>`];
  if (title !== '') lines.push(text('gt-title', middle, round(top + 20), fitText(title, FONT.title, room)));
  const baseline = title === '' ? top + height / 2 + 4 : top + 36;
  lines.push(text('gt-id gt-middle', middle, round(baseline), fitText(id, FONT.id, room)));
  if (member.step) lines.push(...drawBadges(member.step, left + width, top, width));
  lines.push('</g>');
  return lines;
}

const stateClass = ({ step }: Member): string => (step?.state === undefined ? '' : ` gt-is-${step.state}`);

/** Badges on the right half of a step's upper edge, from its corner; edges come in at its middle. */
function drawBadges(step: PictureStep, right: number, top: number, width: number): string[] {
  const lines: string[] = [];
  let end = right - BADGE.indent;
  const middle = right - width / 2 + BADGE.indent;
  for (const { kind, label } of badgesOf(step)) {
    const shown = fitText(label, FONT.badge, end - middle - 2 * BADGE.padding);
    const wide = badgeWidth(shown);
    const left = end - wide;
    const rect = `x="${round(left)}" y="${round(top - BADGE.height / 2)}" width="${round(wide)}" height="${BADGE.height}"`;
    lines.push(`<rect class="gt-badge-${kind}" ${rect} rx="${BADGE.height / 2}"/>`);
    lines.push(text('gt-badge', left + wide / 2, round(top + 3.5), shown));
    end = left - BADGE.gap;
  }
  return lines;
}

function text(className: string, x: number, baseline: string, content: string): string {
  return `<text class="${className}" x="${round(x)}" y="${baseline}">${xml(content)}</text>`;
}

/** Everything that had no room: shown while the pointer rests on it, and read out. */
function tooltip(member: Member): string {
  const { id, step, needs, waves } = member;
  const lines = [step ? `${visible(id)}: ${visible(step.title)}` : `${visible(id)} (barrier)`];
  if (step?.state !== undefined) lines.push(LOOKS[step.state].word);
  if (step) lines.push(...marks(step).map(visible));
  if (waves) lines.push(waves[0] === waves[1] ? `wave ${waves[0]}` : `waves ${waves[0]} to ${waves[1]}`);
  if (needs.length > 0) {
    const named = needs.slice(0, 10).map((need) => visible(need.id));
    lines.push(`needs ${named.join(', ')}${needs.length > 10 ? ` and ${needs.length - 10} more` : ''}`);
  }
  return `<title>${lines.map(xml).join('\n')}</title>`;
}
