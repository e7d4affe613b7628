import { DirectedGraph } from 'graphology';

export interface StepNode {
  readonly id: string;
  readonly kind: 'step' | 'barrier';
  readonly container?: string | undefined;
}

export interface WaitEdge {
  /** `need`: written or woven; `container`: a container closes when what is in it has closed. */
  readonly kind: 'need' | 'container';
}

export type StepGraph = DirectedGraph<StepNode, WaitEdge>;

interface Step {
  readonly id: string;
  readonly needs: readonly string[];
  readonly container?: string | undefined;
}

interface Barrier {
  readonly id: string;
  readonly needs: readonly string[];
}

/**
 * The key of a step or barrier in a `StepGraph`. It is never the bare id: graphology keeps neighbours in
 * plain objects and refuses `constructor`, `toString` and their like as keys.
 */
export function nodeKey(id: string): string {
  return `id:${id}`;
}

/**
 * The steps as a graphology graph, for the algorithms of its ecosystem. An edge goes from what is waited
 * for to what waits, so that graphology-dag's orders are orders of execution. Nodes stand in the order of
 * `steps`, barriers last. A need that names neither a step nor a barrier makes no edge.
 *
 * A container that its children name among their needs stands for its start; any other stands for its end
 * and gets an edge from each child.
 *
 * Never call graphology-dag's `willCreateCycle` on it: its cost is exponential in the number of diamonds.
 */
export function toDirectedGraph(steps: readonly Step[], barriers: readonly Barrier[]): StepGraph {
  const graph: StepGraph = new DirectedGraph<StepNode, WaitEdge>();
  for (const { id, container } of steps) graph.mergeNode(nodeKey(id), { id, kind: 'step', container });
  for (const { id } of barriers) graph.mergeNode(nodeKey(id), { id, kind: 'barrier' });
  for (const waiting of [...steps, ...barriers]) {
    for (const need of waiting.needs) connect(graph, need, waiting.id, 'need');
  }
  const starts = new Set<string>();
  for (const { needs, container } of steps) {
    if (container !== undefined && needs.includes(container)) starts.add(container);
  }
  for (const { id, container } of steps) {
    if (container !== undefined && !starts.has(container)) connect(graph, id, container, 'container');
  }
  return graph;
}

function connect(graph: StepGraph, from: string, to: string, kind: WaitEdge['kind']): void {
  const source = nodeKey(from);
  const target = nodeKey(to);
  if (!graph.hasNode(source) || !graph.hasNode(target) || graph.hasEdge(source, target)) return;
  graph.mergeEdge(source, target, { kind });
}
