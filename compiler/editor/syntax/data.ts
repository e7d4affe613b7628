import { spellingOf } from './spelling.js';
import type { Path, SyntaxTree, ValueNode } from './tree.js';

/** A table of plain data: it has no keys but its own. */
type Table = Record<string, unknown>;

const table = (): Table => Object.create(null) as Table;

/** What a text says at `path` as plain data, valid or not: what is no value is left out. */
export function dataAt(tree: SyntaxTree, path: Path): unknown {
  const root = table();
  for (const { path: of, entries } of tree.sections) {
    if (!of.slice(0, path.length).every((part, place) => part === path[place])) continue;
    const at = of.reduce<unknown>(inner, root);
    for (const { keys, value } of entries)
      if (value && keys[0] && !(of.length < path.length && keys[0].name !== path[of.length]))
        put(
          at,
          keys.map(({ name }) => name),
          plain(tree.text, value),
        );
  }
  return path.reduce<unknown>(
    (at, part) => (isHolder(at) && Object.hasOwn(at, part) ? at[String(part)] : undefined),
    root,
  );
}

const isHolder = (value: unknown): value is Table => typeof value === 'object' && value !== null;

/** What stands at a key, made where nothing does. */
function inner(at: unknown, part: string | number): unknown {
  if (!isHolder(at)) return undefined;
  if (!Object.hasOwn(at, part)) at[String(part)] = table();
  return at[String(part)];
}

function put(at: unknown, keys: readonly string[], value: unknown): void {
  const holder = keys.slice(0, -1).reduce(inner, at);
  const last = keys[keys.length - 1];
  if (isHolder(holder) && last !== undefined && value !== undefined) holder[last] = value;
}

function plain(text: string, node: ValueNode): unknown {
  switch (node.kind) {
    case 'text':
      return spellingOf(text, node).value;
    case 'list':
      return node.items.map((item) => plain(text, item));
    case 'table': {
      const found = table();
      for (const { keys, value } of node.entries)
        if (value)
          put(
            found,
            keys.map(({ name }) => name),
            plain(text, value),
          );
      return found;
    }
    case 'bare': {
      const word = text.slice(node.start, node.end);
      if (word === 'true' || word === 'false') return word === 'true';
      const number = Number(word.replaceAll('_', ''));
      return Number.isNaN(number) ? undefined : number;
    }
  }
}
