import { isGlob } from '../language/glob.js';
import { placeholders } from '../language/placeholder.js';
import { templateNames } from './names/in-text.js';
import { type SiteForm, valueSite } from './names/sites.js';
import { type SchemaRow, schemaRow } from './schema-row.js';
import { spellingOf } from './syntax/spelling.js';
import type { Entry, Extent, Path, SyntaxTree, TextNode, ValueNode } from './syntax/tree.js';

/** What parts of texts are to an editor, by the names of the protocol. `property`: the output of a step. */
export const TOKEN_TYPES = [
  'variable',
  'parameter',
  'property',
  'regexp',
  'operator',
  'keyword',
  'function',
  'string',
  'number',
] as const;

export interface SemanticToken extends Extent {
  readonly type: (typeof TOKEN_TYPES)[number];
}

/** What stands inside the strings of a text: placeholders, words of expressions, globs. In order, none over another, each in one line. */
export function semanticTokens(tree: SyntaxTree, { start: from, end: to }: Extent): SemanticToken[] {
  const found: SemanticToken[] = [];
  const rows = new Map<string, SchemaRow | undefined>();
  const rowOf = (path: Path): SchemaRow | undefined => {
    const key = path.map((part) => (typeof part === 'number' ? '\0' : part)).join('\0\0');
    if (!rows.has(key)) rows.set(key, schemaRow(path));
    return rows.get(key);
  };
  const entries = (list: readonly Entry[], path: Path): void => {
    for (const { keys, value } of list) if (value) inside(value, [...path, ...keys.map(({ name }) => name)]);
  };
  const inside = (node: ValueNode, path: Path): void => {
    if (node.end < from || node.start > to) return;
    if (node.kind === 'text') tokensOf(node, rowOf(path), tree.text, found);
    else if (node.kind === 'table') entries(node.entries, path);
    else if (node.kind === 'list') for (const [i, item] of node.items.entries()) inside(item, [...path, i]);
  };
  for (const section of tree.sections)
    if (section.end >= from && section.start <= to) entries(section.entries, section.path);
  return found;
}

function tokensOf(node: TextNode, row: SchemaRow | undefined, file: string, found: SemanticToken[]): void {
  const form = row && valueSite(row)?.form;
  // Most texts have nothing of the kind.
  if (!row || (!(form && form !== 'name') && !file.slice(node.start, node.end).includes('{'))) return;
  const { value, toFile } = spellingOf(file, node);
  const parts = form && form !== 'name' && form !== 'glob' ? wordsOf(value, form) : [];
  if (form === 'glob' && isGlob(value)) parts.push({ start: 0, end: value.length, type: 'regexp' as const });
  else if (row.isTemplated || form === 'name' || form === 'glob') parts.push(...placeholderTokens(value));
  for (const { start, end, type } of parts) {
    const extent = { start: toFile(start), end: toFile(end), type };
    if (!file.slice(extent.start, extent.end).includes('\n')) found.push(extent);
  }
}

const PLACEHOLDERS = { variable: 'variable', bound: 'parameter', output: 'property' } as const;

const placeholderTokens = (text: string): SemanticToken[] =>
  placeholders(text).map(({ form, start, end }) => ({ start, end, type: PLACEHOLDERS[form] }));

/** `tokens.ts` in one pattern: an editor colours what is not finished, too. */
const WORDS =
  /(?<variable>\{\{\s*[A-Za-z_]\w*\s*\}\})|(?<parameter>\{[A-Za-z_][\w.-]*\})|(?<string>'[^']*'|"[^"]*")|(?<operator>\|\||&&|[=!]=|[<>]=?|!|\.\.|[-+*/^](?=[\s\d({])|(?<=\d)[-+*/^])|(?<keyword>\bin(?=\s*\[)|\b(?:true|false)\b)|(?<function>[A-Za-z_][\w.-]*(?=\s*\())|(?<number>(?<![\w.-])\d+(?:\.\d+)?(?![\w-]))|(?<property>[^\s()[\]{},'"&|!<>=]+)/g;
const TYPES: ReadonlySet<string> = new Set(TOKEN_TYPES);

function wordsOf(text: string, form: SiteForm): SemanticToken[] {
  if (form === 'template')
    return templateNames(text).map(({ start, end }) => ({ start, end, type: 'variable' }));
  return [...text.matchAll(WORDS)].flatMap(({ index, groups = {}, 0: { length } }): SemanticToken[] => {
    const [type] = Object.entries(groups).find(([, part]) => part !== undefined) ?? [];
    if (type === undefined || !TYPES.has(type)) return [];
    return [{ start: index, end: index + length, type: type as SemanticToken['type'] }];
  });
}
