import { columns, cut } from './columns.js';
import { type Member, outline } from './outline.js';
import { extent, marks, type Picture } from './picture.js';
import { rails } from './rails.js';
import { glyphOf, LOOKS } from './states.js';
import { visible } from './visible.js';

/** What gives a text its colour; the identity where there is none. */
export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
  cyan(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  red(text: string): string;
}

const GAP = '  ';
const MOST_NAMED = 3;
/** Below this many columns a title says nothing. */
const LEAST_TITLE = 8;
/** Names of needs give way to this much of a title. */
const DUE_TITLE = 24;

/**
 * The woven DAG for a terminal of `width` columns: a line a step, in topological order, the contents of
 * a container below it. In front of each stands its wave, those of its contents for a container. What a
 * step waits for is named unless it is just the line above (in the wave before) or what its container
 * waits for (then it shares the container's first wave). Only titles are cut to the width: ids are for copying.
 * In front of the id stands where a step of a molecule is.
 */
export function tree(picture: Picture, { colors, width }: { colors: Colors; width: number }): string {
  const { top, members } = outline(picture);
  const title = `${colors.bold(visible(picture.name))}${GAP}${visible(picture.type)}, ${extent(picture)}`;
  const rail = rails(top);
  const waves = members.map(waveText);
  const names = members.map((member) => rail[member.number] + glyphOf(member.step) + visible(member.id));
  const waveRoom = waves.reduce((most, text) => Math.max(most, text.length), 0);
  const nameRoom = names.reduce((most, name) => Math.max(most, columns(name)), 0);
  const layout = { width, waveRoom, nameRoom: Math.min(nameRoom, Math.floor(width / 2)) };
  const rows = members.map((member, position) =>
    row(member, members[position - 1], rail[position] as string, waves[position] as string, layout, colors),
  );
  return `${[title, ...(rows.length > 0 ? [''] : []), ...rows].join('\n')}\n`;
}

interface Layout {
  readonly width: number;
  readonly waveRoom: number;
  readonly nameRoom: number;
}

function row(
  member: Member,
  above: Member | undefined,
  rail: string,
  wave: string,
  { width, waveRoom, nameRoom }: Layout,
  colors: Colors,
): string {
  const id = visible(member.id);
  const marked = marksOf(member).map((mark) => `[${mark}]`);
  const glyph = glyphOf(member.step);
  const nameWidth = columns(rail) + columns(glyph) + columns(id);
  const fixed = waveRoom + GAP.length + Math.max(nameWidth, nameRoom);
  const marksWidth = marked.reduce((sum, mark) => sum + GAP.length + columns(mark), 0);
  const whole = visible(member.step?.title ?? '');
  const left = width - fixed - marksWidth - GAP.length;
  const needs = needsText(member, above, left - GAP.length - Math.min(columns(whole), DUE_TITLE));
  const room = left - (needs === '' ? 0 : GAP.length + columns(needs));
  const title = room < LEAST_TITLE ? '' : cut(whole, room);

  const name = member.step
    ? member.children.length > 0
      ? colors.bold(id)
      : colors.cyan(id)
    : colors.dim(id);
  const state = member.step?.state;
  const mark = state === undefined ? '' : colors[LOOKS[state].color](glyph);
  let line = `${colors.dim(wave.padStart(waveRoom))}${GAP}${colors.dim(rail)}${mark}${name}`;
  if (title !== '' || marked.length > 0 || needs !== '')
    line += ' '.repeat(Math.max(0, nameRoom - nameWidth));
  if (title !== '') line += GAP + colors.dim(title);
  for (const mark of marked) line += GAP + colors.yellow(mark);
  return needs === '' ? line : line + GAP + colors.green(needs);
}

function waveText({ waves }: Member): string {
  if (!waves) return '';
  return waves[0] === waves[1] ? String(waves[0]) : `${waves[0]}-${waves[1]}`;
}

function marksOf({ step }: Member): string[] {
  return step ? marks(step).map(visible) : ['barrier'];
}

/** `← a, b, c +4`, with fewer names where three do not fit; empty where the place of the line says it. */
function needsText({ needs }: Member, above: Member | undefined, room: number): string {
  if (needs.length === 0) return '';
  if (needs.length === 1 && needs[0] === above) return '';
  for (let named = Math.min(MOST_NAMED, needs.length); ; named--) {
    const more = needs.length > named ? ` +${needs.length - named}` : '';
    const names = needs.slice(0, named).map(({ id }) => visible(id));
    const text = `← ${names.join(', ')}${more}`;
    if (named === 1 || columns(text) <= room) return text;
  }
}
