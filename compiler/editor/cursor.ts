import { type SchemaRow, schemaRow, tableRow } from './schema-row.js';
import { spellingOf } from './syntax/spelling.js';
import type {
  Entry,
  Extent,
  Key,
  ListNode,
  Path,
  Section,
  SyntaxTree,
  TextNode,
  ValueNode,
} from './syntax/tree.js';
import { type Token, tokenAt } from './token.js';

/** The text that a cursor stands in. */
export interface CursorText {
  /** What it says, and how much of that stands before the cursor. */
  readonly value: string;
  readonly offset: number;
  /** Where it stands in the file, without its quotes: what a completion of the whole replaces. */
  readonly inner: Extent;
}

/** What stands around a place of a text, valid or not. */
export interface Cursor {
  readonly offset: number;
  /** `key` also on a line where nothing stands yet. */
  readonly place: 'header' | 'key' | 'value' | 'comment';
  readonly section: Section;
  /** The table that the key belongs to, or would. */
  readonly table: Path;
  readonly tableRow: SchemaRow | undefined;
  /** Of the value, item or key that the cursor is in; of an item that is not there yet, the place it would have. */
  readonly path: Path;
  readonly row: SchemaRow | undefined;
  /** The name under the cursor, in a header or before "=". */
  readonly key: Key | undefined;
  /** Keys that the table has in this section, that of the cursor aside. */
  readonly siblings: readonly string[];
  readonly node: ValueNode | undefined;
  /** The list that the value is an item of, or would be. */
  readonly list: ListNode | undefined;
  readonly text: CursorText | undefined;
  /** The placeholder or word of an expression under the cursor. */
  readonly token: Token | undefined;
}

type Found = Pick<Cursor, 'place' | 'table' | 'path'> &
  Partial<Pick<Cursor, 'key' | 'node' | 'list' | 'siblings'>>;

/** What stands at `offset` of a text; never throws, whatever the text. */
export function at(tree: SyntaxTree, offset: number): Cursor {
  const section = sectionAt(tree, offset);
  const found: Found = isInComment(tree, offset)
    ? { place: 'comment', table: section.path, path: section.path }
    : (inHeader(section, offset, tree) ?? inEntries(section.entries, section.path, offset, tree));
  const { place, table, path, key, node, list, siblings = [] } = found;
  const row = schemaRow(path);
  const text = node?.kind === 'text' ? textAt(node, offset, tree) : undefined;
  const token =
    text && row ? tokenAt(text, row, (at) => spellingOf(tree.text, node as TextNode).toFile(at)) : undefined;
  return {
    offset,
    place,
    section,
    table,
    tableRow: tableRow(table),
    path,
    row,
    key,
    siblings,
    node,
    list,
    text,
    token,
  };
}

function sectionAt({ sections }: SyntaxTree, offset: number): Section {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sections[middle] as Section).start <= offset) low = middle;
    else high = middle - 1;
  }
  return sections[low] as Section;
}

/** At the "#" itself one is still before the comment. */
const isInComment = ({ comments }: SyntaxTree, offset: number): boolean =>
  comments.some(({ start, end }) => start < offset && offset <= end);

function inHeader({ header, path }: Section, offset: number, { text }: SyntaxTree): Found | undefined {
  if (!header || offset < header.start) return undefined;
  const isWithin = header.isClosed ? offset < header.end : isBlank(text, header.end, offset);
  if (!isWithin && offset > header.end) return undefined;
  if (header.isClosed && offset >= header.end) return undefined;
  const before: (string | number)[] = [];
  let place = 0;
  for (const key of header.keys) {
    const isLast = key === header.keys[header.keys.length - 1];
    if (offset <= key.end || isLast) {
      const siblings: string[] = [];
      return { place: 'header', table: before, path: [...before, key.name], key, siblings };
    }
    before.push(key.name);
    place++;
    const index = path[place];
    if (typeof index === 'number') {
      before.push(index);
      place++;
    }
  }
  return { place: 'header', table: path, path };
}

/** Of a table that is written out, in lines or in braces. */
function inEntries(entries: readonly Entry[], table: Path, offset: number, tree: SyntaxTree): Found {
  const siblingsOf = (of: Entry | undefined): string[] =>
    entries.filter((each) => each !== of).flatMap(({ keys }) => keys[0]?.name ?? []);
  const entry = entries.findLast(({ start }) => start <= offset);
  const nothing = (): Found => ({
    place: 'key',
    table,
    path: [...table, ''],
    siblings: siblingsOf(undefined),
  });
  if (!entry) return nothing();
  const names = entry.keys.map(({ name }) => name);
  if (entry.equals === undefined || offset <= entry.equals) {
    const last = entry.keys[entry.keys.length - 1] as Key;
    if (offset > last.end && !isBlank(tree.text, last.end, offset)) return nothing();
    const index = entry.keys.findIndex(({ end }) => offset <= end);
    const place = index === -1 ? entry.keys.length - 1 : index;
    const outer = [...table, ...names.slice(0, place)];
    const siblings = place === 0 ? siblingsOf(entry) : [];
    return {
      place: 'key',
      table: outer,
      path: [...outer, names[place] ?? ''],
      key: entry.keys[place],
      siblings,
    };
  }
  const path = [...table, ...names];
  if (!entry.value) {
    if (!isBlank(tree.text, entry.end, offset)) return nothing();
    return { place: 'value', table, path, siblings: siblingsOf(entry) };
  }
  const inside = inValue(entry.value, path, table, offset, tree);
  return inside ? { siblings: siblingsOf(entry), ...inside } : nothing();
}

function inValue(
  node: ValueNode,
  path: Path,
  table: Path,
  offset: number,
  tree: SyntaxTree,
): Found | undefined {
  if (node.kind === 'bare' && offset >= node.start)
    return offset <= node.end ? { place: 'value', table, path, node } : undefined;
  if (node.kind === 'bare' || offset <= node.start) return { place: 'value', table, path };
  if (node.kind === 'text') {
    // Behind the closing quote one is no longer in the text.
    const isWithin = node.isClosed ? offset < node.end : offset <= node.end;
    return isWithin ? { place: 'value', table, path, node } : undefined;
  }
  const reaches = node.isClosed ? offset < node.end : /^[\s,]*$/.test(tree.text.slice(node.end, offset));
  if (!reaches && offset > node.end - (node.isClosed ? 1 : 0)) return undefined;
  if (node.kind === 'table') {
    const inside = inEntries(node.entries, path, offset, tree);
    return inside;
  }
  const index = node.items.findLastIndex(({ start }) => start <= offset);
  const item = node.items[index];
  const inside = item && inValue(item, [...path, index], table, offset, tree);
  return inside
    ? { list: node, ...inside }
    : { place: 'value', table, path: [...path, index + 1], list: node };
}

function textAt(node: TextNode, offset: number, { text }: SyntaxTree): CursorText {
  const { value, inner, toValue } = spellingOf(text, node);
  return { value, inner, offset: toValue(offset) };
}

/** Nothing but blanks on one line. */
const isBlank = (text: string, from: number, to: number): boolean =>
  to < from || /^[ \t]*$/.test(text.slice(from, to));
