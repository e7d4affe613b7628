import type { Protomolecule } from '../emit/protomolecule.js';
import { end, type Order, orderIn, start } from './expected-order.js';

/** The order that a protomolecule gives to whoever knows nothing but its data. */
export function orderOf({ steps, barriers }: Protomolecule): Order {
  const edges = new Map<string, Set<string>>();
  const edge = (from: string, to: string): void => {
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  };
  const containers = new Set(steps.map(({ container }) => container));
  for (const { id, container } of steps) {
    edge(start(id), end(id));
    if (!containers.has(id)) edge(end(id), start(id));
    if (container === undefined) continue;
    edge(start(container), start(id));
    edge(end(id), end(container));
  }
  for (const { id } of barriers) {
    edge(start(id), end(id));
    edge(end(id), start(id));
  }
  for (const { id, needs } of [...steps, ...barriers]) for (const need of needs) edge(end(need), start(id));
  return orderIn(
    edges,
    steps.map(({ id }) => id),
  );
}
