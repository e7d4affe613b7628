import { describe, expect, it } from 'vitest';
import { EventGraphBuilder } from '../wire/event-graph.js';
import { findCycles } from './cycles.js';
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
    // A ring of 9 events with one edge more costs 9 * 10.
    const ring = ringWithPair(9).build();
    expect(findCycles(ring, 90).map(({ events }) => events)).toEqual([[7, 8]]);
    expect(findCycles(ring, 89).map(({ events }) => events)).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8]]);
  });

  it('shares the budget among the components', () => {
    // Two rings, each with a pair at its end; either would be searched exactly, both together are too much.
    const builder = ringWithPair(9);
    for (let event = 0; event < 9; event++) builder.addEvent(false);
    for (let event = 0; event < 9; event++) builder.addEdge(9 + ((event + 1) % 9), 9 + event, -1);
    builder.addEdge(16, 17, -1);
    const graph = builder.build();
    expect(findCycles(graph, 180).map(({ events }) => events.length)).toEqual([2, 2]);
    expect(findCycles(graph, 179).map(({ events }) => events.length)).toEqual([2, 9]);
    expect(findCycles(graph, 179).map(({ events }) => events[0])).toEqual([7, 9]);
  });
});
