import { isActive, isOpen, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Molecule } from '../ledger/molecule.js';
import { countBlockers } from './blockers.js';
import { unmadeSteps } from './unmade.js';

// What is kept with the rows and follows from other rows, counted anew.

/** What a node keeps of those around it. */
export type Counted = Pick<Node, 'blockers' | 'openChildren'>;

/** What is kept with nodes, counted from edges, parents and outcomes. Good for one snapshot. */
export class Counts {
  readonly #open = new Map<number, number>();

  constructor(private readonly view: View) {}

  of(node: Node): Counted {
    return { blockers: this.blockers(node), openChildren: this.openChildren(node.n) };
  }

  /** What an open node waits for. A container that has begun waits no longer, nor does clean-up that was let go. */
  blockers(node: Node): number {
    if (!isOpen(node) || node.state === 'running' || isLetGo(node)) return 0;
    return countBlockers(this.view, node);
  }

  /** Children that have not closed, or in which something has not, or which will spawn more. */
  openChildren(n: number): number {
    const known = this.#open.get(n);
    if (known !== undefined) return known;
    // Who is inside of itself is found here again.
    this.#open.set(n, 0);
    const open = this.view.children(n).filter((child) => !this.#isFinished(child)).length;
    this.#open.set(n, open);
    return open;
  }

  #isFinished({ n, state }: Node): boolean {
    return state === 'closed' && this.openChildren(n) === 0 && this.view.spawning(n) === undefined;
  }
}

/** A step that always runs goes on although what it waits for will not end (spec: STEP-7). */
const isLetGo = ({ runIf, state, blockers, molecule }: Node): boolean =>
  runIf === 'always' && molecule !== null && state !== 'blocked' && blockers === 0;

/** Whether its parent has to wait for it is not said by rows of steps that are not there yet. */
export const isLean = (view: View, { molecule }: Pick<Node, 'molecule'>): boolean =>
  molecule !== null && view.molecule(molecule)?.lean === true;

/** What a molecule keeps of its steps. */
export type MoleculeCounts = Pick<Molecule, 'openSteps' | 'activeSteps' | 'runningSteps'>;

/** The same, counted from its rows, and from the steps of its protomolecule that are no rows yet. */
export function countMolecule(view: View, molecule: Molecule): MoleculeCounts {
  const nodes = view.nodesOf(molecule.n);
  const numbers = new Set(nodes.map(({ n }) => n));
  const open = nodes.filter((node) => node.kind !== 'barrier' && node.n !== molecule.n && isOpen(node));
  return {
    openSteps: open.length + unmadeSteps(view, molecule.n).length,
    activeSteps: open.filter(isActive).length + view.spawnings().filter(({ n }) => numbers.has(n)).length,
    runningSteps: open.filter(({ state }) => state === 'claimed' || state === 'verifying').length,
  };
}
