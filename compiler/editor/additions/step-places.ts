import { schemaRow } from '../schema-row.js';
import { spellingOf } from '../syntax/spelling.js';
import type { Entry, Extent, Path, SyntaxTree, ValueNode } from '../syntax/tree.js';

/** Where a step of the formula's own stands in its text. */
export interface StepPlace {
  readonly id: string;
  /** Behind its header or opening brace: the end of a line, mostly. */
  readonly head: number;
  /** Its id, with quotes. */
  readonly idAt: Extent;
  /** What it says in `needs`. */
  readonly needs: ValueNode | undefined;
  /** Behind all that is part of it, contents aside. */
  readonly end: number;
}

/** Where the formula's own steps are written; what advice and loops have is made of, not one. */
const LISTS: ReadonlySet<unknown> = new Set(['steps', 'legs', 'synthesis', 'template']);
const STEPS: ReadonlySet<string> = new Set(['step', 'leg', 'synthesis']);

/** The steps that a text writes, by id; of several with one id, the first. */
export function stepPlaces(tree: SyntaxTree): ReadonlyMap<string, StepPlace> {
  const places = new Map<string, StepPlace>();
  const table = (entries: readonly Entry[], path: Path, head: number, end: number): void => {
    if (STEPS.has(schemaRow(path)?.site ?? '')) {
      const said = (key: string): ValueNode | undefined =>
        entries.find(({ keys }) => keys.length === 1 && keys[0]?.name === key)?.value;
      const idAt = said('id');
      const id = idAt?.kind === 'text' ? spellingOf(tree.text, idAt).value : '';
      if (idAt && id !== '' && !places.has(id)) places.set(id, { id, head, idAt, needs: said('needs'), end });
    }
    for (const { keys, value } of entries) value && inside(value, [...path, ...keys.map(({ name }) => name)]);
  };
  const inside = (node: ValueNode, path: Path): void => {
    if (path.includes('loop')) return;
    if (node.kind === 'table') table(node.entries, path, node.start + 1, node.end);
    else if (node.kind === 'list')
      for (const [index, item] of node.items.entries())
        if (item.kind !== 'text' && item.kind !== 'bare') inside(item, [...path, index]);
  };
  for (const { header, path, entries } of tree.sections) {
    const [first] = header ? path : [entries[0]?.keys[0]?.name];
    if (path.includes('loop')) continue;
    if (header ? LISTS.has(first) : true) {
      const own = header ? entries : entries.filter(({ keys }) => LISTS.has(keys[0]?.name));
      table(own, path, header?.end ?? 0, own[own.length - 1]?.end ?? header?.end ?? 0);
    }
  }
  return places;
}
