import { resolveBead } from '../runtime/beads/resolve.js';
import type { BeadRow } from '../runtime/ledger/bead.js';
import type { View } from '../runtime/ledger/contract.js';
import { digestIn } from '../runtime/molecule/digest-in.js';
import { moleculeOf } from '../runtime/molecule/removal.js';

/** The root of the molecule that an id means. Throws GT8101 to GT8103, GT8201 and GT8220. */
export function resolveMolecule(view: View, id: string): BeadRow {
  const bead = resolveBead(view, id);
  moleculeOf(view, bead);
  return bead;
}

/** The same, or a digest that is left of one. */
export function resolveMoleculeOrDigest(view: View, id: string): BeadRow {
  const bead = resolveBead(view, id);
  if (!digestIn(bead)) moleculeOf(view, bead);
  return bead;
}
