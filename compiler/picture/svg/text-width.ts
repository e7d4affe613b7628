import { columns } from '../columns.js';

/** Widths in ems of a wide sans-serif (DejaVu, Verdana): what fits here fits in narrower fonts, too. */
const NARROW = /^[ijltfrI.,:;!|'`()[\]{}/\\-]$/;
const WIDE = /^[mwMW@%—…]$/;
const CAPITAL = /^[\p{Lu}#&+=<>~^]$/u;

/** How wide `text` is at most, roughly, in a proportional font of `size`. Fonts are the viewer's, so it is a guess. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

/** As much of `text` as fits into `room`, ending in `…` where something was cut off. */
export function fitText(text: string, size: number, room: number): string {
  let ems = 0;
  /** How far `text` may be taken so that the ellipsis fits behind it. */
  let end = 0;
  let at = 0;
  for (const character of text) {
    ems += emsOf(character);
    if (ems * size > room) return `${text.slice(0, end).trimEnd()}…`;
    at += character.length;
    if ((ems + emsOf('…')) * size <= room) end = at;
  }
  return text;
}

function emsOf(character: string): number {
  const width = columns(character);
  if (width !== 1) return width * 0.55;
  if (NARROW.test(character)) return 0.38;
  if (WIDE.test(character)) return 1;
  return CAPITAL.test(character) ? 0.74 : 0.63;
}
