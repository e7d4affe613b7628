import { hasCycle, topologicalGenerations, topologicalSort } from 'graphology-dag';
import { describe, expect, it } from 'vitest';
import { nodeKey, toDirectedGraph } from './directed-graph.js';

/** `from -> to` of every edge, by id. */
function edges(graph: ReturnType<typeof toDirectedGraph>): string[] {
  return graph.mapEdges((_, { kind }, source, target) => {
    const [from, to] = [source, target].map((key) => graph.getNodeAttribute(key, 'id'));
    return `${from} ${{ need: '->', container: '=>' }[kind]} ${to}`;
  });
}

describe('toDirectedGraph', () => {
  it('runs edges from what is waited for to what waits', () => {
    const graph = toDirectedGraph(
      [
        { id: 'a', needs: [] },
        { id: 'b', needs: ['a'] },
        { id: 'c', needs: ['gather', 'a', 'a'] },
      ],
      [{ id: 'gather', needs: ['a', 'b'] }],
    );
    expect(edges(graph)).toEqual(['a -> b', 'gather -> c', 'a -> c', 'a -> gather', 'b -> gather']);
    expect(topologicalSort(graph)).toEqual(['a', 'b', 'gather', 'c'].map(nodeKey));
    expect(graph.getNodeAttributes(nodeKey('gather'))).toEqual({ id: 'gather', kind: 'barrier' });
    expect(graph.getNodeAttributes(nodeKey('a'))).toEqual({ id: 'a', kind: 'step' });
  });

  it('takes the ids that JavaScript objects have a meaning for', () => {
    const ids = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', '1'];
    const graph = toDirectedGraph(
      ids.map((id, at) => ({ id, needs: ids.slice(0, at) })),
      [],
    );
    expect(topologicalSort(graph)).toEqual(ids.map(nodeKey));
    expect(graph.size).toBe(15);
  });

  it('closes a container after its children', () => {
    const graph = toDirectedGraph(
      [
        { id: 'box', needs: ['a'] },
        { id: 'a', needs: [] },
        { id: 'b', needs: ['a'], container: 'box' },
        { id: 'c', needs: ['b'], container: 'box' },
        { id: 'd', needs: ['box'] },
      ],
      [],
    );
    expect(edges(graph)).toEqual(['a -> box', 'a -> b', 'b -> c', 'box -> d', 'b => box', 'c => box']);
    expect(topologicalGenerations(graph)).toEqual(
      [['a'], ['b'], ['c'], ['box'], ['d']].map((g) => g.map(nodeKey)),
    );
  });

  it('keeps a need a need where the container would add the same edge', () => {
    const graph = toDirectedGraph(
      [
        { id: 'b', needs: [], container: 'box' },
        { id: 'c', needs: [], container: 'box' },
        { id: 'box', needs: ['b'] },
      ],
      [],
    );
    expect(edges(graph)).toEqual(['b -> box', 'c => box']);
  });

  it('opens a container before its children when they name it among their needs', () => {
    const graph = toDirectedGraph(
      [
        { id: 'box', needs: [] },
        { id: 'b', needs: ['box'], container: 'box' },
        { id: 'c', needs: ['b'], container: 'box' },
      ],
      [],
    );
    expect(edges(graph)).toEqual(['box -> b', 'b -> c']);
    expect(hasCycle(graph)).toBe(false);
  });

  it('makes no edge of a need that names nothing', () => {
    const graph = toDirectedGraph([{ id: 'a', needs: ['nobody'], container: 'nowhere' }], []);
    expect([graph.order, graph.size]).toEqual([1, 0]);
  });
});
