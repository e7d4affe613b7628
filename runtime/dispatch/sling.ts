import { fail } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import type { Landing, Lane } from '../ledger/lane.js';
import type { Turn } from '../step/turn.js';

export interface SlingOptions {
  /** Null where there is no repository. */
  readonly rig: string | null;
  /** The name of an agent, or `script:` and a command. */
  readonly agent: string;
  readonly land: Landing;
}

export interface Slung {
  readonly lane: Lane;
  /** It was given to nobody before. */
  readonly isNew: boolean;
}

/**
 * Give a molecule or a bead to the polecats of a rig: whoever dispatches sees it from then on. Again, it is given as it is
 * said now; while somebody works on it only the same is accepted. Throws GT8901, GT8902.
 */
export function sling(turn: Turn, bead: BeadRow, options: SlingOptions): Slung {
  const { tx, now, actor } = turn;
  const { n, id } = bead;
  const known = tx.lane(n);
  if (known && isSame(known, options)) return { lane: known, isNew: false };
  if (known?.supervisor) {
    const { rig, agent, polecat } = known;
    return fail('GT8901', { id, rig: rig ?? '', agent, polecat: polecat ?? '' });
  }
  demandWork(turn, bead);
  // A worktree of another rig is not this one's; it stays where it is until its work has landed.
  const isElsewhere = known !== undefined && known.rig !== options.rig;
  const lane: Lane = {
    n,
    root: n,
    polecat: null,
    sandbox: null,
    branch: null,
    supervisor: null,
    agentProcess: null,
    beganAfter: 0,
    ...(!isElsewhere && known),
    ...options,
    fruitless: 0,
    wakeAt: null,
    trouble: null,
    slungAt: known?.slungAt ?? now,
    slungBy: actor,
  };
  if (known) tx.updateLane(n, lane);
  else tx.insertLane(lane);
  turn.log('lane.slung', bead, { ...options });
  return { lane, isNew: known === undefined };
}

const isSame = (lane: Lane, { rig, agent, land }: SlingOptions): boolean =>
  lane.rig === rig && lane.agent === agent && lane.land === land && lane.trouble === null;

function demandWork({ tx }: Turn, bead: BeadRow): void {
  const { n, id, state, molecule, kind } = bead;
  if (state === 'closed') fail('GT8902', { id, reason: 'it is closed' });
  if (molecule !== null && molecule !== n)
    fail('GT8902', { id, reason: `it is a step of ${tx.idOf(molecule)}, which is slung as a whole` });
  if (molecule === null && kind !== 'work') fail('GT8902', { id, reason: `it is a ${kind}` });
}

/** Take it off the hook. Its worktree stays until its work has landed. Throws GT8901 while somebody works on it, GT8906. */
export function unsling(turn: Turn, bead: BeadRow): void {
  const { n, id } = bead;
  const lanes = turn.tx.lanes({ root: n });
  if (lanes.length === 0) fail('GT8906', { id });
  const busy = lanes.find(({ supervisor }) => supervisor !== null);
  if (busy) fail('GT8901', { id, rig: busy.rig ?? '', agent: busy.agent, polecat: busy.polecat ?? '' });
  for (const lane of lanes) turn.tx.removeLane(lane.n);
  turn.log('lane.unslung', bead, {});
}
