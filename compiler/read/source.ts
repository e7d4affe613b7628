/** A place in a text: 1-based line and column, columns counted in UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One file of author text, decoded. Offsets into it are UTF-16 offsets into `text`. */
export class Source {
  /** Lines are indexed on first use only: a formula without a finding never needs them for its frames. */
  #lineStarts: number[] | undefined;

  constructor(
    /** Where it was found, never an absolute path: `project:shiny`, `builtin:shiny`. Stable across machines. */
    readonly id: string,
    /** What a person is shown: a path relative to the working folder where there is one. */
    readonly path: string,
    readonly text: string,
  ) {}

  /** The line and column of `offset`, which is clamped into the text. */
  position(offset: number): Position {
    const starts = this.#starts();
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] as number) + 1 };
  }

  /** The text of 1-based `line`, without its line end. */
  line(line: number): string {
    const starts = this.#starts();
    const start = starts[line - 1];
    if (start === undefined) return '';
    const next = starts[line];
    return this.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, '');
  }

  /** The part from `start` to `end`. */
  span(start: number, end: number): Span {
    return { source: this, start, end };
  }

  #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1))
      starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

/** A half-open range `[start, end)` of one source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}
