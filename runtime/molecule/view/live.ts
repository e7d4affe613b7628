import type { BeadRow, Edge, Node } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Gate, Molecule, Part } from '../../ledger/molecule.js';
import { barriersIn } from '../barriers.js';
import { withoutMolecule } from '../digest.js';
import { moleculeOf } from '../removal.js';
import { inSourceOrder } from '../source-order.js';
import { unmadeSteps } from './unmade.js';

/** A step of a molecule as views see it, whether it is a row or not. */
export interface LiveStep {
  /** Of its bead. */
  readonly id: string;
  /** Its id behind that of the molecule. */
  readonly step: string;
  readonly title: string;
  readonly type: string;
  /** What it is in, by `step`. */
  readonly container: string | undefined;
  /** What it waits for in the molecule, satisfied or not: by `step`, or a barrier by its id. */
  readonly needs: readonly string[];
  /** Beads outside of the molecule that it waits for. */
  readonly outside: readonly string[];
  readonly gates: readonly Gate[];
  /** Undefined for a step of a lean wisp that is no row yet; it is blocked. */
  readonly bead: BeadRow | undefined;
  readonly isContainer: boolean;
}

/** A molecule with all its steps, read in one snapshot. */
export interface LiveMolecule {
  readonly root: BeadRow;
  readonly molecule: Molecule;
  readonly parts: readonly Part[];
  /** In the order of the source, what came later behind. */
  readonly steps: readonly LiveStep[];
  readonly barriers: readonly { readonly id: string; readonly needs: readonly string[] }[];
}

/** Read the molecule whose root is `root`. Throws GT8201 or GT8220 when it is the root of none. */
export function readMolecule(view: View, root: BeadRow): LiveMolecule {
  const molecule = moleculeOf(view, root);
  const beads = view.beadsOf(root.n).filter(({ n }) => n !== root.n);
  const parts = view.partsOf(root.n);
  const names = new Map(beads.map((bead) => [bead.n, withoutMolecule(bead.id, root.id)]));
  const barriers = barriersIn(view, root.n);
  for (const { n } of barriers) names.set(n, barrierName(n));
  const made = beads.map((bead) => liveStep(view, bead, root, names));
  const steps = molecule.lean ? [...made, ...unmadeSteps(view, root, parts)] : made;
  return {
    root,
    molecule,
    parts,
    steps: inSourceOrder(view, molecule, steps, ({ step }) => step),
    barriers: barriers.map((node) => ({ id: barrierName(node.n), needs: needsOf(view, node, names).inside })),
  };
}

/** No step can have such an id. */
const barrierName = (n: number): string => `barrier ${n}`;

function liveStep(view: View, bead: BeadRow, root: BeadRow, names: ReadonlyMap<number, string>): LiveStep {
  const { inside, outside } = needsOf(view, bead, names);
  return {
    id: bead.id,
    step: names.get(bead.n) ?? bead.id,
    title: bead.title,
    type: bead.type,
    container: bead.parent === null || bead.parent === root.n ? undefined : names.get(bead.parent),
    needs: inside,
    outside,
    gates: view.gates(bead.n),
    bead,
    isContainer: bead.kind === 'container',
  };
}

/** What a node waits for, by edges that hold back. */
function needsOf(
  view: View,
  { n }: Pick<Node, 'n'>,
  names: ReadonlyMap<number, string>,
): { inside: string[]; outside: string[] } {
  const edges = view.edgesFrom(n).filter(holdsBack);
  return {
    inside: edges.flatMap(({ to }) => names.get(to) ?? []),
    outside: edges.flatMap(({ to }) => (names.has(to) ? [] : (view.idOf(to) ?? []))),
  };
}

const holdsBack = ({ type }: Edge): boolean =>
  type === 'blocks' || type === 'conditional-blocks' || type === 'waits-for';
