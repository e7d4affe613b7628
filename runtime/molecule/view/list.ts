import type { BeadRow } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Molecule } from '../../ledger/molecule.js';

/** A molecule in a list, by its counts alone: no step of it is read. */
export interface ListedMolecule {
  readonly root: BeadRow;
  readonly molecule: Molecule;
  readonly condition: Condition;
  readonly closed: number;
  readonly total: number;
}

/** How a molecule is, in one word. `ended`: it can be squashed. `waiting`: nothing can be done now, but something will be. */
export type Condition = 'ended' | 'cancelled' | 'paused' | 'stalled' | 'running' | 'ready' | 'waiting';

/** The molecules and wisps of a ledger, the oldest first. */
export function listMolecules(
  view: View,
  { phase }: { readonly phase?: Molecule['phase'] | undefined } = {},
): ListedMolecule[] {
  return view.molecules({ phase }).flatMap((molecule) => {
    const root = view.bead(molecule.n);
    return root ? [listed(view, root, molecule)] : [];
  });
}

function listed(view: View, root: BeadRow, molecule: Molecule): ListedMolecule {
  const count = (state: 'closed' | 'ready'): number =>
    view.count({ molecule: root.n, ephemeral: 'include', states: [state] });
  const closed = count('closed') - (root.state === 'closed' ? 1 : 0);
  return {
    root,
    molecule,
    condition: conditionOf(root, molecule, () => count('ready')),
    closed,
    total: closed + molecule.openSteps,
  };
}

/** `ready`: how many steps may be claimed, asked only where that decides. */
function conditionOf(root: BeadRow, molecule: Molecule, ready: () => number): Condition {
  if (root.state === 'closed') return 'ended';
  if (molecule.cancelled !== null) return 'cancelled';
  if (molecule.paused) return 'paused';
  if (molecule.stalled) return 'stalled';
  if (molecule.runningSteps > 0) return 'running';
  return ready() > 0 ? 'ready' : 'waiting';
}
