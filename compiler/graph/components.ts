import type { EventGraph } from '../wire/event-graph.js';

/** The strongly connected components that hold a cycle. */
export interface CyclicComponents {
  /** By event: the number of its component; every event has one, also those that are on no cycle. */
  readonly component: Int32Array;
  /** The events of each component with a cycle in rising order; the components by their lowest event. */
  readonly cyclic: readonly (readonly number[])[];
}

/**
 * Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972) with a stack of its own:
 * a chain of a million events would overflow the machine's. O(events + edges).
 */
export function cyclicComponents(graph: EventGraph): CyclicComponents {
  const { size, successors } = graph;
  const { offsets, events } = successors;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const component = new Int32Array(size).fill(-1);
  const selfLoop = new Uint8Array(size);
  /** The next successor of each event to look at. */
  const cursor = offsets.slice(0, size);
  const path = new Int32Array(size);
  const open = new Int32Array(size);
  const cyclic: number[][] = [];
  let pathLength = 0;
  let openLength = 0;
  let nextIndex = 0;
  let components = 0;

  function enter(event: number): void {
    index[event] = nextIndex;
    low[event] = nextIndex++;
    path[pathLength++] = event;
    open[openLength++] = event;
  }

  function close(root: number): void {
    const start = open.lastIndexOf(root, openLength - 1);
    const members = open.subarray(start, openLength);
    for (const member of members) component[member] = components;
    components++;
    openLength = start;
    if (members.length > 1 || selfLoop[root] === 1) cyclic.push(Array.from(members).sort((a, b) => a - b));
  }

  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    enter(root);
    while (pathLength > 0) {
      const event = path[pathLength - 1] as number;
      const at = cursor[event] as number;
      if (at < (offsets[event + 1] as number)) {
        cursor[event] = at + 1;
        const next = events[at] as number;
        if (next === event) selfLoop[event] = 1;
        if (index[next] === -1) enter(next);
        else if (component[next] === -1) low[event] = Math.min(low[event] as number, index[next] as number);
        continue;
      }
      pathLength--;
      if (low[event] === index[event]) close(event);
      if (pathLength > 0) {
        const parent = path[pathLength - 1] as number;
        low[parent] = Math.min(low[parent] as number, low[event] as number);
      }
    }
  }
  cyclic.sort((a, b) => (a[0] as number) - (b[0] as number));
  return { component, cyclic };
}
