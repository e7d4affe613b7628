import fc from 'fast-check';
import { hasCycle, topologicalGenerations, topologicalSort } from 'graphology-dag';
import { describe, expect, it } from 'vitest';
import type { EventGraph } from '../wire/event-graph.js';
import { contract, MAX_BYPASSED_EDGES } from './contract.js';
import { findCycles } from './cycles.js';
import { nodeKey, toDirectedGraph } from './directed-graph.js';
import { sampleGraph } from './sample-graph.js';
import { topologicalOrder } from './topological.js';
import { waves } from './waves.js';

const MAX_SIZE = 24;

/** Graphs in which anything may wait for anything, itself included. */
const anyGraph: fc.Arbitrary<EventGraph> = fc.integer({ min: 1, max: MAX_SIZE }).chain((size) => {
  const event = fc.integer({ min: 0, max: size - 1 });
  return fc.array(fc.tuple(event, event), { maxLength: size * 2 }).map((edges) => sampleGraph(size, edges));
});

/** Acyclic graphs with virtual events, numbered without regard to their order. */
const acyclicGraph: fc.Arbitrary<EventGraph> = fc.integer({ min: 2, max: MAX_SIZE }).chain((size) => {
  const event = fc.integer({ min: 0, max: size - 1 });
  const numbers = Array.from({ length: size }, (_, each) => each);
  return fc
    .record({
      edges: fc.array(fc.tuple(event, event), { maxLength: size * 4 }),
      number: fc.shuffledSubarray(numbers, { minLength: size }),
      virtual: fc.uniqueArray(event),
    })
    .map(({ edges, number, virtual }) =>
      sampleGraph(
        size,
        edges
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => [number[Math.min(a, b)] as number, number[Math.max(a, b)] as number]),
        virtual,
      ),
    );
});

function predecessors(graph: EventGraph, event: number): number[] {
  const { offsets, events } = graph.predecessors;
  return Array.from(events.subarray(offsets[event], offsets[event + 1]));
}

/** The same graph for graphology, every event a step. */
function reference(graph: EventGraph) {
  const events = Array.from({ length: graph.size }, (_, event) => event);
  return toDirectedGraph(
    events.map((event) => ({ id: String(event), needs: predecessors(graph, event).map(String) })),
    [],
  );
}

/** The real events behind `event`, reached through virtual ones only, by definition rather than by the algorithm. */
function realNeeds(graph: EventGraph, event: number): Set<number> {
  const found = new Set<number>();
  for (const need of predecessors(graph, event)) {
    if (graph.virtual[need] === 0) found.add(need);
    else for (const behind of realNeeds(graph, need)) found.add(behind);
  }
  return found;
}

describe('the array algorithms, with graphology-dag as the oracle', () => {
  it('agree on what is cyclic', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const cyclic = hasCycle(reference(graph));
        expect(topologicalOrder(graph) === undefined).toBe(cyclic);
        expect(findCycles(graph).length > 0).toBe(cyclic);
      }),
      { numRuns: 1000 },
    );
  });

  it('find cycles that are cycles, as short as a search of every closed walk says', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        for (const { events, edges } of findCycles(graph)) {
          expect(new Set(events).size).toBe(events.length);
          expect(Math.min(...events)).toBe(events[0]);
          expect(edges.map((edge) => graph.to[edge])).toEqual(events);
          expect(edges.map((edge) => graph.from[edge])).toEqual([...events.slice(1), events[0]]);
          // Every event that some closed walk shares with the cycle's first event is of its component.
          const component = graphComponent(graph, events[0] as number);
          for (const start of component)
            expect(shortestReturn(graph, start)).toBeGreaterThanOrEqual(events.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('order an acyclic graph as the lowest free event first', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const order = Array.from(topologicalOrder(graph) as Int32Array);
        const done = new Set<number>();
        for (const event of order) {
          const free = order.filter(
            (each) => !done.has(each) && predecessors(graph, each).every((need) => done.has(need)),
          );
          expect(event).toBe(Math.min(...free));
          done.add(event);
        }
        expect(topologicalSort(reference(graph)).length).toBe(order.length);
      }),
      { numRuns: 300 },
    );
  });

  it('layer real events into exactly the generations', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const order = topologicalOrder(graph);
        fc.pre(order !== undefined);
        const { wave, count, criticalPath } = waves(graph, order);
        const generations = topologicalGenerations(reference(graph));
        expect(count).toBe(generations.length);
        generations.forEach((generation, layer) => {
          const own = Array.from(wave.keys()).filter((event) => wave[event] === layer);
          expect(own.map((event) => nodeKey(String(event))).sort()).toEqual([...generation].sort());
        });
        expect(criticalPath.map((event) => wave[event])).toEqual(generations.map((_, layer) => layer));
      }),
      { numRuns: 500 },
    );
  });
});

describe('contract', () => {
  it('keeps the waiting relation: opened barriers give exactly the nearest real events', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const { needs, barriers } = contract(graph, topologicalOrder(graph) as Int32Array);
        const kept = new Map(barriers.map((barrier) => [barrier.event, barrier.needs]));
        const opened = (list: readonly number[]): number[] =>
          list.flatMap((need) => (kept.has(need) ? opened(kept.get(need) as readonly number[]) : [need]));
        for (let event = 0; event < graph.size; event++) {
          const list = needs[event] as readonly number[];
          expect(new Set(list).size).toBe(list.length);
          if (graph.virtual[event] === 0) expect(new Set(opened(list))).toEqual(realNeeds(graph, event));
          else expect(list).toEqual(kept.get(event) ?? []);
        }
        for (const { needs: behind } of barriers) expect(behind.length).toBeGreaterThan(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('never makes more than a fixed multiple of the edges it was given', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const { needs } = contract(graph, topologicalOrder(graph) as Int32Array);
        expect(needs.flat().length).toBeLessThanOrEqual((graph.edgeCount * MAX_BYPASSED_EDGES) / 2);
      }),
    );
  });

  it('keeps the waves: those of the contraction are those of the graph', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const order = topologicalOrder(graph) as Int32Array;
        const { needs } = contract(graph, order);
        const edges = needs.flatMap((list, event) => list.map((need): [number, number] => [need, event]));
        const virtual = Array.from(graph.virtual.keys()).filter((event) => graph.virtual[event] === 1);
        const spliced = sampleGraph(graph.size, edges, virtual);
        const again = waves(spliced, topologicalOrder(spliced) as Int32Array);
        const before = waves(graph, order);
        const ofReal = (wave: Int32Array): Int32Array =>
          wave.filter((_, event) => graph.virtual[event] === 0);
        expect(ofReal(again.wave)).toEqual(ofReal(before.wave));
        expect([again.count, again.criticalPath]).toEqual([before.count, before.criticalPath]);
      }),
      { numRuns: 500 },
    );
  });
});

/** The events from which `start` can be reached and which it reaches. */
function graphComponent(graph: EventGraph, start: number): number[] {
  const reaches = (from: number): Set<number> => {
    const seen = new Set([from]);
    for (const event of seen) for (const need of predecessors(graph, event)) seen.add(need);
    return seen;
  };
  return [...reaches(start)].filter((event) => reaches(event).has(start));
}

/** The length of the shortest closed walk from `start`. */
function shortestReturn(graph: EventGraph, start: number): number {
  let front = new Set([start]);
  for (let length = 1; length <= graph.size; length++) {
    front = new Set([...front].flatMap((event) => predecessors(graph, event)));
    if (front.has(start)) return length;
  }
  return Number.POSITIVE_INFINITY;
}
