import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import type { Busy, Candidate } from './plan.js';
import { claimedIn, readyIn } from './territory.js';

/** The lanes of a ledger, by what may become of them now. */
export interface Lanes {
  /** Somebody is at work, or on the way. */
  readonly busy: readonly Busy[];
  /** Somebody could be sent, if anything in them is to be done. */
  readonly idle: readonly Lane[];
  /** Their work has ended. */
  readonly over: readonly Lane[];
}

export function lanesNow(view: View, now: number, isSent: (n: number) => boolean = () => false): Lanes {
  const busy: Busy[] = [];
  const idle: Lane[] = [];
  const over: Lane[] = [];
  for (const lane of view.lanes({})) {
    const { n, root, rig, agent, supervisor, trouble, wakeAt } = lane;
    if (supervisor || isSent(n)) busy.push({ rig, agent });
    else if (view.node(n)?.state === 'closed') {
      // Of a part the worktree goes first; the lane tells of its branch, which is joined later, until the whole has ended.
      const isWhole = view.node(root)?.state === 'closed';
      if (isWhole || (lane.sandbox !== null && trouble === null)) over.push(lane);
    } else if (trouble === null && (wakeAt === null || wakeAt <= now)) idle.push(lane);
  }
  return { busy, idle, over };
}

/** A lane in which something can be done; none where nothing can. */
export function candidateOf(view: View, lane: Lane, now: number): Candidate[] {
  const [first = unverifiedIn(view, lane, now)[0]] = readyIn(view, lane, now, 1);
  const { n, rig, agent, slungAt } = lane;
  return first ? [{ lane: n, rig, agent, priority: first.priority, slungAt }] : [];
}

/** Steps whose check nobody makes. */
const unverifiedIn = (view: View, lane: Lane, now: number) =>
  claimedIn(view, lane).filter(
    ({ state, worker, wakeAt }) =>
      state === 'verifying' && worker === null && (wakeAt === null || wakeAt <= now),
  );
