import type { Span } from './source.js';
import { emptyTable, type Positions, type SpanIndex, type Table } from './spans.js';

/** A text, and where it stands. */
export interface WrittenText {
  readonly text: string;
  readonly table: object;
  readonly key: string;
}

/**
 * Let the value of `key` in `table` be `texts`, each on a line of its own; there is at least one. Parts of it
 * keep the places where they were written, which may be in several files.
 */
export function joinTexts(table: Table, key: string, texts: readonly WrittenText[], spans: SpanIndex): void {
  table[key] = texts.map(({ text }) => text).join('\n');
  const written = emptyTable();
  spans.record(written, new JoinedText(texts, spans));
  spans.borrow(table, key, written);
}

/** Positions of a text that was put together of others. What is said of all of it is said of the last, which was not there before. */
class JoinedText implements Positions {
  readonly #last: WrittenText | undefined;

  constructor(
    private readonly texts: readonly WrittenText[],
    private readonly spans: SpanIndex,
  ) {
    this.#last = texts.at(-1);
  }

  table(): Span | undefined {
    return this.#last && this.spans.table(this.#last.table);
  }

  key(): Span | undefined {
    return this.#last && this.spans.key(this.#last.table, this.#last.key);
  }

  value(): Span | undefined {
    return this.#last && this.spans.value(this.#last.table, this.#last.key);
  }

  item(): undefined {
    return undefined;
  }

  part(_: string, __: string, start: number, end: number): Span | undefined {
    let at = 0;
    for (const { text, table, key } of this.texts) {
      if (start <= at + text.length)
        return this.spans.part(table, key, text, start - at, Math.min(end - at, text.length));
      at += text.length + 1;
    }
    return this.value();
  }
}
