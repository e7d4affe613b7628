/** Numbers of a row: start and end of the key, start and end of the value, first item and count of items, the row of the table's next key. */
const ROW = 7;
const ITEM = 4;
const NEXT = 6;
/** There is no such row. */
export const NONE = -1;

/**
 * Where the keys of all tables of one document were written, a row each. A formula has tens of thousands of them: as numbers of
 * one array they take a quarter of what arrays of each table would, and the collector of garbage passes them by.
 */
export class KeyRows {
  readonly #names: string[] = [];
  #numbers = new Int32Array(ROW * 8);
  #items = new Int32Array(16);
  #itemCount = 0;

  /** A row behind `before`, that of the table's key before; its number. `items` holds start and end of each element of an array value. */
  add(
    before: number,
    name: string,
    keyStart: number,
    keyEnd: number,
    valueStart: number,
    valueEnd: number,
    items: readonly number[] | undefined,
  ): number {
    const row = this.#names.push(name) - 1;
    const at = row * ROW;
    if (at + ROW > this.#numbers.length) this.#numbers = grown(this.#numbers, at + ROW);
    const numbers = this.#numbers;
    this.move(row, keyStart, keyEnd, valueStart, valueEnd);
    numbers[at + NEXT] = NONE;
    numbers[at + ITEM] = this.#itemCount;
    numbers[at + ITEM + 1] = items?.length ?? 0;
    if (items) this.#addItems(items);
    if (before !== NONE) numbers[before * ROW + NEXT] = row;
    return row;
  }

  /** Its key and value were written elsewhere. */
  move(row: number, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    const at = row * ROW;
    this.#numbers[at] = keyStart;
    this.#numbers[at + 1] = keyEnd;
    this.#numbers[at + 2] = valueStart;
    this.#numbers[at + 3] = valueEnd;
  }

  name(row: number): string {
    return this.#names[row] as string;
  }

  /** The row of the table's next key, or NONE. */
  next(row: number): number {
    return this.#numbers[row * ROW + NEXT] as number;
  }

  /** Start and end of the key in places 0 and 1, of the value in places 2 and 3. */
  offset(row: number, place: 0 | 1 | 2 | 3): number {
    return this.#numbers[row * ROW + place] as number;
  }

  /** Start and end of an element of an array value; undefined where it has none of that number. */
  item(row: number, index: number): readonly [number, number] | undefined {
    const at = row * ROW + ITEM;
    const place = (this.#numbers[at] as number) + index * 2;
    if (index * 2 >= (this.#numbers[at + 1] as number)) return undefined;
    return [this.#items[place] as number, this.#items[place + 1] as number];
  }

  #addItems(items: readonly number[]): void {
    const count = this.#itemCount + items.length;
    if (count > this.#items.length) this.#items = grown(this.#items, count);
    this.#items.set(items, this.#itemCount);
    this.#itemCount = count;
  }
}

function grown(numbers: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(Math.max(numbers.length * 2, least));
  more.set(numbers);
  return more;
}
