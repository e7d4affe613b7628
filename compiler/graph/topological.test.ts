import { describe, expect, it } from 'vitest';
import { sampleGraph } from './sample-graph.js';
import { topologicalOrder } from './topological.js';

describe('topologicalOrder', () => {
  it('keeps the written order where nothing waits', () => {
    expect(topologicalOrder(sampleGraph(4, []))).toEqual(Int32Array.of(0, 1, 2, 3));
  });

  it('moves a step only as far as its needs force it', () => {
    // 0 waits for 2: it comes just after it, ahead of 3 and 4, because it was written first.
    expect(topologicalOrder(sampleGraph(5, [[2, 0]]))).toEqual(Int32Array.of(1, 2, 0, 3, 4));
  });

  it('counts an edge that was added twice', () => {
    const twice = sampleGraph(2, [
      [1, 0],
      [1, 0],
    ]);
    expect(topologicalOrder(twice)).toEqual(Int32Array.of(1, 0));
  });

  it('has no order for a cycle or for an event that waits for itself', () => {
    const ring = sampleGraph(3, [
      [0, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(topologicalOrder(ring)).toBeUndefined();
    expect(topologicalOrder(sampleGraph(1, [[0, 0]]))).toBeUndefined();
  });
});
