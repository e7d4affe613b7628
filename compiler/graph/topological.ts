import type { EventGraph } from '../wire/event-graph.js';
import { IntHeap } from './int-heap.js';

/**
 * All events, each after those it waits for; among the events that are free, the one written first
 * comes first. So the order is stable: a formula without needs stays as it was written, and a new need
 * moves only the steps that it must. `undefined` when the graph has a cycle.
 *
 * Kahn's algorithm with a heap for the ties: O(events log events + edges).
 */
export function topologicalOrder(graph: EventGraph): Int32Array | undefined {
  const { size, predecessors, successors } = graph;
  const waiting = new Int32Array(size);
  const free = new IntHeap(size);
  for (let event = 0; event < size; event++) {
    const count = (predecessors.offsets[event + 1] as number) - (predecessors.offsets[event] as number);
    waiting[event] = count;
    if (count === 0) free.push(event);
  }
  const order = new Int32Array(size);
  let done = 0;
  while (free.size > 0) {
    const event = free.pop();
    order[done++] = event;
    const end = successors.offsets[event + 1] as number;
    for (let at = successors.offsets[event] as number; at < end; at++) {
      const next = successors.events[at] as number;
      const left = (waiting[next] as number) - 1;
      waiting[next] = left;
      if (left === 0) free.push(next);
    }
  }
  return done === size ? order : undefined;
}
