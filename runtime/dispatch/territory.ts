import { type BeadRow, isOpen, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';

/** How many ready steps are looked at for one that is of a lane. */
const LOOKED_AT = 200;

/** The lane that a step is of: the nearest above it, itself included. */
export function laneOf(view: View, start: Node): Lane | undefined {
  for (
    let node: Node | undefined = start;
    node;
    node = node.parent === null ? undefined : view.node(node.parent)
  ) {
    const lane = view.lane(node.n);
    if (lane) return lane;
    if (node.n === node.molecule) return undefined;
  }
  return undefined;
}

/** The steps of a lane that a polecat may claim now, in the order of readiness, at most `limit`. */
export function readyIn(view: View, lane: Lane, now: number, limit: number): BeadRow[] {
  const own = view.bead(lane.n);
  if (!own) return [];
  if (own.kind === 'work' && own.openChildren === 0)
    return isClaimable(own, now) && isForPolecats(own, lane) ? [own] : [];
  const where = lane.n === own.molecule ? { molecule: lane.n } : { under: lane.n };
  const ready = view.ready({ ...where, ephemeral: 'include', now, limit: LOOKED_AT });
  const parted = view.lanes({ root: lane.root }).length > 1;
  return ready
    .filter((bead) => isForPolecats(bead, lane) && (!parted || laneOf(view, bead)?.n === lane.n))
    .slice(0, limit);
}

/** The steps of a lane that its polecat has claimed, or whose check is to be made. */
export function claimedIn(view: View, lane: Lane): BeadRow[] {
  const own = view.bead(lane.n);
  if (!own) return [];
  const states = ['claimed', 'verifying'] as const;
  if (own.kind === 'work' && own.openChildren === 0)
    return states.some((state) => state === own.state) ? [own] : [];
  const where = lane.n === own.molecule ? { molecule: lane.n } : { under: lane.n };
  return view
    .beads({ ...where, states, ephemeral: 'include' })
    .filter((bead) => laneOf(view, bead)?.n === lane.n);
}

/** How many steps of a lane are open, those in lanes of their own included. */
export function openIn(view: View, lane: Lane): number {
  const molecule = view.molecule(lane.n);
  if (molecule) return molecule.openSteps;
  const inside = view.beads({ under: lane.n, ephemeral: 'include' });
  const open = inside.filter((bead) => bead.kind === 'work' && isOpen(bead)).length;
  const own = view.node(lane.n);
  return own?.kind === 'work' && isOpen(own) ? open + 1 : open;
}

const isClaimable = ({ state, wakeAt }: Node, now: number): boolean =>
  state === 'ready' || ((state === 'deferred' || state === 'backoff') && wakeAt !== null && wakeAt <= now);

/** Steps that a person attends, and what is assigned to somebody else, are never given to polecats (R13). */
function isForPolecats({ policy, assignee }: BeadRow, { polecat, rig, agent }: Lane): boolean {
  if (policy?.interactive === true) return false;
  const own = [polecat, rig, agent, rig === null ? null : `${rig}/polecats`, 'polecat', 'polecats'];
  return assignee === null || own.includes(assignee);
}
