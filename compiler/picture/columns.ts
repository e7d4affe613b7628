const PLAIN = /^[ -~]*$/;
const NO_COLUMN = /^[\p{M}\u200d]$/u;
/** East Asian wide and fullwidth blocks and the pictographs that terminals draw two columns wide. */
const TWO_COLUMNS =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** How many columns of a terminal `text` takes, by code points; `text` is free of control characters. */
export function columns(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** As much of `text` as fits into `room` columns, ending in `…` where something was cut off. */
export function cut(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let taken = '';
  let left = room - 1;
  for (const character of text) {
    left -= columnsOf(character);
    if (left < 0) break;
    taken += character;
  }
  return room < 1 ? '' : `${taken.trimEnd()}…`;
}

function columnsOf(character: string): number {
  if (NO_COLUMN.test(character)) return 0;
  return TWO_COLUMNS.test(character) ? 2 : 1;
}
