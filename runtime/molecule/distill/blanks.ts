import { fail } from '../../failure/failure.js';

/** A text as it stands, and what is to be found in it, by name. */
const WORD = /\w/;

/**
 * Puts `{{name}}` where one of the given values stands: the longest first, in one pass, and not within a longer word.
 */
export class Blanks {
  readonly #names = new Map<string, string>();
  readonly #pattern: RegExp | undefined;
  readonly #found = new Set<string>();

  /** `values`: texts by the names of the variables that take their places. Throws GT8231 for an empty text, or one of two names. */
  constructor(readonly values: ReadonlyMap<string, string>) {
    for (const [name, value] of values) {
      const other = this.#names.get(value);
      if (value === '') fail('GT8231', { name, reason: 'its text is empty' });
      if (other !== undefined) fail('GT8231', { name, reason: `"${other}" has the same text` });
      this.#names.set(value, name);
    }
    const longestFirst = [...this.#names.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    if (longestFirst.length > 0) this.#pattern = new RegExp(longestFirst.map(alone).join('|'), 'g');
  }

  /** A text with the blanks in it. */
  in(text: string): string {
    if (!this.#pattern) return text;
    return text.replace(this.#pattern, (value) => {
      const name = this.#names.get(value) ?? '';
      this.#found.add(name);
      return `{{${name}}}`;
    });
  }

  /** The same for texts at any depth of plain data; keys stay. */
  inAll(value: unknown): unknown {
    if (typeof value === 'string') return this.in(value);
    if (Array.isArray(value)) return value.map((item) => this.inAll(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.inAll(item)]));
  }

  /** Throws GT8231 when a value stood in none of the texts: it was meant to. */
  demandAllFound(): void {
    const missing = [...this.values].find(([name]) => !this.#found.has(name));
    if (missing)
      fail('GT8231', {
        name: missing[0],
        reason: `${JSON.stringify(missing[1])} stands in none of its texts`,
      });
  }
}

/** A value where it is no part of a longer word, as the value of `auth` is not in `author`. */
function alone(value: string): string {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = WORD.test(value.charAt(0)) ? '(?<!\\w)' : '';
  const after = WORD.test(value.charAt(value.length - 1)) ? '(?!\\w)' : '';
  return before + escaped + after;
}
