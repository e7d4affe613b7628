import type { StepEvents } from './events.js';
import { ancestors, type Work } from './reach.js';

/** Which of some steps must have ended before which start. */
export function matrix(events: StepEvents, ids: readonly string[], work: Work): Matrix | undefined {
  const ends = ids.map((id) => events.ends.get(id) as number);
  const starts = ids.map((id) => events.starts.get(id) as number);
  const found = ancestors(events, ends, starts, work);
  return found && new Matrix(found.bits, found.words, ids.length);
}

class Matrix {
  constructor(
    readonly bits: Int32Array,
    readonly words: number,
    readonly size: number,
  ) {
    // Without containers a step ends with its own start.
    for (let row = 0; row < size; row++) this.#clear(row, row);
  }

  /** The pairs `[step, what it waits for]` that `other` does not have, without those that follow from another of them. */
  without(other: Matrix, work: Work): [number, number][] | undefined {
    const { bits, words, size } = this;
    const missing = new Matrix(
      bits.map((word, at) => word & ~(other.bits[at] as number)),
      words,
      size,
    );
    const pairs: [number, number][] = [];
    for (let row = 0; row < size; row++) {
      if (missing.#isEmpty(row)) continue;
      const implied = new Int32Array(words);
      for (const between of this.#columns(row)) {
        if (!work.spend(words)) return undefined;
        join(implied, missing, between);
      }
      for (const between of missing.#columns(row)) {
        if (!work.spend(words)) return undefined;
        join(implied, this, between);
      }
      for (const column of missing.#columns(row))
        if ((((implied[column >> 5] as number) >> (column & 31)) & 1) === 0) pairs.push([row, column]);
    }
    return pairs;
  }

  *#columns(row: number): Generator<number> {
    for (let word = 0; word < this.words; word++) {
      let left = this.bits[row * this.words + word] as number;
      while (left !== 0) {
        const bit = 31 - Math.clz32(left & -left);
        left &= left - 1;
        yield word * 32 + bit;
      }
    }
  }

  #isEmpty(row: number): boolean {
    for (let at = row * this.words; at < (row + 1) * this.words; at++) if (this.bits[at] !== 0) return false;
    return true;
  }

  #clear(row: number, column: number): void {
    const at = row * this.words + (column >> 5);
    this.bits[at] = (this.bits[at] as number) & ~(1 << (column & 31));
  }
}

/** Add a row of `matrix` to `into`. */
function join(into: Int32Array, matrix: Matrix, row: number): void {
  for (let word = 0; word < into.length; word++)
    into[word] = (into[word] as number) | (matrix.bits[row * matrix.words + word] as number);
}
