import type { View } from '../../ledger/contract.js';
import { type ListedMolecule, listMolecules } from './list.js';

/** Why a molecule should be looked at. */
export type Staleness =
  /** It has ended, and was not squashed. */
  | 'ended'
  /** Nothing in it will go on by itself. */
  | 'stalled'
  /** Nothing has happened in it for long, though something could. */
  | 'idle';

export interface StaleMolecule extends ListedMolecule {
  readonly why: Staleness;
  /** When something last happened in it; milliseconds since 1970. */
  readonly since: number;
}

/** Molecules that nobody seems to look after, longest first. `age`: how long nothing has happened, in milliseconds. */
export function staleMolecules(
  view: View,
  { now, age }: { readonly now: number; readonly age: number },
): StaleMolecule[] {
  return listMolecules(view)
    .flatMap((each): StaleMolecule[] => {
      const since = lastChange(view, each);
      const why = whyStale(each, now - since >= age);
      return why === undefined ? [] : [{ ...each, why, since }];
    })
    .sort((a, b) => a.since - b.since || a.root.n - b.root.n);
}

function whyStale({ condition }: ListedMolecule, isOld: boolean): Staleness | undefined {
  if (condition === 'ended') return 'ended';
  if (condition === 'stalled') return 'stalled';
  // Somebody has paused it, and knows of it.
  return isOld && condition !== 'paused' ? 'idle' : undefined;
}

/** When something last happened in a molecule: its last event, heartbeats left out. */
export function lastChange(view: View, { root }: Pick<ListedMolecule, 'root'>): number {
  const [last] = view.events({ molecule: root.id, newestFirst: true, limit: 1 });
  return last?.at ?? root.updatedAt;
}
