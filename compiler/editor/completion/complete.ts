import type { Protomolecule } from '../../emit/protomolecule.js';
import { at } from '../cursor.js';
import type { NameIndex } from '../names/name-index.js';
import { keySite, valueSite } from '../names/sites.js';
import type { SyntaxTree } from '../syntax/tree.js';
import type { Asked } from './asked.js';
import { overlayProposals } from './in-overlay.js';
import { testProposals } from './in-test.js';
import { tokenProposals } from './in-text.js';
import { headerProposals, keyProposals } from './keys.js';
import type { Proposal } from './proposal.js';
import { namesOf, valueProposals } from './values.js';

export interface CompletionOptions {
  readonly index: NameIndex;
  readonly path: string;
  readonly offset: number;
  readonly stepTypes: readonly string[];
  /** What the formula was cooked to when it last had no errors: it has the steps that others make. */
  readonly protomolecule?: Protomolecule | undefined;
}

/** What could stand at the cursor of a text, valid or not: nothing that is there already, and nothing that could not be parsed. */
export function proposalsAt(
  tree: SyntaxTree,
  { index, path, offset, stepTypes, protomolecule }: CompletionOptions,
): Proposal[] {
  const file = index.file(path);
  if (!file) return [];
  const cursor = at(tree, offset);
  // Between a key and what stands behind it there is nothing to say.
  if (cursor.key && (offset < cursor.key.start || cursor.key.end < offset)) return [];
  const asked: Asked = { tree, cursor, index, file, stepTypes, protomolecule };
  if (file.is === 'test') return testProposals(asked);
  if (file.is === 'overlay') return overlayProposals(asked);
  switch (cursor.place) {
    case 'comment':
      return [];
    case 'key':
      return [...keyProposals(tree, cursor, file.candidate.format === 'json'), ...freeKeys(asked)];
    case 'header':
      return headerProposals(tree, cursor, (row) => {
        const site = keySite(row);
        return site && !site.isDefinition
          ? namesOf(asked, site.kind, cursor.path).map(({ name }) => name)
          : [];
      });
    case 'value': {
      const { token, row } = cursor;
      const isWhole = row && /^(?:name|glob|waits-for)$/.test(valueSite(row)?.form ?? '');
      if (token && (token.kind !== 'word' || !isWhole)) return tokenProposals(asked, token);
      return valueProposals(asked);
    }
  }
}

/** Keys that name something: steps of a patch, variables that arguments are for. */
function freeKeys(asked: Asked): Proposal[] {
  const { cursor, index, file } = asked;
  const site = cursor.row && keySite(cursor.row);
  const key = cursor.key;
  if (!site || site.isDefinition || site.kind !== 'variable' || !key) return [];
  // The formula whose variables they are is what names in the same place resolve to.
  const owner = file.names.occurrences.find(
    ({ path, owner: of }) => of !== undefined && path.slice(0, -1).join('/') === cursor.table.join('/'),
  )?.owner;
  const target = owner === undefined ? undefined : index.formula(owner);
  if (!target || !/^[ \t]*=/.test(asked.tree.text.slice(key.end))) return [];
  const taken = new Set(cursor.siblings);
  return [...index.visible(target, 'variable', [''])].flatMap(([name]) =>
    taken.has(name)
      ? []
      : [{ start: key.start, end: key.end, label: name, kind: 'name' as const, text: name }],
  );
}
