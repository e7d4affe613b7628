import type { View } from '../../ledger/contract.js';
import type { Molecule, StoredProtomolecule, Tombstone } from '../../ledger/molecule.js';
import type { Line } from '../line/line.js';
import { lineOf } from '../line/read-line.js';
import { textOfTime } from '../line/time.js';
import type { Names } from './names.js';

/** The line of a molecule; what can be counted is left out. Undefined for one that is ephemeral. */
export function moleculeLine(view: View, molecule: Molecule, names: Names): Line | undefined {
  const id = names.idOf(molecule.n);
  if (id === undefined) return undefined;
  return lineOf('molecule', id, {
    formula: molecule.formula,
    home: molecule.home ?? view.setting('ledger'),
    paused: molecule.paused,
    cancelled: molecule.cancelled,
    lean: molecule.lean,
    squash: molecule.squash,
    parts: view.partsOf(molecule.n).map(({ root, fingerprint, prefix, values, point }) => ({
      root: names.idOf(root),
      fingerprint,
      prefix: prefix || null,
      values,
      point,
    })),
    flags: Object.fromEntries(view.flags(molecule.n)),
  });
}

export const protomoleculeLine = ({ fingerprint, protomolecule, bundle }: StoredProtomolecule): Line =>
  lineOf('protomolecule', fingerprint, { protomolecule, bundle });

export const tombstoneLine = ({ id, digest, at }: Tombstone): Line =>
  lineOf('tombstone', id, { digest, deleted_at: textOfTime(at) });
