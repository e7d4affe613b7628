import {
  applyEdits,
  type Edit as JsonEdit,
  modify,
  type ParseError,
  parse,
  printParseErrorCode,
} from 'jsonc-parser';
import { type Edit, Unreadable } from './edits.js';

// Settings in JSON with comments: layout and comments of what is there stay. jsonc-parser would lay out what stands around a change
// anew, so that the layout of what is new is made here.

type Keys = readonly [string, ...string[]];
type Path = readonly (string | number)[];

/** Put an element into a list in front of all else, or in the place of the one that is ours. */
export const jsonElement =
  (keys: Keys, element: unknown, isOurs: (each: unknown) => boolean): Edit =>
  (before) => {
    const text = textOf(before);
    const found = listAt(text, keys);
    if (found === undefined) return withMember(text, keys, [element]);
    const at = found.findIndex(isOurs);
    if (at === -1) {
      // The comments of what is there then stay behind it on their lines.
      const path = [...keys, 0];
      const edits = modify(text, path, element, { isArrayInsertion: true });
      return applied(text, edits, element, path, found.length === 0);
    }
    if (JSON.stringify(found[at]) === JSON.stringify(element)) return text;
    const path = [...keys, at];
    return applied(text, modify(text, path, element, {}), element, path, false);
  };

/** Put a word behind all else of a list, unless it is there in some way; `whole` is the list where there is none. */
export const jsonWord =
  (keys: Keys, word: string, isThere: (each: unknown) => boolean, whole: readonly string[]): Edit =>
  (before) => {
    const text = textOf(before);
    const found = listAt(text, keys);
    if (found === undefined) return withMember(text, keys, whole);
    if (found.some(isThere)) return text;
    const edits = modify(text, [...keys, found.length], word, { isArrayInsertion: true });
    const content = `${found.length > 0 ? ', ' : ''}${JSON.stringify(word)}`;
    return applyEdits(
      text,
      edits.map((edit) => ({ ...edit, content })),
    );
  };

/** Set a member, with the objects around it, unless it is set to something. */
export const jsonMember =
  (keys: Keys, value: unknown): Edit =>
  (before) => {
    const text = textOf(before);
    return valueAt(text, keys) === undefined ? withMember(text, keys, value) : text;
  };

const textOf = (before: string | undefined): string =>
  before === undefined || before.trim() === '' ? '{}\n' : before;

/** What is set, or undefined; all around it has to be objects. */
function valueAt(text: string, keys: Keys): unknown {
  const errors: ParseError[] = [];
  let value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const line = text.slice(0, error.offset).split('\n').length;
    throw new Unreadable(`line ${line} is not JSON: ${printParseErrorCode(error.error)}`);
  }
  for (const [depth, key] of keys.entries()) {
    if (value === undefined) return undefined;
    if (!isObject(value)) {
      const what = depth === 0 ? 'it' : `"${keys.slice(0, depth).join('.')}"`;
      throw new Unreadable(`${what} is no object of settings`);
    }
    value = value[key];
  }
  return value;
}

function listAt(text: string, keys: Keys): readonly unknown[] | undefined {
  const found = valueAt(text, keys);
  if (found !== undefined && !Array.isArray(found)) throw new Unreadable(`"${keys.join('.')}" is no list`);
  return found;
}

/** A member that is not there, in front of the others; objects that are missing around it are made. */
function withMember(text: string, keys: Keys, value: unknown): string {
  const root: unknown = parse(text, [], { allowTrailingComma: true });
  let around = root as Record<string, unknown>;
  let depth = 0;
  for (; isObject(around[keys[depth] ?? '']); depth += 1) around = around[keys[depth] ?? ''] as typeof around;
  const missing = keys.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  const path = keys.slice(0, depth + 1);
  const edits = modify(text, path, missing, { getInsertionIndex: () => 0 });
  return applied(text, edits, missing, path, Object.keys(around).length === 0);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The edits of jsonc-parser with a layout that changes nothing else. `isBare`: into what has nothing in it. */
const applied = (
  text: string,
  edits: readonly JsonEdit[],
  value: unknown,
  path: Path,
  isBare: boolean,
): string =>
  applyEdits(
    text,
    edits.map((edit) => laidOut(edit, value, path, text, isBare)),
  );

/** What jsonc-parser puts in, on lines of its own. */
function laidOut(edit: JsonEdit, value: unknown, path: Path, text: string, isBare: boolean): JsonEdit {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [, unit = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  const indent = eol + unit.repeat(path.length);
  const json = JSON.stringify(value, undefined, unit).split('\n').join(indent);
  const member = typeof path.at(-1) === 'string' ? `${JSON.stringify(path.at(-1))}: ${json}` : json;
  if (isBare) return { ...edit, content: `${indent}${member}${eol}${unit.repeat(path.length - 1)}` };
  if (!edit.content.endsWith(',')) return { ...edit, content: member };
  const rest = text.slice(edit.offset);
  // A remark on the line of the bracket is about all that the bracket opens.
  const [remark = ''] = /^[ \t]*(?:\/\/[^\n]*?|\/\*[^\n]*?\*\/[ \t]*)(?=\r?\n)/.exec(rest) ?? [];
  if (remark !== '')
    return { offset: edit.offset + remark.length, length: 0, content: `${indent}${member},` };
  const [space = ''] = /^[ \t]*(?=[^ \t\r\n])/.exec(rest) ?? [];
  const isInline = /^[ \t]*[^ \t\r\n]/.test(rest);
  return { ...edit, length: space.length, content: `${indent}${member},${isInline ? indent : ''}` };
}
