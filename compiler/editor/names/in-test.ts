import { isGlob } from '../../language/glob.js';
import { spellingOf } from '../syntax/spelling.js';
import type { Entry, Extent, Key, Path, SyntaxTree, TextNode, ValueNode } from '../syntax/tree.js';
import type { FileNames, Occurrence, Unread } from './occurrence.js';
import type { NameKind } from './sites.js';

/** By the keys that lead there from a test: where the keys below are names. */
const KEYS: Readonly<Record<string, NameKind>> = {
  vars: 'variable',
  'expect.digest.values': 'variable',
  steps: 'step',
  gates: 'step',
  'expect.outcomes': 'step',
  'expect.attempts': 'step',
};

/** The same of lists of names, and of names with `<` between them. */
const LISTS: ReadonlySet<string> = new Set(['expect.ran', 'expect.not_run', 'expect.order']);

/** What the keys name that stand at such a place of a test. */
export const namedByKeys = (within: string): NameKind | undefined =>
  Object.hasOwn(KEYS, within) ? KEYS[within] : undefined;

/** Every name of the tests of the formula `name`: the formula, and its steps and variables, by the ids that they have when it is cooked (spec/formula-tests.md). */
export function namesOfTest(tree: SyntaxTree, name: string): FileNames {
  return new TestReading(tree, name).read();
}

class TestReading {
  readonly #found: Occurrence[] = [];
  readonly #unread: Unread[] = [];
  #formula: string;

  constructor(
    private readonly tree: SyntaxTree,
    name: string,
  ) {
    this.#formula = name;
  }

  read(): FileNames {
    for (const { header, path, entries } of this.tree.sections) {
      if (header) this.#keys(header.keys, [], path);
      for (const entry of entries) this.#entry(entry, path);
    }
    const occurrences = this.#found
      .map((each) => (each.kind === 'variable' ? { ...each, owner: this.#formula } : each))
      .sort((a, b) => a.start - b.start);
    return { occurrences, unread: this.#unread, parents: [this.#formula], drawnIn: [] };
  }

  #entry({ keys, value }: Entry, base: Path): void {
    const path = this.#keys(keys, base, []);
    if (value) this.#value(value, path);
  }

  #value(node: ValueNode, path: Path): void {
    if (node.kind === 'table') for (const entry of node.entries) this.#entry(entry, path);
    if (node.kind === 'list')
      for (const [place, item] of node.items.entries()) this.#value(item, [...path, place]);
    if (node.kind === 'text') this.#text(node, path);
  }

  /** `whole`: of a header, with the places of elements. */
  #keys(keys: readonly Key[], base: Path, whole: Path): Path {
    const path: (string | number)[] = [...base];
    for (const key of keys) {
      const kind = namedByKeys(placeInTest(path) ?? '');
      const isQuoted = /["']/.test(this.tree.text.charAt(key.start)) && key.end - key.start > 1;
      const start = isQuoted ? key.start + 1 : key.start;
      path.push(key.name);
      if (kind && key.name !== '')
        this.#add({ start, end: start + key.name.length }, key.name, kind, path, true);
      const index = whole[path.length];
      if (typeof index === 'number') path.push(index);
    }
    return path;
  }

  #text(node: TextNode, path: Path): void {
    const { value, toFile } = spellingOf(this.tree.text, node);
    const part = (start: number, end: number): Extent => ({ start: toFile(start), end: toFile(end) });
    if (path.length === 1 && path[0] === 'formula' && value !== '') {
      this.#formula = value;
      const colon = value.indexOf(':') + 1;
      this.#add(part(colon, value.length), value.slice(colon), 'formula', path, false);
      return;
    }
    const within = placeInTest(path.slice(0, -1));
    if (within === undefined || !LISTS.has(within)) return;
    for (const { 0: name, index } of value.matchAll(within === 'expect.order' ? /[^<\s]+/g : /.+/g))
      this.#add(part(index, index + name.length), name, 'step', path, false);
  }

  #add({ start, end }: Extent, name: string, kind: NameKind, path: Path, isKey: boolean): void {
    if (kind === 'step' && isGlob(name)) {
      this.#unread.push({ text: name, kind: 'pattern', start, end });
      return;
    }
    const rest = { isDefinition: false, isTentative: false, owner: undefined, scopes: [''], site: 'test' };
    this.#found.push({ ...rest, start, end, name, kind, path: [...path], isKey });
  }
}

/** The keys from a test to a place in it. */
export function placeInTest([first, place, ...rest]: Path): string | undefined {
  return first === 'test' && typeof place === 'number' ? rest.join('.') : undefined;
}
