import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connected } from './connected.js';
import { sampleGraph } from './sample-graph.js';
import { topologicalOrder } from './topological.js';

/** More than are followed at once. */
const SIZE = 40;

/** What is behind `from`, by a plain search. */
function behind(edges: readonly (readonly [number, number])[], from: number): Set<number> {
  const seen = new Set([from]);
  for (const event of seen) for (const [a, b] of edges) if (a === event) seen.add(b);
  seen.delete(from);
  return seen;
}

describe('connected', () => {
  it('agrees with a plain search, of all pairs and of some', () => {
    const event = fc.integer({ min: 0, max: SIZE - 1 });
    const numbers = Array.from({ length: SIZE }, (_, each) => each);
    const pairs = numbers.flatMap((from) => numbers.map((to) => ({ from, to })));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, event), { maxLength: SIZE * 2 }),
        fc.shuffledSubarray(numbers, { minLength: SIZE }),
        fc.oneof(fc.constant(pairs), fc.shuffledSubarray(pairs, { maxLength: 50 })),
        (drawn, number, asked) => {
          const edges = drawn
            .filter(([a, b]) => a !== b)
            .map(([a, b]) => [number[Math.min(a, b)] as number, number[Math.max(a, b)] as number] as const);
          const graph = sampleGraph(SIZE, edges);
          const order = topologicalOrder(graph) as Int32Array;
          const found = numbers.map((from) => behind(edges, from));
          expect(connected(graph, order, asked)).toEqual(asked.map(({ from, to }) => found[from]?.has(to)));
        },
      ),
    );
  });
});
