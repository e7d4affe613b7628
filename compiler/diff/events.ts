import { topologicalOrder } from '../graph/topological.js';
import { type EventGraph, EventGraphBuilder } from '../wire/event-graph.js';

/** The starts and ends of the steps of a protomolecule; of a step that is no container they are one event. */
export interface StepEvents {
  readonly graph: EventGraph;
  /** All events, each after those it waits for. */
  readonly order: Int32Array;
  /** By event: its place in `order`. */
  readonly position: Int32Array;
  /** By id of a step or barrier. */
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
}

/** What is read of a protomolecule, or of anything else that has steps. */
interface Graph {
  readonly steps: readonly {
    readonly id: string;
    readonly needs: readonly string[];
    readonly container?: string | undefined;
  }[];
  readonly barriers: readonly { readonly id: string; readonly needs: readonly string[] }[];
}

/** Read the order of steps from their data alone. Needs that name nothing are left out; undefined where steps wait for each other in a circle. */
export function stepEvents({ steps, barriers }: Graph): StepEvents | undefined {
  const builder = new EventGraphBuilder();
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  const containers = new Set(steps.map(({ container }) => container));
  for (const { id } of [...steps, ...barriers]) {
    const start = builder.addEvent(false);
    const end = containers.has(id) ? builder.addEvent(false) : start;
    starts.set(id, start);
    ends.set(id, end);
  }
  const edge = (from: number | undefined, to: number | undefined): void => {
    if (from !== undefined && to !== undefined) builder.addEdge(from, to, -1);
  };
  for (const { id, needs } of [...steps, ...barriers])
    for (const need of needs) edge(ends.get(need), starts.get(id));
  for (const { id, container } of steps) {
    if (containers.has(id)) edge(starts.get(id), ends.get(id));
    if (container === undefined) continue;
    edge(starts.get(container), starts.get(id));
    edge(ends.get(id), ends.get(container));
  }
  const graph = builder.build();
  const order = topologicalOrder(graph);
  if (!order) return undefined;
  const position = new Int32Array(graph.size);
  order.forEach((event, at) => {
    position[event] = at;
  });
  return { graph, order, position, starts, ends };
}
