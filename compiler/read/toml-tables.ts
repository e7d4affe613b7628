import { MAX_VALUE_NESTING } from '../limits.js';
import { KeyRows } from './key-rows.js';
import type { Source, Span } from './source.js';
import { emptyTable, firstLineEnd, type SpanIndex, type Table, TablePositions, type Value } from './spans.js';

/** A key as written, `a."b.c"`: the names, and start and end of each name's token. */
export interface KeyPath {
  readonly names: readonly string[];
  readonly offsets: readonly number[];
}

/** A value as written; `items` holds start and end of each element of an array. */
export interface Written {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
  readonly items?: readonly number[] | undefined;
}

/** `name` is defined already; `first` is where. */
export class Redefinition extends Error {
  override readonly name = 'Redefinition';
  constructor(
    readonly key: string,
    readonly start: number,
    readonly end: number,
    readonly first: Span | undefined,
  ) {
    super(`${key} is defined more than once`);
  }
}

/** More than MAX_VALUE_NESTING tables and arrays inside one another. */
export class NestedTooDeep extends Error {
  override readonly name = 'NestedTooDeep';
  constructor(
    readonly start: number,
    readonly end: number,
  ) {
    super('nested too deep');
  }
}

/**
 * A table that can still grow. What it came from decides how, as TOML has it: `implied` by a longer
 * header, by its own `header`, by `dotted` keys, or a pair of braces (`inline`, closed at its end).
 */
export class OpenTable extends TablePositions {
  readonly data: Table = emptyTable();
  constructor(
    source: Source,
    start: number,
    end: number,
    readonly depth: number,
    public origin: 'implied' | 'header' | 'dotted' | 'inline',
    rows: KeyRows,
  ) {
    super(source, start, end, rows);
  }
}

/**
 * TOML's rules of which key may be defined where, as plain data and positions; the part both readers
 * share. Spec: TOML 1.0, "Keys", "Table", "Inline Table", "Array of Tables".
 *
 * Throws Redefinition and NestedTooDeep, which the readers turn into findings.
 */
export class TomlTables {
  readonly root: OpenTable;
  /** The table that assignments go to: that of the last header. */
  current: OpenTable;
  /** The tables that headers and dotted keys of the document made. What is not in here, no header can extend. */
  readonly #open = new Map<Value, OpenTable>();
  readonly #source: Source;
  readonly #spans: SpanIndex;
  readonly #rows = new KeyRows();

  constructor(source: Source, spans: SpanIndex) {
    this.#source = source;
    this.#spans = spans;
    this.root = new OpenTable(source, 0, firstLineEnd(source.text), 0, 'header', this.#rows);
    this.current = this.root;
    spans.record(this.root.data, this.root);
  }

  /** `[path]`, or `[[path]]` if `element`, written from `start` to `end`: make its table the current one. */
  header(path: KeyPath, start: number, end: number, element: boolean): void {
    const last = path.names.length - 1;
    let table = this.root;
    for (let place = 0; place < last; place++) table = this.#through(table, path, place, start, end);
    this.current = element
      ? this.#addElement(table, path, last, start, end)
      : this.#define(table, path, last, start, end);
  }

  /** `path = value` in the current table. */
  assign(path: KeyPath, value: Written): void {
    this.#assign(this.current, this.#open, path, value);
  }

  /** `name = value` in the current table, with a key of one name. */
  assignOne(name: string, keyStart: number, keyEnd: number, written: Written): void {
    put(this.current, name, keyStart, keyEnd, written);
  }

  /** A table for the braces at `start`, `depth` tables and arrays deep. */
  inline(start: number, depth: number): InlineTable {
    return new InlineTable(this.#make(start, start, depth, 'inline'));
  }

  /** `path = value` between the braces of `into`. */
  assignInline(into: InlineTable, path: KeyPath, value: Written): void {
    if (path.names.length > 1) into.open ??= new Map();
    this.#assign(into.table, into.open, path, value);
  }

  /** The table that step `place` of a header's path leads to. */
  #through(from: OpenTable, path: KeyPath, place: number, start: number, end: number): OpenTable {
    const name = path.names[place] as string;
    const there = from.data[name];
    if (there === undefined) {
      return this.#add(from, path, place, start, end, from.depth + 1, 'implied', this.#open);
    }
    const next = this.#open.get(Array.isArray(there) ? (there[there.length - 1] as Value) : there);
    if (next === undefined) throw this.#redefinition(from, path, place);
    return next;
  }

  #define(into: OpenTable, path: KeyPath, place: number, start: number, end: number): OpenTable {
    const name = path.names[place] as string;
    const there = into.data[name];
    if (there === undefined) {
      return this.#add(into, path, place, start, end, into.depth + 1, 'header', this.#open);
    }
    const table = this.#open.get(there);
    if (table?.origin !== 'implied') throw this.#redefinition(into, path, place);
    table.origin = 'header';
    table.start = start;
    table.end = end;
    into.move(name, path.offsets[place * 2] as number, path.offsets[place * 2 + 1] as number, start, end);
    return table;
  }

