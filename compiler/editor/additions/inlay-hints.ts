import type { LintSubject } from '../../rules/subject.js';
import type { SyntaxTree } from '../syntax/tree.js';
import { type Addition, additionsOf } from './additions.js';
import { extendsEntry } from './extends-entry.js';
import { stepPlaces } from './step-places.js';

/** A word between the words of a text, which is not part of it. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** All that the label has no room for. */
  readonly tooltip: string | undefined;
}

/** Names that a label has room for. */
const MOST = 4;

/**
 * Where the steps of a formula that it inherits or that are woven in would stand, and the needs that weaving adds.
 * `good`: the last state without errors, of this text or one before it.
 */
export function inlayHints(tree: SyntaxTree, good: LintSubject): InlayHint[] {
  const { beside, inheritedAlone } = additionsOf(good, stepPlaces(tree));
  const hints: InlayHint[] = [];
  const hint = (offset: number, what: string, additions: readonly Addition[]): void => {
    if (additions.length > 0) hints.push({ offset, ...labelOf(what, additions) });
  };
  for (const each of beside) {
    const { head, idAt, needs, end } = each.place;
    hint(head, 'inherited before', each.inheritedBefore);
    hint(head, 'woven before', each.wovenBefore);
    hint(head, 'woven after', each.wovenAfter);
    hint(end, 'inherited after', each.inheritedAfter);
    if (each.wovenNeeds.length === 0) continue;
    const ids = each.wovenNeeds.map((id) => JSON.stringify(id)).join(', ');
    const tooltip = 'It waits for these, too, because of what was woven in.';
    if (needs?.kind === 'list' && needs.isClosed) {
      const last = needs.items[needs.items.length - 1];
      hints.push({ offset: last?.end ?? needs.end - 1, label: last ? `, ${ids}` : ids, tooltip });
    } else if (!needs) hints.push({ offset: idAt.end, label: `needs = [${ids}]`, tooltip });
  }
  const entry = inheritedAlone.length > 0 && extendsEntry(tree);
  if (entry) hint(entry.end, 'inherited', inheritedAlone);
  return hints.sort((a, b) => a.offset - b.offset);
}

function labelOf(what: string, additions: readonly Addition[]): Pick<InlayHint, 'label' | 'tooltip'> {
  const by = [...new Set(additions.map((each) => each.by))];
  const ids = additions.slice(0, MOST).map(({ id }) => id);
  const more = additions.length - ids.length;
  const label = `${what}: ${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return by.length === 1 && more === 0
    ? { label: `${label} (${by[0]})`, tooltip: undefined }
    : { label, tooltip: additions.map((each) => `${each.id} (${each.by})`).join('\n') };
}
