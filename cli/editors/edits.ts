import { parse as parseToml } from '@iarna/toml';
import { applyEdits, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** A file that cannot be changed without doing harm, and why. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A change of the text of a file; `undefined` where there is none yet. Made twice, it is as made once. */
export type Edit = (before: string | undefined) => string;

/** Add elements to arrays of JSON with comments; what `isOurs` is replaced. Layout and comments stay. */
export const jsonArray =
  (key: string, element: unknown, isOurs: (each: unknown) => boolean): Edit =>
  (before) => {
    const text = before === undefined || before.trim() === '' ? '{}\n' : before;
    const errors: ParseError[] = [];
    const root: unknown = parse(text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error) {
      const line = text.slice(0, error.offset).split('\n').length;
      throw new Unreadable(`line ${line} is not JSON: ${printParseErrorCode(error.error)}`);
    }
    if (typeof root !== 'object' || root === null || Array.isArray(root))
      throw new Unreadable('it is no object of settings');
    const found = (root as Record<string, unknown>)[key];
    if (found !== undefined && !Array.isArray(found)) throw new Unreadable(`"${key}" is no list`);
    const list: readonly unknown[] = found ?? [];
    const at = list.findIndex(isOurs);
    if (at !== -1 && JSON.stringify(list[at]) === JSON.stringify(element)) return text;
    // In front of all that is there, whose comments then stay behind it on their lines.
    const path = found === undefined ? [key] : [key, Math.max(at, 0)];
    const value = found === undefined ? [element] : element;
    const isInsertion = found !== undefined && at === -1;
    // jsonc-parser would lay out what stands around the change anew, so that the layout of what is new is made here.
    const edits = modify(
      text,
      path,
      value,
      isInsertion ? { isArrayInsertion: true } : { getInsertionIndex: () => 0 },
    );
    const isBare = found === undefined ? Object.keys(root).length === 0 : isInsertion && list.length === 0;
    return applyEdits(
      text,
      edits.map((edit) => ({ ...edit, content: laidOut(edit.content, value, path, text, isBare) })),
    );
  };

/** What jsonc-parser puts in, on lines of its own. `isBare`: into what has nothing in it. */
function laidOut(
  content: string,
  value: unknown,
  path: readonly (string | number)[],
  text: string,
  isBare: boolean,
): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [, unit = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  const json = JSON.stringify(value, undefined, unit)
    .split('\n')
    .join(eol + unit.repeat(path.length));
  const member = typeof path.at(-1) === 'string' ? `${JSON.stringify(path.at(-1))}: ${json}` : json;
  const line = `${eol}${unit.repeat(path.length)}${member}`;
  if (isBare) return `${line}${eol}${unit.repeat(path.length - 1)}`;
  return content.endsWith(',') ? `${line},` : member;
}

/** Put an element behind all else of a TOML file, under `[[list]]`, unless one has `include` with that pattern. */
export const tomlElement =
  (list: string, include: string, block: string): Edit =>
  (before = '') => {
    const elements = tomlOf(before)[list] ?? [];
    if (!Array.isArray(elements)) throw new Unreadable(`"${list}" is no list of tables`);
    const isThere = elements.some((each) => includes(each, include));
    if (isThere) return before;
    const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    const after = `${before}${gap}${block}`;
    // A list that is written otherwise cannot be gone on with.
    tomlOf(after);
    return after;
  };

function tomlOf(text: string): Record<string, unknown> {
  try {
    return parseToml(text) as Record<string, unknown>;
  } catch (error) {
    throw new Unreadable(`it is not TOML: ${String((error as Error).message).split('\n')[0]}`);
  }
}

const includes = (each: unknown, pattern: string): boolean => {
  const list = (each as { readonly include?: unknown } | null)?.include;
  return Array.isArray(list) && list.includes(pattern);
};

/** A part of a text file between two lines of ours; it is replaced, or put behind all else. */
export const block =
  (comment: string, body: string): Edit =>
  (before = '') => {
    const [begin, end] = [`${comment} gt: begin`, `${comment} gt: end`];
    const whole = `${begin}\n${body}${end}\n`;
    const start = before.indexOf(`${begin}\n`);
    if (start === -1) return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${whole}`;
    const stop = before.indexOf(`${end}\n`, start);
    if (stop === -1) throw new Unreadable(`the line "${begin}" has no "${end}" behind it`);
    return before.slice(0, start) + whole + before.slice(stop + end.length + 1);
  };

/** The whole text is ours. */
export const whole =
  (text: string): Edit =>
  () =>
    text;
