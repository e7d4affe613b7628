import type { State } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { STATUSES, type Status, statesOf } from './status.js';

/** How many beads a ledger has; ephemeral ones are not counted. */
export interface Stats {
  readonly total: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly byState: Readonly<Partial<Record<State, number>>>;
  /** Molecules that have not ended, and those of them at which nothing happens any more by itself. */
  readonly molecules: number;
  readonly stalled: number;
}

export function statsOf(view: View): Stats {
  const tally = view.tally();
  const count = (state: State): number => tally.get(state) ?? 0;
  const marked = count('held') > 0 ? view.count(statesOf(['blocked'])) : 0;
  const byStatus = Object.fromEntries(
    STATUSES.map((status) => {
      const sum = statesOf([status]).states.reduce(
        (all, state) => all + (state === 'held' ? 0 : count(state)),
        0,
      );
      if (status === 'blocked') return [status, marked];
      return [status, status === 'open' ? sum + count('held') - marked : sum];
    }),
  ) as Record<Status, number>;
  const open = view.molecules({ phase: 'liquid' }).filter(({ openSteps }) => openSteps > 0);
  return {
    total: [...tally.values()].reduce((all, each) => all + each, 0),
    byStatus,
    byState: Object.fromEntries(tally),
    molecules: open.length,
    stalled: open.filter(({ stalled }) => stalled).length,
  };
}
