import { describe, expect, it } from 'vitest';
import { type EventGraph, EventGraphBuilder } from '../wire/event-graph.js';
import { contract, MAX_BYPASSED_EDGES } from './contract.js';
import { sampleGraph } from './sample-graph.js';
import { topologicalOrder } from './topological.js';

function contracted(graph: EventGraph) {
  return contract(graph, topologicalOrder(graph) as Int32Array);
}

/** `exits` real events, one virtual event behind them all, `entries` real events behind that. */
function join(exits: number, entries: number): EventGraph {
  const edges: [number, number][] = [];
  for (let exit = 0; exit < exits; exit++) edges.push([exit, exits]);
  for (let entry = 0; entry < entries; entry++) edges.push([exits, exits + 1 + entry]);
  return sampleGraph(exits + 1 + entries, edges, [exits]);
}

describe('contract', () => {
  it('leaves a graph of real events alone but for duplicates', () => {
    const graph = sampleGraph(3, [
      [1, 2],
      [0, 2],
      [1, 2],
    ]);
    expect(contracted(graph)).toEqual({ needs: [[], [], [1, 0]], barriers: [] });
  });

  it('puts what a spliced event waits for in its place', () => {
    // 5 waits for 2, then the virtual 4 (which waits for 3 and 1), then 0.
    const graph = sampleGraph(
      6,
      [
        [2, 5],
        [3, 4],
        [1, 4],
        [4, 5],
        [0, 5],
      ],
      [4],
    );
    expect(contracted(graph).needs[5]).toEqual([2, 3, 1, 0]);
  });

  it('sees through a chain of virtual events and ones that wait for nothing', () => {
    const graph = sampleGraph(
      6,
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 5],
        [4, 5],
      ],
      [1, 2, 3, 4],
    );
    expect(contracted(graph)).toEqual({ needs: [[], [], [], [], [], [0]], barriers: [] });
  });

  it('names a need once however many regions lead to it', () => {
    const graph = sampleGraph(
      5,
      [
        [0, 1],
        [0, 2],
        [1, 4],
        [2, 4],
        [3, 4],
        [0, 4],
      ],
      [1, 2],
    );
    expect(contracted(graph).needs[4]).toEqual([0, 3]);
  });

  it('bypasses up to the limit and keeps a barrier beyond it', () => {
    expect(MAX_BYPASSED_EDGES).toBe(16);
    expect(contracted(join(4, 4)).barriers).toEqual([]);
    expect(contracted(join(4, 4)).needs[8]).toEqual([0, 1, 2, 3]);
    const kept = contracted(join(4, 5));
    expect(kept.barriers).toEqual([{ event: 4, needs: [0, 1, 2, 3] }]);
    expect(kept.needs.slice(4)).toEqual([[0, 1, 2, 3], [4], [4], [4], [4], [4]]);
  });

  it('counts a successor once however often its edge was added', () => {
    const edges: [number, number][] = [];
    for (const event of [0, 1, 2, 3]) edges.push([event, 4], [event, 4], [4, 5 + event], [4, 5 + event]);
    const { barriers, needs } = contracted(sampleGraph(9, edges, [4]));
    expect(barriers).toEqual([]);
    expect(needs[8]).toEqual([0, 1, 2, 3]);
  });

  it('needs no barrier where one side is single, however wide the other', () => {
    for (const graph of [join(1, 500), join(500, 1)]) {
      const { barriers, needs } = contracted(graph);
      expect(barriers).toEqual([]);
      expect(needs.flat().length).toBe(500);
    }
  });

  it('needs no barrier for an end that leads to nothing', () => {
    // 4 real events, their end, and an outer end and a start behind it that nothing real waits for.
    const graph = sampleGraph(
      25,
      [
        ...Array.from({ length: 4 }, (_, exit): [number, number] => [exit, 4]),
        ...Array.from({ length: 20 }, (_, dead): [number, number] => [4, 5 + dead]),
      ],
      Array.from({ length: 21 }, (_, each) => 4 + each),
    );
    expect(contracted(graph).barriers).toEqual([]);
  });

  it('lets barriers wait for barriers', () => {
    // Two rounds of 5 steps, each round behind a barrier.
    const edges: [number, number][] = [];
    for (let step = 0; step < 5; step++)
      edges.push([step, 5], [5, 6 + step], [6 + step, 11], [11, 12 + step]);
    edges.push([5, 11]);
    const { barriers } = contracted(sampleGraph(17, edges, [5, 11]));
    expect(barriers).toEqual([
      { event: 5, needs: [0, 1, 2, 3, 4] },
      { event: 11, needs: [6, 7, 8, 9, 10, 5] },
    ]);
  });

  it('keeps 100 iterations of 300 parallel steps linear', () => {
    const builder = new EventGraphBuilder();
    let before = -1;
    let edges = 0;
    for (let iteration = 0; iteration < 100; iteration++) {
      const start = builder.addEvent(true);
      if (before !== -1) builder.addEdge(before, start, -1);
      const steps = Array.from({ length: 300 }, () => builder.addEvent(false));
      const end = builder.addEvent(true);
      for (const step of steps) {
        builder.addEdge(start, step, -1);
        builder.addEdge(step, end, -1);
      }
      before = end;
    }
    const { needs, barriers } = contracted(builder.build());
    for (const list of needs) edges += list.length;
    expect(barriers.length).toBe(99);
    expect(edges).toBe(99 * 300 + 99 * 300);
  });

  it('keeps no barrier that one event alone waits for, however many events it waits for', () => {
    // The event after it has successors of its own.
    const graph = sampleGraph(
      20,
      [
        ...Array.from({ length: 17 }, (_, exit): [number, number] => [exit, 17]),
        [17, 18],
        [18, 19],
        [17, 18],
      ],
      [17],
    );
    const { needs, barriers } = contracted(graph);
    expect(barriers).toEqual([]);
    expect(needs[18]).toEqual(Array.from({ length: 17 }, (_, exit) => exit));
    expect(needs[19]).toEqual([18]);
  });

  it('weighs two successors as any number of them', () => {
    expect(contracted(join(8, 2)).barriers).toEqual([]);
    expect(contracted(join(9, 2)).barriers).toEqual([{ event: 9, needs: [0, 1, 2, 3, 4, 5, 6, 7, 8] }]);
  });

  it('keeps a barrier wherever its number stands', () => {
    for (const number of [0, 1, 17]) {
      const others = Array.from({ length: 18 }, (_, event) => event).filter((event) => event !== number);
      const exits = others.slice(0, 9);
      const graph = sampleGraph(
        18,
        [
          ...exits.map((exit): [number, number] => [exit, number]),
          ...others.slice(9).map((entry): [number, number] => [number, entry]),
        ],
        [number],
      );
      expect(contracted(graph).barriers).toEqual([{ event: number, needs: exits }]);
    }
  });

  it('lists a need once that comes through several virtual events', () => {
    // 0 and 1 open 2 and 3, both of which open 4 and 5.
    const graph = sampleGraph(
      6,
      [
        [0, 2],
        [1, 2],
        [1, 3],
        [0, 3],
        [2, 4],
        [3, 4],
        [2, 5],
        [3, 5],
      ],
      [2, 3],
    );
    const { needs, barriers } = contracted(graph);
    expect(barriers).toEqual([]);
    expect(needs).toEqual([[], [], [], [], [0, 1], [0, 1]]);
  });
});
