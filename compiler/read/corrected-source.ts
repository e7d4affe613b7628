import { Source, type Span } from './source.js';

/** `text` in place of what stands at `span`. */
export interface Correction {
  readonly span: Span;
  readonly text: string;
}

/**
 * A source with some of its text corrected, to be read again. Whatever is found in it is said to stand
 * where its author wrote it: every span that comes of it is one of the original.
 */
export class CorrectedSource extends Source {
  /** By correction, in order of place: where it ends in the corrected text, and in the original. */
  readonly #ends: { readonly here: number; readonly there: number }[] = [];
  readonly #starts: number[] = [];

  /** `corrections` are of `original` and do not overlap. */
  constructor(
    private readonly original: Source,
    corrections: readonly Correction[],
  ) {
    const ordered = [...corrections].sort((a, b) => a.span.start - b.span.start);
    const pieces: string[] = [];
    let at = 0;
    for (const { span, text } of ordered) {
      pieces.push(original.text.slice(at, span.start), text);
      at = span.end;
    }
    super(original.id, original.path, pieces.join('') + original.text.slice(at));
    let shift = 0;
    for (const { span, text } of ordered) {
      this.#starts.push(span.start + shift);
      shift += text.length - (span.end - span.start);
      this.#ends.push({ here: span.end + shift, there: span.end });
    }
  }

  override span(start: number, end: number): Span {
    return { source: this.original, start: this.#origin(start), end: this.#origin(end) };
  }

  /** The place of `offset` in the original; inside a correction, where that ends. */
  #origin(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    const end = this.#ends[low - 1];
    return end ? end.there + Math.max(0, offset - end.here) : offset;
  }
}
