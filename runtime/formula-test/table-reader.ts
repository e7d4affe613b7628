import { valueName } from '../../compiler/check/value-name.js';
import { quote } from '../../compiler/diagnostics/define.js';
import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { parseDuration } from '../../compiler/language/duration.js';
import type { Scalar } from '../../compiler/language/scalar.js';
import type { Span } from '../../compiler/read/source.js';
import type { SpanIndex, Table, Value } from '../../compiler/read/spans.js';

const isText = (value: Value): value is string => typeof value === 'string';
const isTable = (value: Value): value is Table => typeof value === 'object' && !Array.isArray(value);
const isScalar = (value: Value): value is Scalar => typeof value !== 'object';
const isCount = (value: Value): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** A text, and where it stands. */
export interface Placed {
  readonly text: string;
  readonly span: Span | undefined;
}

/**
 * Takes one table of a file apart, key by key: what is not of the kind that is asked for is reported where it stands and
 * given as absent. `end` reports the keys that nobody asked for.
 */
export class TableReader {
  readonly #asked = new Set<string>();

  /** `where`: what messages call the table. */
  constructor(
    readonly table: Table,
    readonly where: string,
    readonly spans: SpanIndex,
    readonly reporter: Reporter,
  ) {}

  has(key: string): boolean {
    return Object.hasOwn(this.table, key);
  }

  /** The names in it, as those of a table whose keys are free. */
  names(): Placed[] {
    return Object.keys(this.table).map((text) => {
      this.#asked.add(text);
      return { text, span: this.spans.key(this.table, text) };
    });
  }

  text = (key: string): string | undefined => this.#take(key, 'a text', isText);

  count = (key: string): number | undefined => this.#take(key, 'a whole number', isCount);

  plainTable = (key: string): Table | undefined => this.#take(key, 'a table', isTable);

  any(key: string): Value | undefined {
    return this.#take(key, 'a value', (value): value is Value => value !== undefined);
  }

  inner(key: string, where: string): TableReader | undefined {
    const table = this.plainTable(key);
    return table && new TableReader(table, where, this.spans, this.reporter);
  }

  tables(key: string, where: string): TableReader[] {
    return (this.#list(key) ?? []).flatMap((value, at) => {
      if (isTable(value)) return [new TableReader(value, where, this.spans, this.reporter)];
      this.#mistyped(key, 'a list of tables', value, this.spans.item(this.table, key, at));
      return [];
    });
  }

  texts(key: string): Placed[] {
    return (this.#list(key) ?? []).flatMap((text, at) => {
      const span = this.spans.item(this.table, key, at);
      if (isText(text)) return [{ text, span }];
      this.#mistyped(key, 'a list of texts', text, span);
      return [];
    });
  }

  /** One of some words. */
  word<W extends string>(key: string, allowed: readonly W[]): W | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : this.#allowed(key, text, allowed, this.#at(key));
  }

  words<W extends string>(key: string, allowed: readonly W[]): W[] {
    return this.texts(key).flatMap(({ text, span }) => this.#allowed(key, text, allowed, span) ?? []);
  }

  scalars(key: string): Map<string, Scalar> {
    const inner = this.inner(key, `[${key}]`);
    if (!inner) return new Map();
    return new Map(
      inner.names().flatMap(({ text }) => {
        const value = inner.#take(text, 'a text, a number, true or false', isScalar);
        return value === undefined ? [] : [[text, value] as const];
      }),
    );
  }

  duration(key: string): number | undefined {
    const text = this.text(key);
    const span = text === undefined ? undefined : parseDuration(text);
    if (text !== undefined && span === undefined)
      this.reporter.report('GT2013', { key, value: text }, { span: this.#at(key) });
    return span;
  }

  /** Report what is wrong with the value of a key: `"order" is empty`. */
  bad(key: string, reason: string, span: Span | undefined = this.#at(key)): void {
    this.reporter.report('GT2005', { key, reason }, { span });
  }

  missing(key: string): void {
    this.reporter.report('GT2003', { key, where: this.where }, { span: this.spans.table(this.table) });
  }

  /** Keys that nobody has asked for mean nothing. */
  end(): void {
    for (const key of Object.keys(this.table)) {
      if (this.#asked.has(key)) continue;
      const near = this.reporter.near(
        key,
        [...this.#asked].filter((each) => !this.has(each)),
      );
      const span = this.spans.key(this.table, key);
      const [meant] = near;
      const fix =
        meant !== undefined && span
          ? { title: `rename to ${quote(meant)}`, edits: [{ span, text: meant }] }
          : undefined;
      this.reporter.report('GT2001', { key, where: this.where, near, belongs: [] }, { span, fix });
    }
  }

  #at(key: string): Span | undefined {
    return this.spans.value(this.table, key);
  }

  #list(key: string): Value[] | undefined {
    return this.#take(key, 'a list', (value): value is Value[] => Array.isArray(value));
  }

  #take<T extends Value>(key: string, expected: string, is: (value: Value) => value is T): T | undefined {
    this.#asked.add(key);
    if (!this.has(key)) return undefined;
    const value = this.table[key] as Value;
    if (is(value)) return value;
    this.#mistyped(key, expected, value, this.#at(key));
    return undefined;
  }

  #mistyped(key: string, expected: string, value: Value, span: Span | undefined): void {
    this.reporter.report('GT2002', { key, expected, actual: valueName(value) }, { span });
  }

  #allowed<W extends string>(
    key: string,
    text: string,
    allowed: readonly W[],
    span: Span | undefined,
  ): W | undefined {
    const word = allowed.find((each) => each === text);
    if (word === undefined) {
      const near = this.reporter.near(text, allowed);
      this.reporter.report('GT2004', { key, value: valueName(text), allowed, near }, { span });
    }
    return word;
  }
}
