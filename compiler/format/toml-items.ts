import type { AST } from 'toml-eslint-parser';
import { ValueLayout, type Written } from './toml-value.js';

/** What a document is made of, top to bottom: a header or an assignment with the comment at its end, or a comment on a line of its own. */
export interface Item {
  readonly kind: 'header' | 'assignment' | 'comment';
  /** Laid out. */
  readonly text: string;
  /** Where it stood. */
  readonly start: number;
  readonly end: number;
  /** Of a header: its names. */
  readonly path: readonly string[];
}

/** The items of a document, in order. */
export function itemsOf(top: AST.TOMLTopLevelTable, written: Written): Item[] {
  const list = new ItemList(written);
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') list.assignment(node);
    else {
      list.header(node);
      for (const assignment of node.body) list.assignment(assignment);
    }
  }
  list.commentsUntil(written.text.length + 1);
  return list.items;
}

class ItemList {
  readonly items: Item[] = [];
  readonly #layout: ValueLayout;
  #comment = 0;

  constructor(private readonly written: Written) {
    this.#layout = new ValueLayout(written);
  }

  header({ kind, key, range, resolvedKey }: AST.TOMLTable): void {
    const name = this.#layout.key(key);
    // The node ends behind its last assignment; only white space is between its key and its bracket.
    const bracket = this.written.text.indexOf(']', key.range[1]);
    const isElement = kind === 'array';
    const path = resolvedKey.map(String);
    this.#add(
      'header',
      isElement ? `[[${name}]]` : `[${name}]`,
      range[0],
      bracket + (isElement ? 2 : 1),
      path,
    );
  }

  assignment({ key, value, range }: AST.TOMLKeyValue): void {
    const name = `${this.#layout.key(key)} = `;
    this.#add('assignment', name + this.#layout.value(value, '', name.length, 0), ...range, []);
  }

  /** Those before `end` that no item has taken stand on lines of their own. */
  commentsUntil(end: number): void {
    for (let next = this.#next(); next && next.range[0] < end; next = this.#next()) {
      const [start, after] = next.range;
      this.items.push({ kind: 'comment', text: this.#layout.comment(next), start, end: after, path: [] });
      this.#comment++;
    }
  }

  #add(kind: Item['kind'], text: string, start: number, end: number, path: readonly string[]): void {
    this.commentsUntil(start);
    let next = this.#next();
    // Those inside have been laid out with the value.
    for (; next && next.range[0] < end; next = this.#next()) this.#comment++;
    if (next && this.written.lineEnds.between(end, next.range[0]) === 0) {
      this.#comment++;
      const withComment = `${text} ${this.#layout.comment(next)}`;
      this.items.push({ kind, text: withComment, start, end: next.range[1], path });
    } else this.items.push({ kind, text, start, end, path });
  }

  #next(): AST.Comment | undefined {
    return this.written.comments[this.#comment];
  }
}
