import { schemaRow } from '../schema-row.js';
import { scan } from '../syntax/scan.js';
import { spellingOf } from '../syntax/spelling.js';
import type { Entry, Path, SyntaxTree, ValueNode } from '../syntax/tree.js';
import type { Asked } from './asked.js';

/** Keys whose words nobody declares: what a formula says of one step, it may say of another. */
const ALIKE: readonly (readonly string[])[] = [
  ['step.labels[]', 'step.tags[]'],
  ['step.agent', 'formula.agent'],
  ['step.assignee'],
  ['gate.approvers[]'],
];

/** The words that the formula and those it is composed with say in places of the same kind; undefined where a place has none of these. */
export function usedWords({ index, file }: Asked, site: string, path: Path): string[] | undefined {
  const own = path.join('/');
  const sites = ALIKE.find((each) => each.includes(whole(site)));
  if (!sites) return undefined;
  const list = typeof path[path.length - 1] === 'number' ? path.slice(0, -1).join('/') : undefined;
  const found = new Set<string>();
  const said = new Set<string>();
  for (const each of new Set([...index.lineage(file), ...index.usersOf(file)]))
    for (const { at, word } of textsOf(scan(each.text, each.candidate.format))) {
      const row = schemaRow(at);
      if (word === '' || word.includes('{') || !row || !sites.includes(whole(row.site))) continue;
      if (each === file && at.join('/') === own) continue;
      if (each === file && at.slice(0, -1).join('/') === list) said.add(word);
      else found.add(word);
    }
  return [...found].filter((word) => !said.has(word)).sort();
}

const whole = (site: string): string => site.replace(/^(?:leg|synthesis|patch)\./, 'step.');

/** Every text of a file that is a value, with its path. */
function* textsOf(tree: SyntaxTree): Generator<{ readonly at: Path; readonly word: string }> {
  for (const { path, entries } of tree.sections) yield* inEntries(entries, path);

  function* inEntries(entries: readonly Entry[], path: Path): Generator<{ at: Path; word: string }> {
    for (const { keys, value } of entries)
      if (value) yield* inValue(value, [...path, ...keys.map(({ name }) => name)]);
  }

  function* inValue(node: ValueNode, at: Path): Generator<{ at: Path; word: string }> {
    if (node.kind === 'text') yield { at, word: spellingOf(tree.text, node).value };
    else if (node.kind === 'list')
      for (const [place, item] of node.items.entries()) yield* inValue(item, [...at, place]);
    else if (node.kind === 'table') yield* inEntries(node.entries, at);
  }
}
