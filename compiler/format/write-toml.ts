import type { Table, Value } from '../read/spans.js';
import type { Shape } from './shape.js';
import { MAX_COLUMNS } from './toml-value.js';
import { writeKey, writeLongText } from './write-text.js';
import { flat, keysOf, ordered, writeValue } from './write-value.js';

/** Lines of what was written, and what stands there: a key of a table with its value, or the table's header. */
export interface Mark {
  /** From 1, both ends included. */
  readonly line: number;
  readonly end: number;
  readonly table: Table;
  readonly key: string | undefined;
}

export interface WrittenToml {
  readonly text: string;
  /** In order of lines. */
  readonly marks: readonly Mark[];
}

/**
 * The data of a formula as TOML that people can read: keys in the order of `shape`, long texts over several
 * lines, tables under headers and small ones inside steps on one line. Read again it is the same data, but for
 * the order of keys where that means nothing; formatted it stays as it is. `comments`: the lines to stand above
 * the header of a table, or of the root at the top. Recursion ends with the nesting of `data`.
 */
export function writeToml(
  data: Table,
  shape: Shape,
  comments: (table: Table) => readonly string[] = () => [],
): WrittenToml {
  const writer = new Writer(comments);
  writer.root(data, shape);
  return writer.written();
}

/** A value under a header of its own, or under one for each element. */
interface Section {
  readonly key: string;
  readonly value: Table | Table[];
}

class Writer {
  readonly #pieces: string[] = [];
  readonly #marks: Mark[] = [];
  #line = 1;
  /** The name in the header that was written last, if nothing stands under it yet. */
  #bare: string | undefined;

  constructor(private readonly comments: (table: Table) => readonly string[]) {}

  written(): WrittenToml {
    return { text: this.#pieces.join(''), marks: this.#marks };
  }

  root(table: Table, shape: Shape): void {
    for (const comment of this.comments(table)) this.#put(comment);
    this.#body(table, shape, '', false);
  }

  /** `isInElement`: in an element of an array of tables, where small tables stand on one line. */
  #body(table: Table, shape: Shape, path: string, isInElement: boolean): void {
    const { pairs, sections } = divide(table, shape, isInElement);
    for (const key of pairs) this.#pair(table, key, shape);
    this.#sections(sections, shape, path, isInElement);
  }

  #sections(sections: readonly Section[], shape: Shape, path: string, isInElement: boolean): void {
    for (const { key, value } of sections) {
      const name = path + writeKey(key);
      const below = shape.below(key);
      if (!Array.isArray(value)) this.#section(value, below.single, name, isInElement);
      else {
        for (const element of value) {
          this.#header('[[', name, ']]', element);
          this.#body(element, below.items, `${name}.`, true);
        }
      }
    }
  }

  #section(table: Table, shape: Shape, name: string, isInElement: boolean): void {
    const { pairs, sections } = divide(table, shape, isInElement);
    // A table that has nothing but others is said by their headers.
    if (pairs.length > 0 || sections.length === 0) this.#header('[', name, ']', table);
    for (const key of pairs) this.#pair(table, key, shape);
    this.#sections(sections, shape, `${name}.`, isInElement);
  }

  #header(open: string, name: string, close: string, table: Table): void {
    const isUnderOuter = this.#bare !== undefined && name.startsWith(`${this.#bare}.`);
    if (this.#pieces.length > 0 && !isUnderOuter) this.#put('');
    for (const comment of this.comments(table)) this.#put(comment);
    this.#marked(open + name + close, table, undefined);
    this.#bare = name;
  }

  #pair(table: Table, key: string, shape: Shape): void {
    const before = `${writeKey(key)} = `;
    const value = table[key] as Value;
    const isLong = typeof value === 'string' && value.includes('\n');
    const text = isLong
      ? writeLongText(value)
      : writeValue(ordered(value, shape.below(key)), '', before.length);
    this.#marked(before + text, table, key);
    this.#bare = undefined;
  }

  #marked(text: string, table: Table, key: string | undefined): void {
    const line = this.#line;
    this.#put(text);
    this.#marks.push({ line, end: this.#line - 1, table, key });
  }

  #put(text: string): void {
    this.#pieces.push(`${text}\n`);
    this.#line++;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#line++;
  }
}

/** Which keys of a table are assigned, and which have headers: those come last, for a header ends the table. */
function divide(table: Table, shape: Shape, isInElement: boolean): { pairs: string[]; sections: Section[] } {
  const pairs: string[] = [];
  const sections: Section[] = [];
  for (const key of keysOf(table, shape).reverse()) {
    const value = table[key] as Value;
    // Where the order of keys is the author's, none that is assigned may come behind one that has a header.
    const mayBeSection = shape.isKnown || pairs.length === 0;
    const section = mayBeSection && sectionOf(key, value, shape.below(key), isInElement);
    if (section) sections.push(section);
    else pairs.push(key);
  }
  return { pairs: pairs.reverse(), sections: sections.reverse() };
}

function sectionOf(key: string, value: Value, shape: Shape, isInElement: boolean): Section | undefined {
  if (typeof value !== 'object') return undefined;
  const fits = (): boolean => flat(value, MAX_COLUMNS - writeKey(key).length - 3) !== undefined;
  if (!Array.isArray(value)) {
    const isOnOneLine = isInElement
      ? fits() && !hasLines(value) && !hasElements(value, shape.single)
      : Object.keys(value).length === 0;
    return isOnOneLine ? undefined : { key, value };
  }
  if (value.length === 0 || !value.every(isTable)) return undefined;
  return shape.items.isKnown || !fits() ? { key, value } : undefined;
}

const isTable = (value: Value): value is Table => typeof value === 'object' && !Array.isArray(value);

/** Whether a table that the schema knows has an array of such tables in it, as a loop has steps. */
const hasElements = (table: Table, shape: Shape): boolean =>
  Object.entries(table).some(
    ([key, value]) => Array.isArray(value) && value.some(isTable) && shape.below(key).items.isKnown,
  );

/** Whether a text that could stand over several lines is a value of the table. */
const hasLines = (table: Table): boolean =>
  Object.values(table).some((value) => typeof value === 'string' && value.includes('\n'));
