/** Where the lines of a text end, for questions about places in it. */
export class LineEnds {
  readonly #offsets: number[] = [];
  /** What the file ends its lines with, which formatting keeps: that of its first line. */
  readonly mark: '\n' | '\r\n';

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#offsets.push(at);
    this.mark = text.charAt((this.#offsets[0] ?? 0) - 1) === '\r' ? '\r\n' : '\n';
  }

  /** How many line ends stand from `start` to `end`. */
  between(start: number, end: number): number {
    return this.#before(end) - this.#before(start);
  }

  #before(offset: number): number {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
