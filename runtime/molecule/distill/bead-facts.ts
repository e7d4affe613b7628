import type { BeadRow, Edge } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Gate } from '../../ledger/molecule.js';

/** All that is known of a bead and may stand in a formula. */
export interface BeadFacts {
  readonly bead: BeadRow;
  readonly labels: readonly string[];
  readonly edges: readonly Edge[];
  readonly gates: readonly Gate[];
}

export function factsOf(view: View, bead: BeadRow): BeadFacts {
  const { n } = bead;
  return { bead, labels: view.labels(n), edges: view.edgesFrom(n), gates: view.gates(n) };
}

/** The beads in `parent`, directly or not, each before what is in it; barriers are nobody's children. */
export function beadsIn(view: View, parent: number): BeadFacts[] {
  const found: BeadFacts[] = [];
  const stack = view.children(parent).reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    const bead = view.bead(node.n);
    if (!bead) continue;
    found.push(factsOf(view, bead));
    stack.push(...view.children(node.n).reverse());
  }
  return found;
}
