import { schemaRow } from './schema-row.js';
import { spellingOf } from './syntax/spelling.js';
import type { Extent, Section, SyntaxTree } from './syntax/tree.js';

export type OutlineKind = 'step' | 'variable' | 'bond-point' | 'table';

/** A section of a formula as a person calls it, with those that are part of it. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string | undefined;
  readonly kind: OutlineKind;
  /** With all that is part of it. */
  readonly extent: Extent;
  /** What names it. */
  readonly selection: Extent;
  readonly children: readonly OutlineItem[];
}

const KINDS: Readonly<Record<string, OutlineKind>> = {
  step: 'step',
  leg: 'step',
  synthesis: 'step',
  patch: 'step',
  variable: 'variable',
  input: 'variable',
  'compose.bond_points[]': 'bond-point',
};

/** The sections of a text, those of a step's parts within the step. */
export function outlineOf(tree: SyntaxTree): OutlineItem[] {
  interface Open {
    readonly section: Section;
    readonly item: OutlineItem & { readonly extent: { start: number; end: number }; children: OutlineItem[] };
  }
  const roots: OutlineItem[] = [];
  const open: Open[] = [];
  for (const section of tree.sections) {
    if (!section.header) continue;
    const isPart = ({ path }: Section): boolean =>
      path.length < section.path.length && path.every((part, place) => part === section.path[place]);
    while (open.length > 0 && !isPart((open[open.length - 1] as Open).section)) open.pop();
    const end = section.entries[section.entries.length - 1]?.end ?? section.header.end;
    const item = { ...itemOf(section, tree), extent: { start: section.start, end }, children: [] };
    for (const { item: outer } of open) outer.extent.end = end;
    (open[open.length - 1]?.item.children ?? roots).push(item);
    open.push({ section, item });
  }
  return roots;
}

function itemOf(section: Section, tree: SyntaxTree): Omit<OutlineItem, 'extent' | 'children'> {
  const header = section.header as NonNullable<Section['header']>;
  const text = (key: string): { value: string; at: Extent } | undefined => {
    const entry = section.entries.find(({ keys }) => keys.length === 1 && keys[0]?.name === key);
    if (entry?.value?.kind !== 'text') return undefined;
    return { value: spellingOf(tree.text, entry.value).value, at: entry.value };
  };
  const id = header.isElement ? text('id') : undefined;
  const last = header.keys[header.keys.length - 1];
  const name = id?.value || last?.name || '…';
  const title = text('title') ?? text('description');
  return {
    name,
    detail: title?.value.split('\n')[0],
    kind: KINDS[schemaRow(section.path)?.site ?? ''] ?? 'table',
    selection: id?.at ?? { start: header.start, end: header.end },
  };
}
