import type { Hold, Node, State } from '../ledger/bead.js';

/** Where a bead is, as people are shown it, in the order of a life. */
export const STATUSES = ['open', 'in_progress', 'blocked', 'deferred', 'closed'] as const;

export type Status = (typeof STATUSES)[number];

const OF_STATE: Readonly<Record<Exclude<State, 'held'>, Status>> = {
  blocked: 'open',
  gated: 'open',
  ready: 'open',
  backoff: 'open',
  deferred: 'deferred',
  claimed: 'in_progress',
  verifying: 'in_progress',
  running: 'in_progress',
  closed: 'closed',
};

const OF_HOLD: Readonly<Record<Hold, Status>> = { paused: 'open', alone: 'open', marked: 'blocked' };

export function statusOf({ state, hold }: Pick<Node, 'state' | 'hold'>): Status {
  return state === 'held' ? OF_HOLD[hold ?? 'paused'] : OF_STATE[state];
}

/** The states, and of those that are held the reasons, that have one of these statuses. */
export function statesOf(statuses: readonly Status[]): { states: State[]; holds: Hold[] } {
  const states = keysOf(OF_STATE).filter((state) => statuses.includes(OF_STATE[state]));
  const holds = keysOf(OF_HOLD).filter((hold) => statuses.includes(OF_HOLD[hold]));
  return { states: holds.length > 0 ? [...states, 'held'] : states, holds };
}

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): K[] => Object.keys(table) as K[];
