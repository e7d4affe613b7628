import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { storedOf } from './pinned.js';

/**
 * The barriers of a molecule. Only a protomolecule with barriers has made any; all nodes are read to find them, which
 * takes its time, so they are not where there can be none.
 */
export function barriersIn(view: View, n: number): Node[] {
  const mayHave = view
    .partsOf(n)
    .some(({ fingerprint }) => storedOf(view, fingerprint).protomolecule.barriers.length > 0);
  return mayHave ? view.nodesOf(n).filter(({ kind }) => kind === 'barrier') : [];
}
