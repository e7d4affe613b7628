import { KeyRows, NONE } from './key-rows.js';
import type { Source, Span } from './source.js';
import { textSpan } from './text-span.js';

/** What an author can write: the values TOML and JSON share. */
export type Value = string | number | boolean | Value[] | Table;

/** A table or object. It has no prototype, so that no key of an author can meet one of JavaScript's. */
export interface Table {
  [key: string]: Value;
}

/**
 * A table without keys or prototype. Object.create(null) would do, but V8 makes a hash table of its result:
 * four times the memory (482 B against 106 B for a step) and a third of the speed, in writing and in reading.
 */
export const emptyTable = (): Table => Object.setPrototypeOf({}, null) as Table;

/** The end of a text's first line, where the root table is said to be. */
export function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  if (end === -1) return text.length;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** Below this many keys a search from the front is as fast as a Map, and most tables of a formula are below. */
const FEW_KEYS = 12;

/** Where one table and its keys were written. */
export interface Positions {
  table(): Span | undefined;
  key(name: string): Span | undefined;
  value(name: string): Span | undefined;
  item(name: string, index: number): Span | undefined;
  /** Where `text[start, end)` was written, `text` being the value of `name`. */
  part(name: string, text: string, start: number, end: number): Span | undefined;
}

/**
 * Where one table and its keys were written, in one file. Offsets are kept as plain numbers and become spans when
 * somebody asks: most tables of a formula without findings are never asked about more than their line.
 */
export class TablePositions implements Positions {
  #first = NONE;
  #last = NONE;
  #count = 0;
  #places: Map<string, number> | undefined;

  /** `rows`: of the document. */
  constructor(
    readonly source: Source,
    public start: number,
    public end: number,
    private readonly rows = new KeyRows(),
  ) {}

