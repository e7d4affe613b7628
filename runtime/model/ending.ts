import type { Node, Outcome } from '../ledger/bead.js';
import { pourInstances } from './pour.js';
import { isCleanUp } from './readiness.js';
import { childrenOf, type Item, stepsOf, type World } from './world.js';

export interface Ending {
  readonly outcome: Outcome;
  readonly byHand?: boolean;
  /** Of a failure: what it does to the steps behind it, when that is not what the step says. */
  readonly onFail?: Node['onFail'] | undefined;
}

/** End an item, and all in a container. Always true. */
export function close(item: Item, { outcome, byHand = false, onFail }: Ending, world: World): true {
  // What never began is not done: with what was skipped it is skipped.
  for (const inside of item.kind === 'container' ? childrenOf(world, item.id) : [])
    if (!inside.end)
      close(inside, { outcome: outcome === 'skipped' ? 'skipped' : 'cancelled', byHand }, world);
  const after = outcome === 'fail' ? (onFail ?? item.onFail) : 'block';
  item.end = { outcome, byHand, goesOn: after === 'continue' };
  item.claim = null;
  item.wake = null;
  item.marked = false;
  item.wanted = false;
  if (outcome === 'pass') setFlags(item, world);
  if (outcome === 'pass' && item.step?.on_complete) pourInstances(item, item.step.on_complete, world);
  const molecule = world.molecules.get(item.molecule ?? '');
  if (after === 'abort' && molecule) molecule.isAborting = true;
  return true;
}

/** What a step has put out stands in conditions by its name. */
function setFlags({ output, molecule }: Item, world: World): void {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return;
  for (const [name, value] of Object.entries(output))
    if (typeof value !== 'object') world.molecules.get(molecule ?? '')?.flags.set(name, value);
}

/** Cancel the molecules of which a step has failed that says so: once what has happened at the same moment is told. */
export function cancelAborted(world: World): void {
  for (const molecule of world.molecules.values()) {
    if (molecule.isAborting) cancel(molecule.id, world);
    molecule.isAborting = false;
  }
}

/** Cancel a molecule: all but its clean-up (spec: STEP-6, STEP-7). */
export function cancel(id: string, world: World): void {
  const molecule = world.molecules.get(id);
  if (!molecule || molecule.cancelled) return;
  molecule.cancelled = true;
  const open = stepsOf(world, id).filter(({ end }) => !end);
  for (const item of open) if (isCleanUp(item, world)) beginAround(item, world);
  for (const item of open)
    if (!item.end && item.kind !== 'container' && !isCleanUp(item, world))
      close(item, { outcome: 'cancelled' }, world);
}

/** What clean-up is in may not have begun, and never would. */
function beginAround(item: Item, world: World): void {
  const parent = item.parent === null ? undefined : world.items.get(item.parent);
  if (!parent || isCleanUp(parent, world)) return;
  if (parent.kind === 'container') parent.begun = true;
  beginAround(parent, world);
}
