/** A text with its marks taken out: `<|>` is the cursor, `<|…|>` a range. */
export interface Marked {
  readonly text: string;
  /** Of each `<|>`, in order. */
  readonly cursors: readonly number[];
  /** Of each `<|…|>`, in order of their starts. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Read the marks of a test's text. */
export function marked(written: string): Marked {
  let text = '';
  const cursors: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  for (const part of written.split(/(<\|>|<\||\|>)/)) {
    if (part === '<|>') cursors.push(text.length);
    else if (part === '<|') {
      const range = { start: text.length, end: -1 };
      open.push(range);
      ranges.push(range);
    } else if (part === '|>') {
      const range = open.pop();
      if (!range) throw new Error('a mark "|>" closes nothing');
      range.end = text.length;
    } else text += part;
  }
  if (open.length > 0) throw new Error('a mark "<|" is not closed');
  return { text, cursors, ranges };
}

/** Of a text without marks, the same with `extents` marked: what a test compares with what it expects. */
export function withRanges(
  text: string,
  extents: readonly { readonly start: number; readonly end: number }[],
): string {
  let result = text;
  for (const { start, end } of [...extents].sort((a, b) => b.start - a.start))
    result = `${result.slice(0, start)}<|${result.slice(start, end)}|>${result.slice(end)}`;
  return result;
}
