import type { Cooking } from '../expand/cooking.js';
import { type Node, type Step, stepsOf } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';
import { checkCycles } from './check-cycles.js';
import { contract } from './contract.js';
import { NeedIds } from './need-ids.js';
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
  const ids = new NeedIds(wiring, order, contract(graph, order));
  const layers = waves({ ...graph, virtual: wiring.weightless }, order);
  const steps: { step: Step; needs: readonly string[] }[] = [];
  const byWave: string[][] = [];
  for (const event of order) {
    const node = nodes[event] as Node;
    if (graph.virtual[event] === 1 || node.kind !== 'step' || event !== startOf(node)) continue;
    steps.push({ step: node, needs: ids.of(event) });
    const wave = layers.wave[event] as number;
    while (byWave.length <= wave) byWave.push([]);
    (byWave[wave] as string[]).push(node.id);
  }
  return {
    steps,
    barriers: ids.barriers,
    waves: byWave,
    criticalPath: layers.criticalPath.map((event) => (nodes[event] as Node).id),
  };
}
