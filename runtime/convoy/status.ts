import { laneOf } from '../dispatch/territory.js';
import { type BeadRow, isOpen } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { notifiedBy, trackedBy } from './convoy.js';
import { wavesOf } from './waves.js';

/** Where something is that a convoy tracks. */
export type PartState =
  | 'closed'
  /** Somebody has claimed it, or a step of it. */
  | 'working'
  /** Something of it is ready, and it is slung: a polecat comes. */
  | 'slung'
  /** Something of it is ready, and nobody comes. */
  | 'stranded'
  | 'waiting';

export interface Part {
  readonly bead: BeadRow;
  readonly state: PartState;
  /** Who works on it. */
  readonly workers: readonly string[];
  readonly rig: string | null;
  /** Why it is stranded. */
  readonly reason: string | undefined;
  /** Steps of it that are open; 1 for a bead that is. */
  readonly open: number;
}

export interface ConvoyStatus {
  readonly bead: BeadRow;
  readonly notify: readonly string[];
  readonly total: number;
  readonly closed: number;
  readonly stranded: number;
  /** What it tracks, by when it can be done. */
  readonly waves: readonly (readonly Part[])[];
}

/** A convoy as it is now, from the facts of what it tracks. */
export function convoyStatus(view: View, bead: BeadRow, now: number): ConvoyStatus {
  const parts = trackedBy(view, bead.n).flatMap(({ n }) => view.bead(n) ?? []);
  const waves = wavesOf(view, parts).map((wave) => wave.map((part) => partOf(view, part, now)));
  const count = (state: PartState): number => waves.flat().filter((part) => part.state === state).length;
  return {
    bead,
    notify: notifiedBy(bead),
    total: parts.length,
    closed: count('closed'),
    stranded: count('stranded'),
    waves,
  };
}

function partOf(view: View, bead: BeadRow, now: number): Part {
  const lane = laneOf(view, bead) ?? (bead.molecule === null ? undefined : view.lane(bead.molecule));
  const workers = isOpen(bead) ? workersOn(view, bead) : [];
  const about = { bead, workers, rig: lane?.rig ?? null, reason: undefined };
  if (!isOpen(bead)) return { ...about, state: 'closed', open: 0 };
  const open = view.molecule(bead.n)?.openSteps ?? 1;
  if (workers.length > 0) return { ...about, state: 'working', open };
  if (!isReady(view, bead, now)) return { ...about, state: 'waiting', open };
  const reason = strandedSince(lane);
  return { ...about, state: reason === undefined ? 'slung' : 'stranded', reason, open };
}

const strandedSince = (lane: Lane | undefined): string | undefined =>
  lane ? (lane.trouble ?? undefined) : 'it is slung to nobody';

function workersOn(view: View, bead: BeadRow): string[] {
  const states = ['claimed', 'verifying'] as const;
  const inside = view.beads({ ...within(bead), states, ephemeral: 'include' });
  return [
    ...new Set([bead, ...inside].flatMap(({ state, worker }) => (isHeld(state) ? (worker ?? []) : []))),
  ];
}

const isHeld = (state: BeadRow['state']): boolean => state === 'claimed' || state === 'verifying';

/** Whether a worker could claim something of it. */
const isReady = (view: View, bead: BeadRow, now: number): boolean =>
  bead.state === 'ready' || view.ready({ ...within(bead), ephemeral: 'include', now, limit: 1 }).length > 0;

const within = ({ n, molecule }: BeadRow) => (molecule === n ? { molecule: n } : { under: n });
