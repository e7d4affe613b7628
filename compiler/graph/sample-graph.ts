import { type EventGraph, EventGraphBuilder } from '../wire/event-graph.js';

/** A graph from a literal, for tests: edges are `[waited for, waiting]`, their notes are their positions in the list. */
export function sampleGraph(
  size: number,
  edges: readonly (readonly [number, number])[],
  virtual: readonly number[] = [],
): EventGraph {
  const builder = new EventGraphBuilder();
  for (let event = 0; event < size; event++) builder.addEvent(virtual.includes(event));
  edges.forEach(([from, to], position) => {
    builder.addEdge(from, to, position);
  });
  return builder.build();
}
