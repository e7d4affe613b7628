import type { Expressions } from '../../language/expressions.js';
import { type SchemaRow, schemaRow } from '../schema-row.js';
import { spellingOf } from '../syntax/spelling.js';
import type { Entry, Key, Path, SyntaxTree, TextNode, ValueNode } from '../syntax/tree.js';
import { type NameInText, namesInText, placeholderNames, templateNames } from './in-text.js';
import type { FileNames, Occurrence, Unread } from './occurrence.js';
import { argumentOwners, keySite, type NameKind, scopesOf, valueSite } from './sites.js';

/** Every name of a text, valid or not. */
export function namesOfFile(tree: SyntaxTree, expressions: Expressions): FileNames {
  return new FileReading(tree, expressions).read();
}

class FileReading {
  readonly #found: Occurrence[] = [];
  readonly #unread: Unread[] = [];
  /** Texts that name the formula of arguments, by path. */
  readonly #owners = new Map<string, string>();
  readonly #rows = new Map<string, SchemaRow | undefined>();
  readonly #isConvoy: boolean;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly expressions: Expressions,
  ) {
    const isConvoys = (key: unknown): boolean => key === 'legs' || key === 'prompts';
    this.#isConvoy = tree.sections.some(
      ({ path, entries }) =>
        isConvoys(path[0]) || (path.length === 0 && entries.some(({ keys }) => isConvoys(keys[0]?.name))),
    );
  }

  read(): FileNames {
    const keys = new Set<string>();
    for (const { path, header, entries } of this.tree.sections) {
      if (header) this.#keys(header.keys, [], path, keys);
      for (const entry of entries) this.#entry(entry, path, keys);
    }
    const occurrences = this.#found
      .map((each) =>
        each.owner === undefined ? each : { ...each, owner: this.#owners.get(each.owner) ?? '' },
      )
      .sort((a, b) => a.start - b.start);
    const named = (pattern: RegExp): string[] =>
      occurrences
        .filter(({ kind, site }) => kind === 'formula' && pattern.test(site))
        .map(({ name }) => name);
    return {
      occurrences,
      unread: this.#unread,
      parents: named(/^formula\.extends/),
      drawnIn: named(/^(?:step\.expand|compose\.aspects\[\]|compose\.(?:expand|map)\[\]\.with)$/),
    };
  }

  /** `seen`: keys of other headers count once for each table: `[vars.x]` and `[vars.x.y]` are one variable. */
  #keys(keys: readonly Key[], base: Path, whole: Path, seen: Set<string>): Path {
    const path: (string | number)[] = [...base];
    let place = base.length;
    for (const key of keys) {
      path.push(key.name);
      place++;
      const row = this.#row(path);
      const site = row && keySite(row);
      if (row && site) {
        const inner = { start: key.start, end: key.end };
        if (/^["']/.test(this.tree.text.charAt(key.start)) && key.end - key.start > 1) {
          inner.start++;
          inner.end = inner.start + key.name.length;
        }
        const isDefinition = site.isDefinition && !seen.has(path.join('\0'));
        seen.add(path.join('\0'));
        const owner = site.kind === 'variable' && !site.isDefinition ? this.#ownerOf(path) : undefined;
        this.#add({ ...inner, name: key.name }, site.kind, isDefinition, path, row.place, owner, false, true);
      }
      const index = whole[place];
      if (typeof index === 'number') {
        path.push(index);
        place++;
      }
    }
    return path;
  }

  #entry({ keys, value }: Entry, base: Path, seen: Set<string>): void {
    const path = this.#keys(keys, base, [], seen);
    if (value) this.#value(value, path, seen);
  }

  #value(node: ValueNode, path: Path, seen: Set<string>): void {
    if (node.kind === 'text') this.#text(node, path);
    else if (node.kind === 'list')
      for (const [index, item] of node.items.entries()) this.#value(item, [...path, index], seen);
    else if (node.kind === 'table') for (const entry of node.entries) this.#entry(entry, path, seen);
  }

  #text(node: TextNode, path: Path): void {
    const row = this.#row(path);
    if (!row) return;
    const { value, toFile } = spellingOf(this.tree.text, node);
    if (argumentOwners.includes(String(path[path.length - 1]))) this.#owners.set(path.join('\0'), value);
    const add = ({ start, end, name, kind, isTentative }: NameInText, isDefinition = false): void => {
      if (name === '') return;
      const extent = { start: toFile(start), end: toFile(end), name };
      this.#add(extent, kind, isDefinition, path, row.site, undefined, isTentative);
    };
    const site = valueSite(row);
    if (site) {
      const names = namesInText(value, site, this.expressions);
      for (const each of names ?? []) add(each, site.isDefinition);
      if (!names) {
        const kind = site.form === 'glob' ? 'pattern' : 'broken';
        this.#unread.push({ text: value, kind, start: toFile(0), end: toFile(value.length) });
      }
    }
    if (row.isTemplated || site?.isDefinition || site?.form === 'name')
      for (const each of placeholderNames(value)) add(each);
    if (this.#isConvoy && row.isTemplated) for (const each of templateNames(value)) add(each);
  }

  #add(
    { start, end, name }: { start: number; end: number; name: string },
    kind: NameKind,
    isDefinition: boolean,
    path: Path,
    site: string,
    owner: string | undefined,
    isTentative = false,
    isKey = false,
  ): void {
    // The name of a loop is known in its body.
    const within = kind === 'bound' && isDefinition ? [...path.slice(0, -1), 'body'] : path;
    this.#found.push({
      start,
      end,
      name,
      kind,
      isDefinition,
      isKey,
      path: [...path],
      site,
      scopes: scopesOf(within),
      owner,
      isTentative,
    });
  }

  /** Beside `vars`, what names their formula; beside `expand_vars`, `expand`. As the key of `#owners`. */
  #ownerOf(path: Path): string | undefined {
    const beside = path.slice(0, -2);
    const row = this.#row(beside);
    const key =
      path[path.length - 2] === 'expand_vars'
        ? 'expand'
        : row?.site === 'onComplete'
          ? 'bond'
          : row?.site === 'compose.hooks[]'
            ? 'attach'
            : 'with';
    return [...beside, key].join('\0');
  }

  /** Of a path and all that differ from it in places only. */
  #row(path: Path): SchemaRow | undefined {
    const key = path.map((part) => (typeof part === 'number' ? '\0' : part)).join('\0\0');
    if (!this.#rows.has(key)) this.#rows.set(key, schemaRow(path));
    return this.#rows.get(key);
  }
}
