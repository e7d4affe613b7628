import { sectionPaths } from './section-paths.js';
import type { Entry, Extent, Header, Key, Section, SyntaxTree, TextNode, ValueNode } from './tree.js';

/** The tree of a TOML text, valid or not. Linear in its length; never throws. */
export function scanToml(text: string): SyntaxTree {
  return new TomlScanner(text).scan();
}

/** Deeper than this, brackets are words: the compiler refuses them long before, and recursion must end. */
const MAX_DEPTH = 200;

/** A line that begins a statement: a list that is open before it has been forgotten. */
const STATEMENT =
  /[ \t]*(?:\[\[?[ \t]*[A-Za-z_][\w. \t-]*\]\]?[ \t]*(?:#[^\n]*)?\r?(?:\n|$)|[A-Za-z_][\w.-]*[ \t]*=)/y;
const BARE_KEY = /[^\s.=[\]#"',{}]+/y;
const WORD = /[^,[\]{}#\r\n]+/y;

class TomlScanner {
  #at = 0;
  readonly #comments: Extent[] = [];

  constructor(private readonly text: string) {}

  scan(): SyntaxTree {
    const sections: Omit<Section, 'path'>[] = [];
    let header: Header | undefined;
    let entries: Entry[] = [];
    let start = 0;
    const finish = (end: number): void => void sections.push({ header, entries, start, end });
    for (this.#skip(); this.#at < this.text.length; this.#skip()) {
      if (this.#char() === '[') {
        finish(this.#at);
        start = this.#at;
        header = this.#header();
        entries = [];
      } else {
        const before = this.#at;
        const entry = this.#entry(0);
        if (entry) entries.push(entry);
        this.#toLineEnd();
        if (this.#at === before) this.#at++;
      }
    }
    finish(this.text.length);
    const paths = sectionPaths(sections);
    return {
      text: this.text,
      sections: sections.map((section, index) => ({ ...section, path: paths[index] ?? [] })),
      comments: this.#comments,
    };
  }

  #header(): Header {
    const start = this.#at;
    const isElement = this.text.startsWith('[[', start);
    this.#at += isElement ? 2 : 1;
    const keys = this.#keys();
    this.#blanks();
    const close = isElement ? ']]' : ']';
    const isClosed = this.text.startsWith(close, this.#at);
    if (isClosed) this.#at += close.length;
    const end = this.#at;
    this.#toLineEnd();
    return { keys, isElement, isClosed, start, end };
  }

  #entry(depth: number): Entry | undefined {
    const start = this.#at;
    const keys = this.#keys();
    let end = this.#at;
    this.#blanks();
    if (this.#char() !== '=') {
      const isEmpty = keys.length === 1 && keys[0]?.name === '' && keys[0].start === keys[0].end;
      return isEmpty ? undefined : { keys, equals: undefined, value: undefined, start, end };
    }
    const equals = this.#at++;
    end = this.#at;
    this.#blanks();
    const value = this.#value(depth);
    return { keys, equals, value, start, end: value?.end ?? end };
  }

  /** At least one, if only an empty one. */
  #keys(): Key[] {
    const keys: Key[] = [];
    for (let isMore = true; isMore; ) {
      this.#blanks();
      keys.push(this.#key());
      const end = this.#at;
      this.#blanks();
      isMore = this.#char() === '.';
      this.#at = isMore ? this.#at + 1 : end;
    }
    return keys;
  }

  #key(): Key {
    const start = this.#at;
    const char = this.#char();
    if (char === '"' || char === "'") {
      const { end, isClosed } = this.#lineText(char);
      return { name: this.text.slice(start + 1, isClosed ? end - 1 : end), start, end };
    }
    const name = this.#match(BARE_KEY);
    return { name, start, end: this.#at };
  }

  #value(depth: number): ValueNode | undefined {
    const start = this.#at;
    const char = this.#char();
    if (char === '"' || char === "'") {
      return this.text.startsWith(char.repeat(3), start) ? this.#blockText(char) : this.#lineText(char);
    }
    if (char === '[' && depth < MAX_DEPTH) return this.#list(depth + 1);
    if (char === '{' && depth < MAX_DEPTH) return this.#table(depth + 1);
    const word = this.#match(WORD).trimEnd();
    if (word !== '') {
      this.#at = start + word.length;
      return { kind: 'bare', start, end: this.#at };
    }
    return undefined;
  }

  #lineText(quote: '"' | "'"): TextNode {
    const start = this.#at++;
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.#char();
      if (char === '\n' || (char === '\r' && this.text[this.#at + 1] === '\n')) break;
      if (char === '\\' && quote === '"' && !/[\r\n]/.test(this.text[this.#at + 1] ?? '\n')) this.#at++;
      else if (char === quote) {
        this.#at++;
        return { kind: 'text', quote, isClosed: true, start, end: this.#at };
      }
    }
    return { kind: 'text', quote, isClosed: false, start, end: this.#at };
  }

  #blockText(mark: '"' | "'"): TextNode {
    const quote = mark.repeat(3) as '"""' | "'''";
    const start = this.#at;
    this.#at += 3;
    for (; this.#at < this.text.length; this.#at++) {
      if (mark === '"' && this.#char() === '\\') this.#at++;
      else if (this.text.startsWith(quote, this.#at)) {
        this.#at += 3;
        // Up to two more quotes belong to the text.
        for (let more = 0; more < 2 && this.#char() === mark; more++) this.#at++;
        return { kind: 'text', quote, isClosed: true, start, end: this.#at };
      }
    }
    this.#at = this.text.length;
    return { kind: 'text', quote, isClosed: false, start, end: this.#at };
  }

  #list(depth: number): ValueNode {
    const start = this.#at++;
    const items: ValueNode[] = [];
    while (true) {
      const end = this.#at;
      if (!this.#skipWithin() || this.#at >= this.text.length) {
        this.#at = end;
        return { kind: 'list', items, isClosed: false, start, end };
      }
      if (this.#char() === ']') {
        this.#at++;
        return { kind: 'list', items, isClosed: true, start, end: this.#at };
      }
      const before = this.#at;
      const item = this.#char() === ',' ? undefined : this.#value(depth);
      if (item) items.push(item);
      if (this.#at === before) this.#at++;
    }
  }

  #table(depth: number): ValueNode {
    const start = this.#at++;
    const entries: Entry[] = [];
    while (true) {
      const end = this.#at;
      this.#blanks();
      const char = this.#char();
      if (char === '' || char === '\n' || char === '\r' || char === ']' || char === '#') {
        this.#at = end;
        return { kind: 'table', entries, isClosed: false, start, end };
      }
      if (char === '}') {
        this.#at++;
        return { kind: 'table', entries, isClosed: true, start, end: this.#at };
      }
      const before = this.#at;
      const entry = char === ',' ? undefined : this.#entry(depth);
      if (entry) entries.push(entry);
      if (this.#at === before) this.#at++;
    }
  }

  #char(): string {
    return this.text.charAt(this.#at);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #blanks(): void {
    while (this.#char() === ' ' || this.#char() === '\t') this.#at++;
  }

  #skip(): void {
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.#char();
      if (char === '#') this.#comment();
      else if (char !== ' ' && char !== '\t' && char !== '\n' && char !== '\r') return;
    }
  }

  /** As `skip`; false before a line that begins a statement. */
  #skipWithin(): boolean {
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.#char();
      if (char === '#') this.#comment();
      else if (char === '\n') {
        STATEMENT.lastIndex = this.#at + 1;
        if (STATEMENT.test(this.text)) return false;
      } else if (char !== ' ' && char !== '\t' && char !== '\r') return true;
    }
    return true;
  }

  /** Ends before the line end. */
  #comment(): void {
    const start = this.#at;
    const lineEnd = this.text.indexOf('\n', start);
    const end = lineEnd === -1 ? this.text.length : lineEnd;
    this.#comments.push({ start, end: this.text[end - 1] === '\r' ? end - 1 : end });
    this.#at = end - 1;
  }

  /** Behind a statement: to the end of its line; what else stands there is nothing. */
  #toLineEnd(): void {
    for (; this.#at < this.text.length && this.#char() !== '\n'; this.#at++)
      if (this.#char() === '#') this.#comment();
  }
}
