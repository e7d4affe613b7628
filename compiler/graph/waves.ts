import type { EventGraph } from '../wire/event-graph.js';

/** How soon each step can start when nothing but its needs holds it back. */
export interface Waves {
  /** By event: how many real events the longest chain behind it has; a virtual one shares its wave with what follows it. */
  readonly wave: Int32Array;
  /** How many waves there are: the length of the longest chain. */
  readonly count: number;
  /** One longest chain of real events, first to last; of several, the one whose events, from the last back, are lowest. */
  readonly criticalPath: readonly number[];
}

/**
 * The longest-path layers of an acyclic graph; virtual events take no time.
 * `order` is the graph's `topologicalOrder`. O(events + edges).
 */
export function waves(graph: EventGraph, order: Int32Array): Waves {
  const { size, virtual, predecessors } = graph;
  /** By event: the real event just behind it on such a chain, or -1. */
  const behind = new Int32Array(size).fill(-1);
  const wave = new Int32Array(size);
  let count = 0;
  let last = -1;
  for (const event of order) {
    const end = predecessors.offsets[event + 1] as number;
    let deepest = 0;
    let before = -1;
    for (let at = predecessors.offsets[event] as number; at < end; at++) {
      const need = predecessors.events[at] as number;
      const real = virtual[need] === 0;
      const length = (wave[need] as number) + (real ? 1 : 0);
      const candidate = real ? need : (behind[need] as number);
      if (length > deepest || (length === deepest && candidate < before)) {
        deepest = length;
        before = candidate;
      }
    }
    behind[event] = before;
    wave[event] = deepest;
    if (virtual[event] === 1) continue;
    if (deepest >= count || (deepest === count - 1 && event < last)) last = event;
    count = Math.max(count, deepest + 1);
  }
  const criticalPath: number[] = [];
  for (let event = last; event !== -1; event = behind[event] as number) criticalPath.push(event);
  return { wave, count, criticalPath: criticalPath.reverse() };
}
