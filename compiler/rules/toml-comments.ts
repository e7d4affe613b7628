/** A comment, or the part of a text between two of them; the line end belongs to neither. */
export interface Comment {
  /** Where `#` stands. */
  readonly start: number;
  readonly end: number;
}

/** What a text of TOML has in lines: comments, and strings that run over several lines. */
export interface Layout {
  readonly comments: readonly Comment[];
  /** Start and end of each string of several lines. */
  readonly strings: readonly Comment[];
}

/**
 * The comments of a TOML document that is known to be valid; linear. The parsers would give them too, but
 * the one that has them takes ten times as long as all the rest of a run.
 */
export function tomlLayout(text: string): Layout {
  const comments: Comment[] = [];
  const strings: Comment[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at];
    if (character === '#') {
      const line = text.indexOf('\n', at);
      const end = line === -1 ? text.length : line;
      comments.push({ start: at, end });
      at = end;
    } else if (character === '"' || character === "'") {
      const isLong = text.startsWith(character.repeat(3), at);
      const end = stringEnd(text, at + (isLong ? 3 : 1), isLong ? character.repeat(3) : character);
      if (isLong) strings.push({ start: at, end });
      at = end;
    } else at++;
  }
  return { comments, strings };
}

function stringEnd(text: string, from: number, quotes: string): number {
  const escapes = quotes.startsWith('"');
  for (let at = from; at < text.length; at++) {
    if (escapes && text[at] === '\\') at++;
    else if (text.startsWith(quotes, at)) {
      let end = at + quotes.length;
      // A long string may have one or two quotes of its own before the closing three.
      while (quotes.length === 3 && end < at + 5 && text[end] === quotes[0]) end++;
      return end;
    }
  }
  return text.length;
}
