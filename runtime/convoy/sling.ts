import { type SlingOptions, sling } from '../dispatch/sling.js';
import { fail } from '../failure/failure.js';
import { type BeadRow, isOpen } from '../ledger/bead.js';
import type { Turn } from '../step/turn.js';
import { addToConvoy, createConvoy } from './change.js';
import { trackedBy } from './convoy.js';
import { openConvoy } from './find.js';

/** What has been slung of a convoy, by ids. */
export interface SlungConvoy {
  readonly slung: readonly string[];
  /** What was slung before, to whomever; it stays so. */
  readonly already: readonly string[];
}

/**
 * Sling all that a convoy tracks and that is open; of a step, its molecule, which is slung as a whole. Throws GT8925 when
 * nothing is open, and GT8902.
 */
export function slingConvoy(turn: Turn, convoy: BeadRow, options: SlingOptions): SlungConvoy {
  const { tx } = turn;
  const open = trackedBy(tx, convoy.n).filter(isOpen);
  if (open.length === 0) fail('GT8925', { id: convoy.id });
  const slung: string[] = [];
  const already: string[] = [];
  for (const n of new Set(open.map((part) => part.molecule ?? part.n))) {
    const bead = tx.bead(n);
    if (!bead) continue;
    const lane = tx.lane(n);
    if (lane && lane.trouble === null) already.push(bead.id);
    else {
      sling(turn, bead, options);
      slung.push(bead.id);
    }
  }
  return { slung, already };
}

/** Have the open convoy of that name track something; it is made where there is none. Gives its id. */
export function trackIn(turn: Turn, name: string, tracked: number): string {
  const convoy = openConvoy(turn.tx, name);
  if (convoy) addToConvoy(turn, convoy, [tracked]);
  else return turn.idOf(createConvoy(turn, { name, tracked: [tracked], notify: [] }).n) ?? '';
  return convoy.id;
}
