import { describe, expect, it } from 'vitest';
import { sampleGraph } from './sample-graph.js';
import { topologicalOrder } from './topological.js';
import { waves } from './waves.js';

function layers(...sample: Parameters<typeof sampleGraph>) {
  const graph = sampleGraph(...sample);
  return waves(graph, topologicalOrder(graph) as Int32Array);
}

describe('waves', () => {
  it('puts a step one wave after the latest that it waits for', () => {
    const diamond = layers(5, [
      [0, 1],
      [0, 2],
      [2, 3],
      [1, 4],
      [3, 4],
    ]);
    expect(diamond).toEqual({ wave: Int32Array.of(0, 1, 1, 2, 3), count: 4, criticalPath: [0, 2, 3, 4] });
  });

  it('gives virtual events no wave and no time', () => {
    const graph = layers(
      5,
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ],
      [1, 3],
    );
    expect(graph).toEqual({ wave: Int32Array.of(0, 1, 1, 2, 2), count: 3, criticalPath: [0, 2, 4] });
  });

  it('breaks ties by the lowest event, also behind a virtual one and at the end', () => {
    const graph = layers(
      8,
      [
        [3, 4],
        [1, 4],
        [4, 6],
        [2, 6],
        [0, 5],
      ],
      [4],
    );
    // 5 and 6 both end chains of two; 5 is lower. Behind 6 alone it would be 1, the lowest of 3, 1 and 2.
    expect(graph.criticalPath).toEqual([0, 5]);
    const without = layers(
      8,
      [
        [3, 4],
        [1, 4],
        [4, 6],
        [2, 6],
      ],
      [4],
    );
    expect(without.criticalPath).toEqual([1, 6]);
  });

  it('is empty for nothing and flat for steps that wait for nothing', () => {
    expect(layers(0, [])).toEqual({ wave: new Int32Array(0), count: 0, criticalPath: [] });
    expect(layers(1, [], [0])).toEqual({ wave: Int32Array.of(0), count: 0, criticalPath: [] });
    expect(layers(3, [])).toEqual({ wave: new Int32Array(3), count: 1, criticalPath: [0] });
  });
});
