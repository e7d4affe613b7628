import { valueName } from '../../compiler/check/value-name.js';
import { quote } from '../../compiler/diagnostics/define.js';
import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Span } from '../../compiler/read/source.js';
import type { SpanIndex, Table, Value } from '../../compiler/read/spans.js';

/** A text, and where it stands. */
export interface Placed {
  readonly text: string;
  readonly span: Span | undefined;
}

/**
 * One table of a file, taken apart key by key: what is not of the kind that is asked for is reported where it stands and
 * given as absent. `end` reports the keys that nobody asked for.
 */
export class CheckedTable {
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

  /** Report what is wrong with the value of a key: `"order" is empty`. */
  bad(key: string, reason: string, span: Span | undefined = this.at(key)): void {
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

  protected at(key: string): Span | undefined {
    return this.spans.value(this.table, key);
  }

  protected take<T extends Value>(
    key: string,
    expected: string,
    is: (value: Value) => value is T,
  ): T | undefined {
    this.#asked.add(key);
    if (!this.has(key)) return undefined;
    const value = this.table[key] as Value;
    if (is(value)) return value;
    this.mistyped(key, expected, value, this.at(key));
    return undefined;
  }

  protected mistyped(key: string, expected: string, value: Value, span: Span | undefined): void {
    this.reporter.report('GT2002', { key, expected, actual: valueName(value) }, { span });
  }
}
