import type { Entry } from './entries.js';

const NONE = -1;

/** By entry: the position of the entry that it is inside of, or -1. Free of cycles, whatever the steps say. */
export function containersOf(entries: readonly Entry[], positions: ReadonlyMap<string, number>): Int32Array {
  const containers = containersOfSteps(entries, positions);
  const neighbours = barrierNeighbours(entries, positions);
  const seenFor = new Int32Array(entries.length).fill(NONE);
  const depth = depths(containers);
  for (const [barrier, around] of neighbours) {
    containers[barrier] = innermostAround(barrier, around, { containers, depth, seenFor });
  }
  return containers;
}

function containersOfSteps(entries: readonly Entry[], positions: ReadonlyMap<string, number>): Int32Array {
  const containers = new Int32Array(entries.length).fill(NONE);
  entries.forEach(({ step }, position) => {
    if (step?.container !== undefined) containers[position] = positions.get(step.container) ?? NONE;
  });
  // Cut each ring where the walk closes it: a picture of a formula with an error must end, too.
  const walkedFrom = new Int32Array(entries.length).fill(NONE);
  for (let start = 0; start < entries.length; start++) {
    let at = start;
    while (walkedFrom[at] === NONE) {
      walkedFrom[at] = start;
      const outer = containers[at] as number;
      if (outer === NONE) break;
      if (walkedFrom[outer] === start) containers[at] = NONE;
      else at = outer;
    }
  }
  return containers;
}

/** By barrier: the steps that it waits for and those that wait for it. */
function barrierNeighbours(
  entries: readonly Entry[],
  positions: ReadonlyMap<string, number>,
): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  entries.forEach(({ step }, position) => {
    if (!step) neighbours.set(position, []);
  });
  entries.forEach(({ step, needs }, position) => {
    for (const need of needs) {
      const other = positions.get(need);
      if (other === undefined) continue;
      if (step) neighbours.get(other)?.push(position);
      else if (!neighbours.has(other)) neighbours.get(position)?.push(other);
    }
  });
  return neighbours;
}

/** By entry: how many containers it is inside of. */
function depths(containers: Int32Array): Int32Array {
  const depth = new Int32Array(containers.length).fill(NONE);
  const path: number[] = [];
  for (let start = 0; start < containers.length; start++) {
    let at = start;
    while (at !== NONE && depth[at] === NONE) {
      path.push(at);
      at = containers[at] as number;
    }
    let level = at === NONE ? 0 : (depth[at] as number) + 1;
    for (let inner = path.pop(); inner !== undefined; inner = path.pop()) depth[inner] = level++;
  }
  return depth;
}

interface Tree {
  readonly containers: Int32Array;
  readonly depth: Int32Array;
  /** By entry: the barrier whose search came by last, so that no path is climbed twice for one barrier. */
  readonly seenFor: Int32Array;
}

/** The innermost container that holds all of `around`: the lowest point of the first one's path that every other path meets. */
function innermostAround(barrier: number, around: readonly number[], tree: Tree): number {
  const { containers, depth, seenFor } = tree;
  let innermost = NONE;
  around.forEach((neighbour, which) => {
    let at = containers[neighbour] as number;
    if (which === 0) innermost = at;
    while (at !== NONE && seenFor[at] !== barrier) {
      seenFor[at] = barrier;
      at = containers[at] as number;
    }
    // A path met off the first one's joined it at or above `innermost` before, or is deeper: both change nothing.
    if (which > 0 && (at === NONE || (depth[at] as number) < (depth[innermost] ?? NONE))) innermost = at;
  });
  return innermost;
}