  #addElement(into: OpenTable, path: KeyPath, place: number, start: number, end: number): OpenTable {
    const name = path.names[place] as string;
    const there = into.data[name];
    if (there === undefined) {
      const array: Value[] = [];
      const element = this.#add(into, path, place, start, end, into.depth + 2, 'header', this.#open);
      array.push(element.data);
      into.data[name] = array;
      return element;
    }
    // An array written as a value has no open last element: it is closed, as inline tables are.
    if (!Array.isArray(there) || !this.#open.has(there[there.length - 1] as Value)) {
      throw this.#redefinition(into, path, place);
    }
    const element = this.#make(start, end, into.depth + 2, 'header');
    this.#open.set(element.data, element);
    there.push(element.data);
    return element;
  }

  #assign(from: OpenTable, open: Map<Value, OpenTable> | undefined, path: KeyPath, written: Written): void {
    const { names, offsets } = path;
    const last = names.length - 1;
    let into = from;
    for (let place = 0; place < last; place++) {
      const there = into.data[names[place] as string];
      if (there === undefined) {
        into = this.#add(
          into,
          path,
          place,
          offsets[0] as number,
          written.end,
          into.depth + 1,
          'dotted',
          open,
        );
        continue;
      }
      const next = open?.get(there);
      // Only its own section may add to a table that has one.
      if (next === undefined || next.origin === 'header') throw this.#redefinition(into, path, place);
      next.origin = 'dotted';
      into = next;
    }
    put(into, names[last] as string, offsets[last * 2] as number, offsets[last * 2 + 1] as number, written);
  }

  /** Make the table of step `place` of `path`, `depth` deep, and put it into `into`. */
  #add(
    into: OpenTable,
    { names, offsets }: KeyPath,
    place: number,
    start: number,
    end: number,
    depth: number,
    origin: OpenTable['origin'],
    open: Map<Value, OpenTable> | undefined,
  ): OpenTable {
    const keyStart = offsets[place * 2] as number;
    const keyEnd = offsets[place * 2 + 1] as number;
    if (depth > MAX_VALUE_NESTING) throw new NestedTooDeep(keyStart, keyEnd);
    const name = names[place] as string;
    const made = this.#make(start, end, depth, origin);
    into.data[name] = made.data;
    into.add(name, keyStart, keyEnd, start, end);
    open?.set(made.data, made);
    return made;
  }

  #make(start: number, end: number, depth: number, origin: OpenTable['origin']): OpenTable {
    const made = new OpenTable(this.#source, start, end, depth, origin, this.#rows);
    this.#spans.record(made.data, made);
    return made;
  }

  #redefinition(table: OpenTable, { names, offsets }: KeyPath, place: number): Redefinition {
    const name = names[place] as string;
    return new Redefinition(
      name,
      offsets[place * 2] as number,
      offsets[place * 2 + 1] as number,
      table.key(name),
    );
  }
}

/** A value that `table` does not have yet. */
function put(table: OpenTable, name: string, keyStart: number, keyEnd: number, written: Written): void {
  if (table.data[name] !== undefined) throw new Redefinition(name, keyStart, keyEnd, table.key(name));
  table.data[name] = written.value;
  table.add(name, keyStart, keyEnd, written.start, written.end, written.items);
}

/** A table between braces while it is read; `open` holds those its own dotted keys made. */
export class InlineTable {
  open: Map<Value, OpenTable> | undefined;
  constructor(readonly table: OpenTable) {}
}
