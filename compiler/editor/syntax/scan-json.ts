import type { Entry, Key, SyntaxTree, TextNode, ValueNode } from './tree.js';

/** The tree of a JSON text, valid or not: one section with what stands in the outermost braces. Linear; never throws. */
export function scanJson(text: string): SyntaxTree {
  const root = new JsonScanner(text).value(0);
  const entries = root?.kind === 'table' ? root.entries : [];
  const section = { header: undefined, path: [], entries, start: 0, end: text.length };
  return { text, sections: [section], comments: [] };
}

/** Deeper than this, brackets are words, as in TOML. */
const MAX_DEPTH = 200;
const WORD = /[^,[\]{}:"\s]+/y;

class JsonScanner {
  #at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): ValueNode | undefined {
    this.#blanks();
    const char = this.text.charAt(this.#at);
    if (char === '"') return this.#text();
    if (char === '{' && depth < MAX_DEPTH) return this.#table(depth + 1);
    if (char === '[' && depth < MAX_DEPTH) return this.#list(depth + 1);
    const start = this.#at;
    return this.#word() === undefined ? undefined : { kind: 'bare', start, end: this.#at };
  }

  #word(): string | undefined {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.text)?.[0];
    this.#at += word?.length ?? 0;
    return word;
  }

  /** Ends at its quote, or where its line does. */
  #text(): TextNode {
    const start = this.#at++;
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.text.charAt(this.#at);
      if (char === '\n') break;
      if (char === '\\' && this.text.charAt(this.#at + 1) !== '\n') this.#at++;
      else if (char === '"') {
        this.#at++;
        return { kind: 'text', quote: '"', isClosed: true, start, end: this.#at };
      }
    }
    this.#at = Math.min(this.#at, this.text.length);
    return { kind: 'text', quote: '"', isClosed: false, start, end: this.#at };
  }

  #list(depth: number): ValueNode {
    const start = this.#at++;
    const items: ValueNode[] = [];
    const isClosed = this.#until(']', () => {
      const item = this.value(depth);
      if (item) items.push(item);
    });
    return { kind: 'list', items, isClosed, start, end: this.#at };
  }

  #table(depth: number): ValueNode {
    const start = this.#at++;
    const entries: Entry[] = [];
    const isClosed = this.#until('}', () => {
      const key = this.#key();
      if (key) entries.push(this.#entry(key, depth));
    });
    return { kind: 'table', entries, isClosed, start, end: this.#at };
  }

  /** Also one whose quotes are not typed yet. */
  #key(): Key | undefined {
    if (this.text.charAt(this.#at) === '"') {
      const { start, end, isClosed } = this.#text();
      return { name: this.text.slice(start + 1, isClosed ? end - 1 : end), start, end };
    }
    const start = this.#at;
    const name = this.#word();
    return name === undefined ? undefined : { name, start, end: this.#at };
  }

  #entry(key: Key, depth: number): Entry {
    const { start, end } = key;
    const keys = [key];
    this.#blanks();
    if (this.text.charAt(this.#at) !== ':') return { keys, equals: undefined, value: undefined, start, end };
    const equals = this.#at++;
    const value = this.value(depth);
    return { keys, equals, value, start, end: value?.end ?? equals + 1 };
  }

  /** Read parts until `close`, which is taken; false where the text ends first, or something around it does. */
  #until(close: ']' | '}', part: () => void): boolean {
    const other = close === ']' ? '}' : ']';
    let end = this.#at;
    for (this.#blanks(); this.#at < this.text.length; this.#blanks()) {
      const char = this.text.charAt(this.#at);
      if (char === close) {
        this.#at++;
        return true;
      }
      if (char === other) break;
      const before = this.#at;
      if (char !== ',') part();
      if (this.#at === before) this.#at++;
      end = this.#at;
    }
    this.#at = end;
    return false;
  }

  #blanks(): void {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at++;
  }
}
