import { parse as parseToml } from '@iarna/toml';

/** A file that cannot be changed without doing harm, and why. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A change of the text of a file; `undefined` where there is none yet. Made twice, it is as made once. */
export type Edit = (before: string | undefined) => string;

/** Put an element behind all else of a TOML file, under `[[list]]`, unless one has `include` with that pattern. */
export const tomlElement =
  (list: string, include: string, block: string): Edit =>
  (before = '') => {
    const elements = tomlOf(before)[list] ?? [];
    if (!Array.isArray(elements)) throw new Unreadable(`"${list}" is no list of tables`);
    const isThere = elements.some((each) => includes(each, include));
    if (isThere) return before;
    const eol = before.includes('\r\n') ? '\r\n' : '\n';
    const gap = before === '' || /\n\r?\n$/.test(before) ? '' : before.endsWith('\n') ? eol : eol + eol;
    const after = `${before}${gap}${block.replaceAll('\n', eol)}`;
    // A list that is written otherwise cannot be gone on with.
    tomlOf(after);
    return after;
  };

function tomlOf(text: string): Record<string, unknown> {
  try {
    // The parser takes the ends of lines of Windows amiss in comments.
    return parseToml(text.replaceAll('\r\n', '\n')) as Record<string, unknown>;
  } catch (error) {
    throw new Unreadable(`it is not TOML: ${String((error as Error).message).split('\n')[0]}`);
  }
}

/** Whether an element has a pattern among those in its `include`. */
export const includes = (each: unknown, pattern: string): boolean => {
  const list = (each as { readonly include?: unknown } | null)?.include;
  return Array.isArray(list) && list.includes(pattern);
};

/** A part of a text file between two lines of ours; it is replaced, or put behind all else, with the ends of lines that are there. */
export const block =
  (comment: string, body: string): Edit =>
  (before = '') => {
    const eol = before.includes('\r\n') ? '\r\n' : '\n';
    const [begin, end] = [`${comment} gt: begin${eol}`, `${comment} gt: end${eol}`];
    const whole = begin + body.replaceAll('\n', eol) + end;
    const start = before.indexOf(begin);
    if (start === -1) return `${before}${before === '' || before.endsWith('\n') ? '' : eol}${whole}`;
    const stop = before.indexOf(end, start);
    if (stop === -1) throw new Unreadable(`the line "${begin.trim()}" has no "${end.trim()}" behind it`);
    return before.slice(0, start) + whole + before.slice(stop + end.length);
  };

/** The whole text is ours. */
export const whole =
  (text: string): Edit =>
  () =>
    text;
