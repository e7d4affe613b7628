import type { LintSubject } from '../../rules/subject.js';
import type { Extent, SyntaxTree } from '../syntax/tree.js';
import { additionsOf } from './additions.js';
import { extendsEntry } from './extends-entry.js';
import { stepPlaces } from './step-places.js';

/** A line above a line of a text, which is not part of it. */
export interface CodeLens {
  readonly at: Extent;
  readonly title: string;
}

/** How many steps are inherited, above `extends`, and how many are woven in, above the formula and each step. */
export function codeLenses(tree: SyntaxTree, good: LintSubject): CodeLens[] {
  const { beside, inherited, woven } = additionsOf(good, stepPlaces(tree));
  const lenses: CodeLens[] = [];
  const first = tree.sections[0]?.entries[0] ?? tree.sections[1]?.header;
  const parents = extendsEntry(tree);
  if (woven > 0 && first) lenses.push({ at: first, title: `${count(woven)} woven` });
  if (inherited > 0 && parents) lenses.push({ at: parents, title: `${count(inherited)} inherited` });
  for (const { place, wovenBefore, wovenAfter } of beside) {
    const many = wovenBefore.length + wovenAfter.length;
    const at = { start: place.head, end: place.head };
    if (many > 0) lenses.push({ at, title: `${count(many)} woven` });
  }
  return lenses;
}

const count = (many: number): string => (many === 1 ? '1 step' : `${many} steps`);
