/**
 * Control and format characters, line and paragraph separators, and halves of surrogate pairs. They
 * could move a terminal's cursor, hide text or turn its direction, or make a file that is not valid.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Joins emoji to one picture; harmless, and in many a title. */
const ZERO_WIDTH_JOINER = '\u200d';

/** `text` on one line with nothing hidden in it: `␛` for an escape, `\u{202e}` for a change of direction. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    if (character === ZERO_WIDTH_JOINER) return character;
    const code = character.codePointAt(0) as number;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : `\\u{${code.toString(16)}}`;
  });
}
