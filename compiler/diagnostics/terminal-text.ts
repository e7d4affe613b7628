// How an author's text stands in a terminal. Formulas come from other people: what a terminal would obey
// (escape codes) or not show at all (direction marks, zero-width letters) must not reach one as it is.

/**
 * Code points that a terminal obeys or that nobody sees. The two joiners stay: scripts and emoji need them.
 * The last range holds the tags and variation selectors that text can be smuggled in.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u{ad}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]/gu;

/** `text` with a picture in place of every code point that is obeyed or unseen, and four blanks for a tab. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) as number;
    if (character === '\t') return '    ';
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '␡' : '\ufffd';
  });
}

/** `text` with an escape (`\u202e`) in place of every code point that is obeyed or unseen. */
export function escaped(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const hex = (character.codePointAt(0) as number).toString(16);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
  });
}

const NO_WIDTH = /^[\p{Mn}\p{Me}\u{200c}\u{200d}]/u;
const DOUBLE_WIDTH =
  /^[\p{Emoji_Presentation}\u{1100}-\u{115e}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97c}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}\u{16fe0}-\u{18dff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

/**
 * The columns that visible `text` takes in a terminal, each code point by itself: terminals do not agree on
 * emoji that are joined of several.
 */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (character < '\u0300') sum += 1;
    else if (!NO_WIDTH.test(character)) sum += DOUBLE_WIDTH.test(character) ? 2 : 1;
  }
  return sum;
}
