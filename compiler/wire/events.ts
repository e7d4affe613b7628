import type { Cooking } from '../expand/cooking.js';
import type { Need, Node, Step } from '../expand/region.js';
import { type EventGraph, EventGraphBuilder } from './event-graph.js';
import { isInside, resolveNeed, resolveSpawner, type Spawner } from './references.js';

/**
 * The tree of steps and regions as events that wait for each other.
 *
 * A step is one event. A container and a region are two, start and end: who needs them waits for the end,
 * their own needs hold the start. A member waits for the start when it needs nothing inside (it is an
 * entry); the end waits for the members that nothing inside needs (the exits). Events that no step stands
 * for are virtual, those of removed steps too; splicing them out later hands their order on to their
 * neighbours. So no edge can be lost, whatever was replaced, wrapped or removed.
 */
export interface Wiring {
  readonly graph: EventGraph;
  /** By event: whose it is. */
  readonly nodes: readonly Node[];
  /** By note of an edge: the need that made it. */
  readonly needs: readonly Need[];
  /** By event: 1 for what takes no time of its own, all but steps that are worked on. */
  readonly weightless: Uint8Array;
  readonly startOf: (node: Node) => number;
  readonly endOf: (node: Node) => number;
  /** By the step that says `waits_for`; a spawner that a condition removed spawns nothing to wait for. */
  readonly spawners: ReadonlyMap<Step, Spawner>;
}

export function wire(cooking: Cooking): Wiring {
  const builder = new EventGraphBuilder();
  const nodes: Node[] = [];
  const weightless: number[] = [];
  const starts = new Map<Node, number>();
  const ends = new Map<Node, number>();
  const startOf = (node: Node): number => starts.get(node) as number;
  const endOf = (node: Node): number => ends.get(node) ?? startOf(node);

  const event = (node: Node, isStep: boolean): number => {
    nodes.push(node);
    weightless.push(isStep && node.members.length === 0 && !node.removed ? 0 : 1);
    return builder.addEvent(node.removed || !isStep);
  };
  const number = (list: readonly Node[]): void => {
    for (const node of list) {
      const isStep = node.kind === 'step';
      starts.set(node, event(node, isStep));
      if (isStep && node.members.length === 0) continue;
      number(node.members);
      ends.set(node, event(node, isStep));
    }
  };
  number(cooking.roots);

  const needs: Need[] = [];
  const spawners = new Map<Step, Spawner>();
  const isEntry = new Uint8Array(nodes.length).fill(1);
  const isExit = new Uint8Array(nodes.length).fill(1);

  const wait = (node: Node, target: Node, need: Need): void => {
    builder.addEdge(endOf(target), startOf(node), needs.push(need) - 1);
    if (node.inside && isInside(target, node.inside)) isEntry[startOf(node)] = 0;
    if (target.inside && isInside(node, target.inside)) isExit[startOf(target)] = 0;
  };
  const connect = (list: readonly Node[]): void => {
    for (const node of list) {
      for (const need of node.needs) {
        const target = resolveNeed(need, node, cooking);
        if (target) wait(ownerOf(node, target), target, need);
      }
      const step = node.kind === 'step' ? node : node.replaced;
      const spawner = step && resolveSpawner(step, node, cooking);
      if (spawner) {
        wait(node, spawner.node, spawner.need);
        if (!spawner.node.removed) spawners.set(step, spawner);
      }
      connect(node.members);
    }
  };
  connect(cooking.roots);

  const enclose = (list: readonly Node[]): void => {
    for (const node of list) {
      if (!ends.has(node)) continue;
      for (const member of node.members) {
        if (isEntry[startOf(member)] === 1) builder.addEdge(startOf(node), startOf(member), -1);
        if (isExit[startOf(member)] === 1) builder.addEdge(endOf(member), endOf(node), -1);
      }
      if (node.members.length === 0) builder.addEdge(startOf(node), endOf(node), -1);
      enclose(node.members);
    }
  };
  enclose(cooking.roots);

  return {
    graph: builder.build(),
    nodes,
    needs,
    weightless: Uint8Array.from(weightless),
    startOf,
    endOf,
    spawners,
  };
}

/**
 * Who a need is of: advice took over the needs of the step that it was put around, and one of those may be
 * about what the advice inserted. That one has stayed with the step.
 */
function ownerOf(node: Node, target: Node): Node {
  let at = node;
  while (at.kind === 'region' && at.role === 'advice' && at.core && isInside(target, at)) at = at.core;
  return at;
}
