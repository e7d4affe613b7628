import type { Cooking } from '../expand/cooking.js';
import { type Node, type Step, stepsOf } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';
import { checkCycles } from './check-cycles.js';
import { contract } from './contract.js';
import { topologicalOrder } from './topological.js';
import { waves } from './waves.js';

/** The checked graph: the steps that are left, in order, each with what it waits for. */
export interface Schedule {
  readonly steps: readonly { readonly step: Step; readonly needs: readonly string[] }[];
  readonly barriers: readonly { readonly id: string; readonly needs: readonly string[] }[];
  /** Ids by wave. */
  readonly waves: readonly (readonly string[])[];
  readonly criticalPath: readonly string[];
}

/**
 * Order the events and splice out those that no step stands for. Cycles are reported; what comes back
 * then has the steps in the order of the source, for what else is to be said of them.
 */
export function schedule(wiring: Wiring, cooking: Cooking): Schedule {
  const { graph, nodes, startOf } = wiring;
  const order = topologicalOrder(graph);
  if (!order) {
    checkCycles(wiring, cooking);
    const steps = [...stepsOf(cooking.roots)]
      .filter((step) => !step.removed)
      .map((step) => ({ step, needs: [] }));
    return { steps, barriers: [], waves: [], criticalPath: [] };
  }
  const { needs, barriers } = contract(graph, order);
  const layers = waves({ ...graph, virtual: wiring.weightless }, order);

  const nameOf = (event: number): string => {
    const node = nodes[event] as Node;
    if (graph.virtual[event] === 0) return node.id;
    return `${node.id}${event === startOf(node) ? BARRIER_START : BARRIER_END}`;
  };
  /**
   * A container's start is an event that no id stands for. Inside the container everything waits for it
   * anyway; outside, waiting for the start is waiting for what the start waits for.
   */
  const idsOf = (events: readonly number[], waiting: Node): string[] => {
    const ids = new Set<string>();
    const seen = new Set<number>();
    const stack = [...events].reverse();
    for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
      const node = nodes[event] as Node;
      const isStart = graph.virtual[event] === 0 && node.members.length > 0 && event === startOf(node);
      if (!isStart) ids.add(nameOf(event));
      else if (!isWithin(waiting, node) && !seen.has(event)) {
        seen.add(event);
        stack.push(...[...(needs[event] as readonly number[])].reverse());
      }
    }
    return [...ids];
  };

  const steps: { step: Step; needs: string[] }[] = [];
  const byWave: string[][] = [];
  for (const event of order) {
    const node = nodes[event] as Node;
    if (graph.virtual[event] === 1 || node.kind !== 'step' || event !== startOf(node)) continue;
    steps.push({ step: node, needs: idsOf(needs[event] as readonly number[], node) });
    const wave = layers.wave[event] as number;
    while (byWave.length <= wave) byWave.push([]);
    (byWave[wave] as string[]).push(node.id);
  }
  return {
    steps,
    barriers: barriers.map(({ event, needs: list }) => ({
      id: nameOf(event),
      needs: idsOf(list, nodes[event] as Node),
    })),
    waves: byWave,
    criticalPath: layers.criticalPath.map((event) => (nodes[event] as Node).id),
  };
}

/** No author's id has a `~`, so that a barrier's never meets one. */
const BARRIER_START = '~start';
const BARRIER_END = '~end';

function isWithin(node: Node, container: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.inside) if (at === container) return true;
  return false;
}
