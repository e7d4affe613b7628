import type { Node } from '../ledger/bead.js';
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
  const inContainers = view
    .beads({ molecule: main.root, states: ['running'], ephemeral: 'include' })
    .filter(({ policy }) => policy?.parallel === true)
    .flatMap(({ n }) => view.children(n));
  return [...inContainers, ...legsIn(view, main.root)]
    .filter((child) => child.state !== 'closed' && child.kind !== 'barrier' && !view.lane(child.n))
    .filter((child) => laneOf(view, child) !== undefined)
    .map(({ n }) => n)
    .slice(0, MOST - view.lanes({ root: main.root }).length);
}

/** What of convoys in a molecule is no synthesis: its legs, and what has taken their place or was put around them. */
function legsIn(view: View, root: number): Node[] {
  const convoys = view
    .partsOf(root)
    .filter(({ fingerprint }) => view.protomolecule(fingerprint)?.protomolecule.type === 'convoy');
  return convoys.flatMap(({ part, root: holder }) =>
    view.children(holder).filter((child) => child.part === part && view.bead(child.n)?.step !== SYNTHESIS),
  );
}

/** What the compiler calls the step that brings the legs together. */
const SYNTHESIS = 'synthesis';

/** Its branch is for the step that joins it; what becomes of the whole is for the main lane. */
const laneBeside = (main: Lane, n: number, { now, actor }: Turn): Lane => ({
  ...main,
  n,
  land: main.land === 'none' ? 'none' : 'branch',
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
