import { namedByKeys, placeInTest } from '../names/in-test.js';
import type { NamedFile } from '../names/name-index.js';
import { dataAt } from '../syntax/data.js';
import { scan } from '../syntax/scan.js';
import type { Extent } from '../syntax/tree.js';
import type { Asked } from './asked.js';
import { isFree } from './keys.js';
import type { Proposal } from './proposal.js';
import { stepsOf } from './steps-of.js';
import { fillers, quotedAt, wordAt } from './values.js';

/** What a key of each table of names is given to begin with. */
const GIVEN: Readonly<Record<string, string>> = { steps: '{}', 'expect.attempts': '1' };

/** What a test of a formula could name at the cursor: the formula, its steps, its variables, its presets. */
export function testProposals(asked: Asked): Proposal[] {
  const { place } = asked.cursor;
  if (place === 'value') return valueProposals(asked);
  return place === 'key' || place === 'header' ? keyProposals(asked) : [];
}

function valueProposals(asked: Asked): Proposal[] {
  const { tree, cursor } = asked;
  const { path, node, text, offset } = cursor;
  if (text && node?.kind === 'text') {
    const quoted = quotedAt(asked);
    if (!quoted) return [];
    const { close } = quoted;
    const isOrder = placeInTest(path.slice(0, -1)) === 'expect.order';
    const extent = isOrder ? wordAt(tree.text, offset, node.start + 1) : quoted.extent;
    return namesAt(asked).map((name) => ({ ...extent, label: name, kind: 'name', text: name + close }));
  }
  return fillers(asked, namesAt(asked));
}

/** The names that the value at the cursor, or the item of a list, could be. */
function namesAt(asked: Asked): string[] {
  const { path, list } = asked.cursor;
  if (path.length === 1 && path[0] === 'formula') return formulas(asked);
  if (placeInTest(path) === 'preset') return presets(asked);
  const within = list ? placeInTest(path.slice(0, -1)) : undefined;
  if (within === 'expect.order') return stepsOf(asked);
  if (within !== 'expect.ran' && within !== 'expect.not_run') return [];
  const said = dataAt(asked.tree, path.slice(0, -1));
  const own = path[path.length - 1];
  const others = Array.isArray(said) ? said.filter((_, place) => place !== own) : [];
  return stepsOf(asked).filter((name) => !others.includes(name));
}

/** Names that are keys: in braces, on lines of their own, and in headers. */
function keyProposals(asked: Asked): Proposal[] {
  const { tree, cursor } = asked;
  const { table, key, offset, section, place, siblings } = cursor;
  const within = placeInTest(table);
  const kind = within === undefined ? undefined : namedByKeys(within);
  if (within === undefined || !kind) return [];
  const extent: Extent = key ? { start: key.start, end: key.end } : { start: offset, end: offset };
  const taken = new Set([...siblings, ...Object.keys((dataAt(tree, table) as object | undefined) ?? {})]);
  taken.delete(key?.name ?? '');
  const names = (kind === 'step' ? stepsOf(asked) : variables(asked)).filter((name) => !taken.has(name));
  const isNamed = /^[ \t]*[=.]/.test(tree.text.slice(extent.end));
  const isOpen = place === 'header' && section.header?.isClosed === false;
  if (place === 'key' && !isNamed && !isFree(tree.text, extent)) return [];
  return names.map((name) => {
    const written = /^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name);
    const value = GIVEN[within] ?? '""';
    const text =
      place === 'header' ? written + (isOpen ? ']' : '') : isNamed ? written : `${written} = ${value}`;
    const caret = place === 'key' && !isNamed && value !== '1' ? text.length - 1 : text.length;
    return { ...extent, label: name, kind: 'name', text, caret };
  });
}

/** The formula that is tested, and what it inherits from, itself first. */
function tested({ index, file }: Asked): NamedFile[] {
  const formula = index.spokenOf(file);
  return formula ? [...index.lineage(formula)].reverse() : [];
}

function variables({ index, file }: Asked): string[] {
  const formula = index.spokenOf(file);
  return formula ? [...index.visible(formula, 'variable', ['']).keys()] : [];
}

function presets(asked: Asked): string[] {
  const found = tested(asked).flatMap(({ text, candidate }) =>
    Object.keys((dataAt(scan(text, candidate.format), ['presets']) as object | undefined) ?? {}),
  );
  return [...new Set(found)];
}

function formulas({ index }: Asked): string[] {
  const found = [...index.files].flatMap((file) =>
    index.formula(file.candidate.name) === file ? [file.candidate.name] : [],
  );
  return [...new Set(found)].sort();
}
