import type { Cursor } from '../cursor.js';
import { type SchemaRow, schemaKeys, schemaRow, tableRow } from '../schema-row.js';
import type { Extent, Path, Section, SyntaxTree } from '../syntax/tree.js';
import type { Proposal } from './proposal.js';

/** Keys that the table at the cursor does not have yet, each with a value that can be parsed. */
export function keyProposals(tree: SyntaxTree, cursor: Cursor, isJson: boolean): Proposal[] {
  const { tableRow: row, table, key, offset } = cursor;
  if (!row) return [];
  const extent = key ?? { start: offset, end: offset };
  const taken = new Set([...cursor.siblings, ...below(tree, table)]);
  const isNew = !hasValue(tree.text, extent, isJson);
  const parting = isJson && isNew ? partingOf(tree.text, extent) : ['', ''];
  if (isNew && !(isJson ? parting : isFree(tree.text, extent))) return [];
  const [before, behind] = parting ?? ['', ''];
  return [...schemaKeys(row)].flatMap(([name, found]): Proposal[] => {
    if (taken.has(name)) return [];
    const written = isJson || !/^[A-Za-z0-9_-]+$/.test(name) ? JSON.stringify(name) : name;
    const value = isNew ? emptyValue(found) : '';
    const filled = isNew ? `${before}${written}${isJson ? ': ' : ' = '}${value}` : written;
    const caret = /["\]}]$/.test(value) ? filled.length - 1 : filled.length;
    const text = filled + behind;
    return [{ ...at(extent), label: name, kind: 'key', text, caret, documentation: described(found) }];
  });
}

/** What can stand in the header at the cursor, with the brackets that close it. */
export function headerProposals(
  tree: SyntaxTree,
  cursor: Cursor,
  stepsOf: (site: SchemaRow) => Iterable<string>,
): Proposal[] {
  const { section, tableRow: row, table, key, offset } = cursor;
  const { header } = section;
  if (!header || !row) return [];
  const extent = key ?? { start: offset, end: offset };
  const isLast = !key || key === header.keys[header.keys.length - 1];
  const close = header.isClosed || !isLast ? '' : header.isElement ? ']]' : ']';
  const rest = tree.text.slice(extent.end, lineEnd(tree.text, extent.end));
  if (close !== '' && !/^\s*(?:\]\s*)?(?:#.*)?$/.test(rest)) return [];
  const end = close === '' ? extent.end : extent.end + (/^\s*\]/.exec(rest)?.[0].length ?? 0);
  const proposals = [...schemaKeys(row)].flatMap(([name, found]): Proposal[] => {
    const path = [...table, name];
    const isList = tableRow([...path, 0])?.schema['properties'] !== undefined;
    const leadsTo = isTable(found) || (isList && holdsLists(schemaRow([...path, 0])));
    const fits = isLast ? (header.isElement ? isList : isTable(found)) : leadsTo || isList;
    if (!fits || (isLast && !header.isElement && isThere(tree, [...table, name], section))) return [];
    return [
      { ...at(extent), end, label: name, kind: 'table', text: name + close, documentation: described(found) },
    ];
  });
  const free = schemaRow([...table, key?.name ?? '']);
  const names = free && row.schema['properties'] === undefined ? [...stepsOf(free)] : [];
  return [
    ...proposals,
    ...names.map((name): Proposal => {
      const written = /^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name);
      return { ...at(extent), end, label: name, kind: 'name', text: written + close };
    }),
  ];
}

const at = ({ start, end }: Extent): Extent => ({ start, end });

const described = ({ schema }: SchemaRow): string | undefined => schema['description'] as string | undefined;

const isTable = (row: SchemaRow): boolean =>
  row.schema['type'] === 'object' ||
  row.schema['properties'] !== undefined ||
  row.schema['else'] !== undefined;

const holdsLists = (row: SchemaRow | undefined): boolean => row?.schema['properties'] !== undefined;

/** Names that headers give to a table: `[steps.gate]` is the key `gate` of a step. */
function below(tree: SyntaxTree, table: Path): string[] {
  return tree.sections.flatMap(({ path }) => {
    const name = path[table.length];
    const isBelow = table.every((part, place) => part === path[place]);
    return isBelow && typeof name === 'string' ? [name] : [];
  });
}

/** A value stands behind the key, or more of it. */
const hasValue = (text: string, { end }: Extent, isJson: boolean): boolean =>
  (isJson ? /^\s*:/ : /^[ \t]*[=.]/).test(text.slice(end, end + 200));

/** A table of that path has a header of its own. */
const isThere = (tree: SyntaxTree, path: Path, but: Section): boolean =>
  tree.sections.some((each) => each !== but && each.path.join('/') === path.join('/'));

/** Nothing else stands on the line that a new key would not go with. */
export function isFree(text: string, { start, end }: Extent): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const behind = text.slice(end, lineEnd(text, end));
  return /(?:^|[{,.])\s*$/.test(before) && /^\s*(?:$|#|\}|,)/.test(behind);
}

/** What parts a new key of JSON from those around it; undefined where none can stand. */
function partingOf(text: string, { start, end }: Extent): [string, string] | undefined {
  const last = text.slice(0, start).trimEnd().slice(-1);
  const next = text.slice(end).trimStart().charAt(0);
  if (last === '' || /[[:]/.test(last)) return undefined;
  const isFirst = last === '{' || last === ',';
  if (!isFirst && next !== '}') return undefined;
  return [isFirst ? '' : ', ', next === '"' ? ', ' : ''];
}

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** The least that can stand behind "=". */
function emptyValue({ schema }: SchemaRow): string {
  const type = [schema['type']].flat()[0];
  if (schema['else'] !== undefined || schema['properties'] !== undefined) return '{}';
  if (type === 'array') return '[]';
  if (type === 'object') return '{}';
  if (type === 'boolean') return 'true';
  if (type === 'integer' || type === 'number') return String(schema['minimum'] ?? 1);
  return '""';
}
