import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { isBlocking } from '../step/wait.js';
import { laneOf } from './territory.js';

/** The steps that come directly before one: what it waits for, or what it is in does; barriers and containers do no work. */
export function stepsBefore(view: View, step: Node): Node[] {
  const found = new Map<number, Node>();
  const queue = [...needsOf(view, step)];
  for (let at: number | null = step.parent; at !== null && at !== step.molecule; ) {
    const parent: Node | undefined = view.node(at);
    if (parent) queue.push(...needsOf(view, parent));
    at = parent?.parent ?? null;
  }
  const seen = new Set(queue);
  for (const n of queue) {
    const node = view.node(n);
    if (!node) continue;
    if (node.kind === 'work' || node.kind === 'gate') found.set(n, node);
    const inside = node.kind === 'barrier' ? needsOf(view, node) : view.children(n).map((child) => child.n);
    for (const next of inside) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return [...found.values()].sort((a, b) => a.n - b.n);
}

/** The other lanes of a molecule whose work comes together in a step, by those before it. */
export function lanesBefore(view: View, step: Node, own: Lane): Lane[] {
  const lanes = stepsBefore(view, step).flatMap((node) => laneOf(view, node) ?? []);
  const others = new Map(
    lanes.filter(({ n, root }) => n !== own.n && root === own.root).map((lane) => [lane.n, lane]),
  );
  return [...others.values()];
}

const needsOf = (view: View, { n }: Node): number[] =>
  view.edgesFrom(n).flatMap(({ type, to }) => (isBlocking(type) ? [to] : []));
