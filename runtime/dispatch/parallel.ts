import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import type { Turn } from '../step/turn.js';
import { laneOf } from './territory.js';

/** Lanes of one molecule at the most: each has a worktree of its own. */
const MOST = 64;

/**
 * Give each child of a container with `parallel = true`, and each leg of a convoy, a lane of its own once the container has
 * begun, so that they are worked on beside each other (R1). They are slung as the molecule is.
 */
export function openParallelLanes(turn: Turn): void {
  for (const main of mainLanes(turn.tx))
    for (const n of parallelParts(turn.tx, main)) turn.tx.insertLane(laneBeside(main, n, turn));
}

/** Whether that would open one. */
export const needsLanes = (view: View): boolean =>
  mainLanes(view).some((main) => parallelParts(view, main).length > 0);

const mainLanes = (view: View): Lane[] =>
  view.lanes({}).filter(({ n, root }) => n === root && view.molecule(root) !== undefined);

/** Parts that may go on beside others, and have no lane of their own. */
function parallelParts(view: View, main: Lane): number[] {
  return view
    .beads({ molecule: main.root, states: ['running'], ephemeral: 'include' })
    .filter(({ policy }) => policy?.parallel === true)
    .flatMap(({ n }) => view.children(n))
    .filter((child) => child.state !== 'closed' && child.kind !== 'barrier' && !view.lane(child.n))
    .filter((child) => laneOf(view, child) !== undefined)
    .map(({ n }) => n)
    .slice(0, MOST - view.lanes({ root: main.root }).length);
}

const laneBeside = (main: Lane, n: number, { now, actor }: Turn): Lane => ({
  ...main,
  n,
  polecat: null,
  sandbox: null,
  branch: null,
  supervisor: null,
  agentProcess: null,
  beganAfter: 0,
  fruitless: 0,
  wakeAt: null,
  trouble: null,
  slungAt: now,
  slungBy: actor,
});
