import { describe, expect, it } from 'vitest';
import { EventGraphBuilder } from '../wire/event-graph.js';
import { CYCLE_SEARCH_BUDGET, findCycles } from './cycles.js';
import { sampleGraph } from './sample-graph.js';

describe('findCycles', () => {
  it('finds none in a diamond', () => {
    const diamond = sampleGraph(4, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(findCycles(diamond)).toEqual([]);
  });

  it('reads as the author wrote it: each event waits for the next, by the edge beside it', () => {
    const ring = sampleGraph(3, [
      [1, 0],
      [2, 1],
      [0, 2],
    ]);
    expect(findCycles(ring)).toEqual([{ events: [0, 1, 2], edges: [0, 1, 2] }]);
  });

  it('takes the shortest cycle of a component, and the one that begins lowest among equals', () => {
    const graph = sampleGraph(6, [
      // A long way round 0..5 ...
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
      [5, 4],
      [0, 5],
      // ... and two short ones.
      [4, 5],
      [2, 3],
    ]);
    expect(findCycles(graph)).toEqual([{ events: [2, 3], edges: [2, 7] }]);
  });

  it('reports every component once, by its lowest event, and events that wait for themselves', () => {
    const graph = sampleGraph(7, [
      [6, 5],
      [5, 6],
      [4, 4],
      [2, 0],
      [0, 2],
      // Between components: on no cycle.
      [0, 4],
      [4, 5],
    ]);
    expect(findCycles(graph)).toEqual([
      { events: [0, 2], edges: [3, 4] },
      { events: [4], edges: [2] },
      { events: [5, 6], edges: [0, 1] },
    ]);
  });

  it('prefers an event that waits for itself to the ring it is on', () => {
    const graph = sampleGraph(2, [
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(findCycles(graph)).toEqual([{ events: [1], edges: [2] }]);
  });

  /** A ring of `size` events in which the last two also wait for each other. */
  function ringWithPair(size: number): EventGraphBuilder {
    const builder = new EventGraphBuilder();
    for (let event = 0; event < size; event++) builder.addEvent(false);
    for (let event = 0; event < size; event++) builder.addEdge((event + 1) % size, event, -1);
    builder.addEdge(size - 2, size - 1, -1);
    return builder;
  }

  it('searches exactly up to the budget and through the lowest event beyond it', () => {
    // A ring of n events with one edge more costs n * (n + 1).
    const within = Math.floor(Math.sqrt(CYCLE_SEARCH_BUDGET)) - 1;
    const [exact] = findCycles(ringWithPair(within).build());
    expect(exact?.events).toEqual([within - 2, within - 1]);
    const beyond = within + 1;
    const [bounded] = findCycles(ringWithPair(beyond).build());
    expect(bounded?.events).toEqual(Array.from({ length: beyond }, (_, event) => event));
  });

  it('shares the budget among the components', () => {
    // Two rings, each with a pair at its end; either would be searched exactly, both together are too much.
    const size = Math.floor(Math.sqrt(CYCLE_SEARCH_BUDGET * 0.6));
    const builder = ringWithPair(size);
    for (let event = 0; event < size; event++) builder.addEvent(false);
    for (let event = 0; event < size; event++) builder.addEdge(size + ((event + 1) % size), size + event, -1);
    builder.addEdge(2 * size - 2, 2 * size - 1, -1);
    const [first, second] = findCycles(builder.build());
    expect(first?.events).toEqual([size - 2, size - 1]);
    expect([second?.events[0], second?.events.length]).toEqual([size, size]);
  });

  it('walks a ring of a million events without recursion', () => {
    const size = 1_000_000;
    const [cycle] = findCycles(ringWithPair(size).build());
    expect(cycle?.events.length).toBe(size);
    expect(cycle?.edges.length).toBe(size);
  });
});