  /** Remember where `name` was written. `items` holds start and end of each element of an array value. */
  add(
    name: string,
    keyStart: number,
    keyEnd: number,
    valueStart: number,
    valueEnd: number,
    items?: readonly number[],
  ): void {
    this.#last = this.rows.add(this.#last, name, keyStart, keyEnd, valueStart, valueEnd, items);
    if (this.#first === NONE) this.#first = this.#last;
    this.#count++;
    this.#places?.set(name, this.#last);
  }

  /** Move a name that is there already: a table that was only implied so far has got its own header. */
  move(name: string, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    const row = this.#find(name);
    if (row !== NONE) this.rows.move(row, keyStart, keyEnd, valueStart, valueEnd);
  }

  table(): Span {
    return this.source.span(this.start, this.end);
  }

  key(name: string): Span | undefined {
    const row = this.#find(name);
    return row === NONE ? undefined : this.source.span(this.rows.offset(row, 0), this.rows.offset(row, 1));
  }

  value(name: string): Span | undefined {
    const row = this.#find(name);
    return row === NONE ? undefined : this.source.span(this.rows.offset(row, 2), this.rows.offset(row, 3));
  }

  item(name: string, index: number): Span | undefined {
    const row = this.#find(name);
    const found = row === NONE ? undefined : this.rows.item(row, index);
    return found && this.source.span(found[0], found[1]);
  }

  part(name: string, text: string, start: number, end: number): Span | undefined {
    return textSpan(this.value(name), text, start, end);
  }

  /** The row of `name`, or NONE. */
  #find(name: string): number {
    if (this.#places) return this.#places.get(name) ?? NONE;
    if (this.#count > FEW_KEYS) return this.#mapped().get(name) ?? NONE;
    for (let row = this.#first; row !== NONE; row = this.rows.next(row))
      if (this.rows.name(row) === name) return row;
    return NONE;
  }

  #mapped(): ReadonlyMap<string, number> {
    this.#places = new Map();
    for (let row = this.#first; row !== NONE; row = this.rows.next(row))
      this.#places.set(this.rows.name(row), row);
    return this.#places;
  }
}

/** A table that a phase made: the positions of the author's table it came from, and of the keys that came from elsewhere. */
class CopiedPositions {
  constructor(
    readonly base: Positions | undefined,
    readonly borrowed: Map<string, Positions | undefined>,
  ) {}
}

/**
 * Where every table, key and value of the documents read so far was written. Positions are keyed by
 * the identity of a table; one index serves all documents of one compilation, and lives as long as they do.
 */
export class SpanIndex {
  readonly #positions = new Map<object, Positions | CopiedPositions>();

  /** Keys that stand under another name than they were written by. */
  readonly #aliases = new Map<object, Map<string, string>>();

  /** For the readers: `table` was written at `positions`. */
  record(table: object, positions: Positions): void {
    this.#positions.set(table, positions);
  }

  /**
   * The table itself: its `[header]` or `[[header]]`, an inline table's braces, the assignment that made
   * it (`a.b = 1` for a), or the first line of the file for the root. A table that is only implied by
   * `[a.b]` has that header, unless it gets one of its own.
   */
  table(table: object): Span | undefined {
    const positions = this.#positions.get(table);
    return (positions instanceof CopiedPositions ? positions.base : positions)?.table();
  }

  /** The key where it was written, quotes included; for `a.b = 1` the key a is the token `a`. */
  key(table: object, key: string): Span | undefined {
    return this.#of(table, key)?.key(this.#written(table, key));
  }

  /** The value, quotes included; for a table or an array of tables with headers, the (first) header. */
  value(table: object, key: string): Span | undefined {
    return this.#of(table, key)?.value(this.#written(table, key));
  }

  /** An element of an array value; for an array of tables with headers, the element's header. */
  item(table: object, key: string, index: number): Span | undefined {
    const written = this.#of(table, key)?.item(this.#written(table, key), index);
    if (written) return written;
    const array = (table as Table)[key];
    const element = Array.isArray(array) ? array[index] : undefined;
    return typeof element === 'object' ? this.table(element) : undefined;
  }

  /** Where `text[start, end)` was written, `text` being the value of `key`. */
  part(table: object, key: string, text: string, start: number, end: number): Span | undefined {
    return this.#of(table, key)?.part(this.#written(table, key), text, start, end);
  }

  /** Give `copy` all positions of `original`, as they are now. */
  copy(original: object, copy: object): void {
    const positions = this.#positions.get(original);
    if (positions === undefined) return;
    this.#positions.set(
      copy,
      positions instanceof CopiedPositions
        ? new CopiedPositions(positions.base, new Map(positions.borrowed))
        : positions,
    );
  }

  /**
   * Key `key` of `copy` was written in table `from`. Where `from` has no position for it the key has none
   * either: no place is better than a wrong one.
   */
  borrow(copy: object, key: string, from: object): void {
    const lender = this.#of(from, key);
    let positions = this.#positions.get(copy);
    if (!(positions instanceof CopiedPositions)) {
      positions = new CopiedPositions(positions, new Map());
      this.#positions.set(copy, positions);
    }
    positions.borrowed.set(key, lender);
    const written = this.#written(from, key);
    if (written !== key) this.alias(copy, key, written);
  }

  /** Key `key` of `table` is what the author wrote as `written`: a key that was mended or renamed. */
  alias(table: object, key: string, written: string): void {
    const aliases = this.#aliases.get(table) ?? new Map<string, string>();
    this.#aliases.set(table, aliases.set(key, this.#written(table, written)));
  }

  #written(table: object, key: string): string {
    return this.#aliases.get(table)?.get(key) ?? key;
  }

  /** Chains of copies never grow: `borrow` stores what this finds, and `copy` a copy of it. */
  #of(table: object, key: string): Positions | undefined {
    const positions = this.#positions.get(table);
    if (!(positions instanceof CopiedPositions)) return positions;
    return positions.borrowed.has(key) ? positions.borrowed.get(key) : positions.base;
  }
}
