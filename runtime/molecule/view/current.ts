import type { BeadRow } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import { withIterationsInOrder } from './iterations.js';
import { listMolecules } from './list.js';
import { type LiveMolecule, type LiveStep, readMolecule } from './live.js';
import { wavesOf } from './waves.js';

/** What is done in a molecule now, and what comes next. */
export interface Current {
  readonly live: LiveMolecule;
  /** All steps but containers, in the order in which they can be done. */
  readonly steps: readonly LiveStep[];
  /** Those that somebody works on. */
  readonly active: readonly LiveStep[];
  /** Those that may be claimed, the most urgent first. */
  readonly ready: readonly LiveStep[];
}

export function currentOf(view: View, root: BeadRow): Current {
  const live = readMolecule(view, root);
  const byName = new Map(live.steps.map((step) => [step.step, step]));
  const order = wavesOf({ ...live, steps: withIterationsInOrder(live.steps) })?.order ?? [...byName.keys()];
  const steps = order.flatMap((name) => byName.get(name) ?? []).filter(({ isContainer }) => !isContainer);
  const priority = ({ bead }: LiveStep): number => bead?.priority ?? 0;
  return {
    live,
    steps,
    active: steps.filter(({ bead }) => bead?.state === 'claimed' || bead?.state === 'verifying'),
    ready: steps.filter(({ bead }) => bead?.state === 'ready').sort((a, b) => priority(a) - priority(b)),
  };
}

/**
 * The molecules that somebody works in: `worker`, or anybody when that is undefined; when there are none, those in
 * which there is something to do.
 */
export function currentMolecules(view: View, worker: string | undefined): Current[] {
  const open = listMolecules(view).filter(({ condition }) => condition !== 'ended');
  const running = open
    .filter(({ molecule }) => molecule.runningSteps > 0)
    .map(({ root }) => currentOf(view, root));
  const own = running.filter(({ active }) =>
    active.some(({ bead }) => worker === undefined || bead?.worker === worker),
  );
  if (own.length > 0) return own;
  return open
    .filter(({ condition }) => condition === 'ready' || condition === 'running')
    .map(({ root }) => currentOf(view, root));
}
