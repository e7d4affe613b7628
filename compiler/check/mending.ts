import type { SpanIndex, Table, Value } from '../read/spans.js';

type Holder = Table | Value[];

/**
 * Changes to a document with mistakes in it, made together once all mistakes of a round are known
 * (the validator's paths would not fit a document that changes under them).
 */
export class Mending {
  readonly #drops = new Map<Holder, Set<string | number>>();
  readonly #dropped = new Map<Holder, Set<string | number>>();
  #renames: { table: Table; from: string; to: string; spans: SpanIndex }[] = [];
  #gifts: { table: Table; key: string; value: Value }[] = [];

  drop(holder: Holder, key: string | number): void {
    const keys = this.#drops.get(holder) ?? new Set();
    this.#drops.set(holder, keys.add(key));
  }

  rename(table: Table, from: string, to: string, spans: SpanIndex): void {
    if (this.willHave(table, to)) this.drop(table, from);
    else this.#renames.push({ table, from, to, spans });
  }

  give(table: Table, key: string, value: Value): void {
    this.#gifts.push({ table, key, value });
  }

  /** Whether a rename fills `key`. */
  willHave(table: Table, key: string): boolean {
    return this.#renames.some((rename) => rename.table === table && rename.to === key);
  }

  /** Whether `key` is missing because an earlier round dropped it; its own mistake has been told. */
  hasDropped(table: Table, key: string): boolean {
    return this.#dropped.get(table)?.has(key) ?? false;
  }

  /** Make the changes of this round; false when there are none to make. */
  apply(): boolean {
    const isChange = this.#drops.size + this.#renames.length + this.#gifts.length > 0;
    for (const { table, from, to, spans } of this.#renames) {
      table[to] = table[from] as Value;
      spans.alias(table, to, from);
      delete table[from];
    }
    for (const { table, key, value } of this.#gifts) table[key] = value;
    for (const [holder, keys] of this.#drops) {
      if (Array.isArray(holder)) {
        for (const key of [...keys].sort((a, b) => Number(b) - Number(a))) holder.splice(Number(key), 1);
      } else for (const key of keys) delete holder[key];
      this.#dropped.set(holder, new Set([...(this.#dropped.get(holder) ?? []), ...keys]));
    }
    this.#drops.clear();
    this.#renames = [];
    this.#gifts = [];
    return isChange;
  }
}
