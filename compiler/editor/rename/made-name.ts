const PLACEHOLDER = /(\{\{?[^{}]*\}\}?)/;

/** The placeholders of an id, in order. */
const placeholdersIn = (id: string): string[] => id.split(PLACEHOLDER).filter((_, place) => place % 2 === 1);

/** An id with its placeholders stood in for by a word: what is left must be right for an id. */
export const withoutPlaceholders = (id: string): string =>
  id
    .split(PLACEHOLDER)
    .map((part, place) => (place % 2 === 1 ? 'x' : part))
    .join('');

/** Why `to` cannot take the place of the id `from`: what it is called elsewhere hangs on its placeholders. */
export function otherPlaceholders(from: string, to: string): string | undefined {
  const [before, after] = [placeholdersIn(from), placeholdersIn(to)];
  // Of one that has none its braces are said to be wrong.
  if (before.length === 0) return undefined;
  if (before.join('\0') === after.join('\0')) return undefined;
  return `${JSON.stringify(to)} has to have the placeholders of ${JSON.stringify(from)} in their order: what it is called elsewhere hangs on them`;
}

/** A part of an id that was made of another: what fills a placeholder, or a word of the other. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isFilled: boolean;
  /** The other, once the word is called `to`. */
  readonly renamed: (to: string) => string;
}

/** The parts of an id that was made of `from`; none where it was made of something else. */
export function madeParts(id: string, from: string): Part[] {
  const pieces = from.split(PLACEHOLDER);
  const match = matching(id, from);
  if (!match) return [];
  let start = match[1]?.length ?? 0;
  let filled = 1;
  return pieces.flatMap((piece, place) => {
    const isFilled = place % 2 === 1;
    const text = isFilled ? (match[++filled] ?? '') : piece;
    const at = start;
    start += text.length;
    // Dots and dashes at its ends part a word from what is before and behind it.
    const before = isFilled ? 0 : (/^\W*/.exec(text)?.[0].length ?? 0);
    const word = isFilled ? text : text.slice(before).replace(/\W+$/, '');
    if (word === '') return [];
    const behind = piece.slice(before + word.length);
    const renamed = (to: string): string =>
      pieces.map((each, other) => (other === place ? piece.slice(0, before) + to + behind : each)).join('');
    return [{ start: at + before, end: at + before + word.length, text: word, isFilled, renamed }];
  });
}

/** How an id was made of `from`: what stands before it (loops and iterations), and what fills its placeholders. */
function matching(id: string, from: string): RegExpExecArray | null {
  const pattern = from
    .split(PLACEHOLDER)
    .map((part, place) => (place % 2 === 1 ? '(.+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^((?:.*\\.)?)${pattern}$`).exec(id);
}

/** What an id that was made of `from` is once that is called `to`; undefined where it was made of something else. */
export function madeName(id: string, from: string, to: string): string | undefined {
  const match = matching(id, from);
  if (!match) return undefined;
  let place = 1;
  return (
    match[1] +
    to
      .split(PLACEHOLDER)
      .map((part, at) => (at % 2 === 1 ? (match[++place] ?? '') : part))
      .join('')
  );
}
