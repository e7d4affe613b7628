import { describe, expect, it } from 'vitest';
import { sampleGraph } from '../graph/sample-graph.js';
import { EventGraphBuilder } from './event-graph.js';

describe('EventGraphBuilder', () => {
  it('indexes edges both ways, in the order in which they were added', () => {
    const graph = sampleGraph(
      4,
      [
        [2, 3],
        [0, 3],
        [0, 1],
        [1, 3],
      ],
      [1],
    );
    expect(graph).toEqual({
      size: 4,
      edgeCount: 4,
      virtual: Uint8Array.of(0, 1, 0, 0),
      from: Int32Array.of(2, 0, 0, 1),
      to: Int32Array.of(3, 3, 1, 3),
      notes: Int32Array.of(0, 1, 2, 3),
      predecessors: {
        offsets: Int32Array.of(0, 0, 1, 1, 4),
        events: Int32Array.of(0, 2, 0, 1),
        edges: Int32Array.of(2, 0, 1, 3),
      },
      successors: {
        offsets: Int32Array.of(0, 2, 3, 4, 4),
        events: Int32Array.of(3, 1, 3, 3),
        edges: Int32Array.of(1, 2, 3, 0),
      },
    });
  });

  it('is empty without events', () => {
    const graph = sampleGraph(0, []);
    expect([graph.size, graph.edgeCount, graph.predecessors.offsets.length]).toEqual([0, 0, 1]);
  });

  it('grows past its first arrays and keeps what it has', () => {
    const builder = new EventGraphBuilder();
    for (let event = 0; event < 1000; event++) expect(builder.addEvent(event % 3 === 0)).toBe(event);
    for (let event = 1; event < 1000; event++) builder.addEdge(event - 1, event, -event);
    const graph = builder.build();
    for (let event = 1; event < 1000; event++) {
      expect(graph.virtual[event]).toBe(event % 3 === 0 ? 1 : 0);
      const at = graph.predecessors.offsets[event] as number;
      expect(graph.predecessors.events[at]).toBe(event - 1);
      expect(graph.notes[graph.predecessors.edges[at] as number]).toBe(-event);
    }
  });

  it('gives graphs that later additions do not reach', () => {
    const builder = new EventGraphBuilder();
    builder.addEvent(false);
    const before = builder.build();
    builder.addEvent(false);
    builder.addEdge(0, 1, 7);
    expect([before.size, before.edgeCount]).toEqual([1, 0]);
    expect([builder.build().size, builder.build().edgeCount]).toEqual([2, 1]);
  });

  it('refuses an edge of an event that was never added', () => {
    const builder = new EventGraphBuilder();
    builder.addEvent(false);
    for (const [from, to] of [
      [0, 1],
      [-1, 0],
      [0.5, 0],
    ] as const) {
      expect(() => builder.addEdge(from, to, -1)).toThrow(RangeError);
    }
  });
});
