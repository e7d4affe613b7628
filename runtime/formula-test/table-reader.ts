import { valueName } from '../../compiler/check/value-name.js';
import { parseDuration } from '../../compiler/language/duration.js';
import type { Scalar } from '../../compiler/language/scalar.js';
import type { Span } from '../../compiler/read/source.js';
import type { Table, Value } from '../../compiler/read/spans.js';
import { CheckedTable, type Placed } from './checked-table.js';

const isText = (value: Value): value is string => typeof value === 'string';
const isTable = (value: Value): value is Table => typeof value === 'object' && !Array.isArray(value);
const isScalar = (value: Value): value is Scalar => typeof value !== 'object';
const isCount = (value: Value): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** Takes the values of one table by their kinds. */
export class TableReader extends CheckedTable {
  text = (key: string): string | undefined => this.take(key, 'a text', isText);

  count = (key: string): number | undefined => this.take(key, 'a whole number', isCount);

  plainTable = (key: string): Table | undefined => this.take(key, 'a table', isTable);

  any(key: string): Value | undefined {
    return this.take(key, 'a value', (value): value is Value => value !== undefined);
  }

  inner(key: string, where: string): TableReader | undefined {
    const table = this.plainTable(key);
    return table && new TableReader(table, where, this.spans, this.reporter);
  }

  tables(key: string, where: string): TableReader[] {
    return (this.#list(key) ?? []).flatMap((value, at) => {
      if (isTable(value)) return [new TableReader(value, where, this.spans, this.reporter)];
      this.mistyped(key, 'a list of tables', value, this.spans.item(this.table, key, at));
      return [];
    });
  }

  texts(key: string): Placed[] {
    return (this.#list(key) ?? []).flatMap((text, at) => {
      const span = this.spans.item(this.table, key, at);
      if (isText(text)) return [{ text, span }];
      this.mistyped(key, 'a list of texts', text, span);
      return [];
    });
  }

  /** One of some words. */
  word<W extends string>(key: string, allowed: readonly W[]): W | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : this.#allowed(key, text, allowed, this.at(key));
  }

  words<W extends string>(key: string, allowed: readonly W[]): W[] {
    return this.texts(key).flatMap(({ text, span }) => this.#allowed(key, text, allowed, span) ?? []);
  }

  scalars(key: string): Map<string, Scalar> {
    const inner = this.inner(key, `[${key}]`);
    if (!inner) return new Map();
    return new Map(
      inner.names().flatMap(({ text }) => {
        const value = inner.take(text, 'a text, a number, true or false', isScalar);
        return value === undefined ? [] : [[text, value] as const];
      }),
    );
  }

  duration(key: string): number | undefined {
    const text = this.text(key);
    const span = text === undefined ? undefined : parseDuration(text);
    if (text !== undefined && span === undefined)
      this.reporter.report('GT2013', { key, value: text }, { span: this.at(key) });
    return span;
  }

  #list(key: string): Value[] | undefined {
    return this.take(key, 'a list', (value): value is Value[] => Array.isArray(value));
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
