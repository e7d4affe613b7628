import { STEP_TYPES } from '../../check/step-types.js';
import type { Located, NamedFile } from '../names/name-index.js';
import { type NameKind, scopesOf, valueSite } from '../names/sites.js';
import { type SchemaRow, schemaRow } from '../schema-row.js';
import type { Extent, Path } from '../syntax/tree.js';
import { type Asked, ownerOf } from './asked.js';
import { stepsBehind } from './behind.js';
import { allowedValues } from './enum-values.js';
import { fileType } from './file-type.js';
import { outputLists } from './output-fields.js';
import type { Proposal } from './proposal.js';
import { usedWords } from './used-words.js';

/** A value that could stand alone at a place. */
interface Value {
  readonly name: string;
  readonly isText: boolean;
  readonly kind: Proposal['kind'];
  readonly detail?: string | undefined;
}

/** What the whole value at the cursor could be, with its quotes where there are none. */
export function valueProposals(asked: Asked): Proposal[] {
  const { cursor, tree } = asked;
  const { row, node, path, list, offset } = cursor;
  if (!row) return [];
  const item = row.schema['type'] === 'array' && node?.kind !== 'text' ? schemaRow([...path, 0]) : undefined;
  const values = valuesOf(asked, item ?? row, item ? [...path, 0] : path);
  if (cursor.text && node?.kind === 'text') {
    const { extent, close } = quotedAt(asked) ?? {};
    if (!extent) return [];
    return values
      .filter(({ isText }) => isText)
      .map(({ name, kind, detail }) => ({ ...extent, label: name, kind, detail, text: name + close }));
  }
  if (node && node.kind !== 'bare') return [];
  // Before a value that is there, another has no place.
  if (!node && !list && !/^[ \t]*(?:[\r\n#,}]|$)/.test(tree.text.slice(offset))) return [];
  const extent = node ? { start: node.start, end: node.end } : { start: offset, end: offset };
  const [before, behind] = list && !node ? commas(tree.text, offset) : ['', ''];
  return values.map(({ name, kind, detail, isText }) => {
    const written = isText ? JSON.stringify(name) : name;
    const text = item ? `[${written}]` : `${before}${written}${behind}`;
    return { ...extent, label: name, kind, detail, text };
  });
}

/** The same of names where no text stands yet: alone, or as another item of a list. */
export function fillers({ cursor, tree }: Asked, names: readonly string[]): Proposal[] {
  const { node, list, offset } = cursor;
  if (node && node.kind !== 'bare') return [];
  if (!node && !list && !/^[ \t]*(?:[\r\n#,}]|$)/.test(tree.text.slice(offset))) return [];
  const extent = node ? { start: node.start, end: node.end } : { start: offset, end: offset };
  const [before, behind] = list && !node ? commas(tree.text, offset) : ['', ''];
  return names.map((name) => ({
    ...extent,
    label: name,
    kind: 'name',
    text: `${before}${JSON.stringify(name)}${behind}`,
  }));
}

/** What a name takes the place of in the text at the cursor, and the quote that it lacks; undefined where no name has a place. */
export function quotedAt({ cursor, tree }: Asked): { extent: Extent; close: string } | undefined {
  const { node, text, offset } = cursor;
  if (!text || node?.kind !== 'text' || node.quote.length === 3) return undefined;
  return node.isClosed
    ? { extent: text.inner, close: '' }
    : { extent: wordAt(tree.text, offset, node.start + 1), close: node.quote };
}

/** Of a text that is not closed, what is being typed: what stands behind it is no part of it. */
export function wordAt(text: string, offset: number, from: number): Extent {
  const before = /[\w.:-]*$/.exec(text.slice(from, offset))?.[0].length ?? 0;
  const behind = /^[\w.:-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset - before, end: offset + behind };
}

/** What parts a new item from those around it. */
function commas(text: string, offset: number): [string, string] {
  const before = text.slice(0, offset).trimEnd();
  const behind = text.slice(offset).trimStart();
  return [/[[,]$/.test(before) ? '' : ', ', /^(?:[\],#]|$)/.test(behind) ? '' : ', '];
}

function valuesOf(asked: Asked, row: SchemaRow, path: Path): Value[] {
  const { schema } = row;
  const words = (list: readonly unknown[], isText = true): Value[] =>
    list.map((word) => ({ name: String(word), isText, kind: 'value' }));
  if (Array.isArray(schema['enum'])) return words(schema['enum']);
  if (schema['type'] === 'boolean') return words([true, false], false);
  if (/(?:^|\.)type$/.test(row.site) && schema['examples'] === STEP_TYPES)
    return words([...STEP_TYPES, ...asked.stepTypes]);
  if (row.site === 'compose.hooks[].trigger') return words(['label:', 'type:', 'priority:']);
  if (row.site === 'onComplete.for_each') return words(outputLists(asked).map((field) => `output.${field}`));
  const allowed = allowedValues(asked, row, path);
  if (allowed.length > 0)
    return allowed.map((each) => ({ name: String(each), isText: typeof each === 'string', kind: 'value' }));
  const used = usedWords(asked, row.site, path);
  if (used) return words(used);
  const site = valueSite(row);
  if (!site || site.isDefinition) return [];
  if (site.form === 'waits-for')
    return [
      ...words(['all-children', 'any-children']),
      ...namesOf(asked, 'step', path).map((each) => ({ ...each, name: `children-of(${each.name})` })),
    ];
  if (site.form !== 'name' && site.form !== 'glob') return [];
  if (site.kind === 'formula') return formulasFor(asked, row.site);
  const found = namesOf(asked, site.kind, path);
  // A hook is at a bond point or, behind it, at a step.
  return site.kind === 'bond-point' ? [...found, ...namesOf(asked, 'step', path)] : found;
}

/** The names that can be said in a place, those aside that the list has, its own step, and what would go round in a circle. */
export function namesOf({ index, file }: Asked, kind: NameKind, path: Path): Value[] {
  const visible = index.visible(file, kind, scopesOf(path));
  const own = kind === 'step' ? ownerOf(file, path) : undefined;
  const list = path.slice(0, -1).join('/');
  const said = new Set(
    typeof path[path.length - 1] === 'number'
      ? file.names.occurrences
          .filter((each) => each.path.length === path.length && each.path.slice(0, -1).join('/') === list)
          .filter((each) => each.path[path.length - 1] !== path[path.length - 1])
          .map(({ name }) => name)
      : [],
  );
  const behind =
    own && /^(?:needs|depends_on|waits_for|needs_add)$/.test(keyOf(path)) ? stepsBehind(file, own.name) : [];
  const isOut = new Set([...said, ...behind, ...(own ? [own.name] : [])]);
  return [...visible]
    .filter(([name]) => !isOut.has(name))
    .map(([name, located]) => ({ name, isText: true, kind: 'name', detail: detailOf(located, file) }));
}

const keyOf = (path: Path): string => String(path.findLast((part) => typeof part === 'string') ?? '');

const detailOf = ({ file: of }: Located, file: NamedFile): string | undefined =>
  of === file ? undefined : of.candidate.path;

/** Formulas of a type that can be drawn in there, none of which draws this one in. */
function formulasFor({ index, file }: Asked, site: string): Value[] {
  const wanted = /aspects/.test(site)
    ? ['aspect']
    : /expand|with/.test(site)
      ? ['expansion']
      : /extends/.test(site)
        ? [fileType(file)]
        : ['workflow', 'convoy', 'expansion'];
  const users = new Set([file, ...index.usersOf(file)]);
  const found = new Map<string, Value>();
  for (const other of index.files) {
    const { name, path, tier } = other.candidate;
    if (users.has(other) || found.has(name) || index.formula(name) !== other) continue;
    const type = fileType(other);
    if (type !== undefined && !wanted.includes(type) && !wanted.includes(undefined)) continue;
    found.set(name, { name, isText: true, kind: 'name', detail: `${tier.name}: ${path}` });
  }
  return [...found.values()];
}
