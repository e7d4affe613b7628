import type { Node } from '../ledger/bead.js';
import type { Turn } from '../step/turn.js';
import { checkLabels } from './fields.js';

/** How the labels of a bead change. `set` stands in the place of all, before the others. */
export interface LabelChange {
  readonly set?: readonly string[] | undefined;
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
}

/** Change the labels of a bead; gives whether that made a difference. Throws GT8105. */
export function label(turn: Turn, node: Node, { set, add = [], remove = [] }: LabelChange): boolean {
  const before = turn.tx.labels(node.n);
  const gone = new Set(remove);
  const after = checkLabels([...(set ?? before), ...add]).filter((each) => !gone.has(each));
  if (after.join() === before.toSorted().join()) return false;
  turn.tx.setLabels(node.n, after);
  turn.tx.updateNode(node.n, { updatedAt: turn.now });
  turn.log('bead.updated', node, { labels: after });
  return true;
}
