import { stepEvents } from '../../../compiler/diff/events.js';
import type { LiveMolecule } from './live.js';

/** Steps in the order in which they can be done, by how soon they can start. */
export interface Waves {
  /** Ids of steps (`LiveStep.step`): each after what it waits for. */
  readonly order: readonly string[];
  readonly waves: readonly (readonly string[])[];
}

/**
 * The order of a molecule as it is now, with what was bonded to it. A container starts with the first of what is in it,
 * and takes no time of its own. Undefined when its steps wait for each other in a circle, which no operator makes.
 */
export function wavesOf({ steps, barriers }: Pick<LiveMolecule, 'steps' | 'barriers'>): Waves | undefined {
  const events = stepEvents({ steps: steps.map(({ step, ...rest }) => ({ ...rest, id: step })), barriers });
  if (!events) return undefined;
  const { graph, order, starts, ends } = events;
  const takesTime = new Uint8Array(graph.size);
  for (const { step } of steps) {
    const [start, end] = [starts.get(step), ends.get(step)];
    if (start !== undefined && start === end) takesTime[start] = 1;
  }
  const level = new Int32Array(graph.size);
  for (const event of order) {
    const { offsets, events: before } = graph.predecessors;
    for (let at = offsets[event] ?? 0; at < (offsets[event + 1] ?? 0); at++) {
      const need = before[at] ?? 0;
      level[event] = Math.max(level[event] ?? 0, (level[need] ?? 0) + (takesTime[need] ?? 0));
    }
  }
  const placed = steps
    .map(({ step }) => {
      const start = starts.get(step) ?? 0;
      return { step, position: events.position[start] ?? 0, level: level[start] ?? 0 };
    })
    .sort((a, b) => a.position - b.position);
  const waves: string[][] = [];
  for (const { step, level: wave } of placed) {
    while (waves.length <= wave) waves.push([]);
    waves[wave]?.push(step);
  }
  return { order: placed.map(({ step }) => step), waves };
}
