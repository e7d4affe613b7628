import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { isBlocking } from '../step/wait.js';

/**
 * What a convoy tracks in waves: each after all of it that it waits for, directly or through what is not tracked; a molecule
 * waits as any step in it does. Parts that wait for each other's steps, which is no circle of steps, are in the last wave
 * together.
 */
export function wavesOf<T extends Pick<Node, 'n'>>(view: View, parts: readonly T[]): T[][] {
  const owners = ownersOf(view, parts);
  const before = new Map(parts.map(({ n }) => [n, partsBefore(view, n, owners)]));
  const waves: T[][] = [];
  const placed = new Set<number>();
  let left = [...parts];
  while (left.length > 0) {
    const isFree = ({ n }: T): boolean => [...(before.get(n) ?? [])].every((each) => placed.has(each));
    const next = left.filter(isFree);
    const wave = next.length > 0 ? next : left;
    for (const { n } of wave) placed.add(n);
    left = left.filter(({ n }) => !placed.has(n));
    waves.push(wave);
  }
  return waves;
}

/** The part that a node is of: itself, or its molecule. What is tracked by itself is nobody else's. */
function ownersOf(view: View, parts: readonly Pick<Node, 'n'>[]): Map<number, number> {
  const owners = new Map<number, number>();
  for (const { n } of parts)
    for (const node of view.molecule(n) ? view.nodesOf(n) : []) owners.set(node.n, n);
  for (const { n } of parts) owners.set(n, n);
  return owners;
}

/** The other parts that come before one. */
function partsBefore(view: View, part: number, owners: ReadonlyMap<number, number>): Set<number> {
  const found = new Set<number>();
  const own = [...owners].filter(([, owner]) => owner === part).map(([n]) => n);
  const queue = [...own];
  const seen = new Set(queue);
  for (const n of queue) {
    for (const next of nodesBefore(view, n)) {
      const owner = owners.get(next);
      // Behind another part stands what that one waits for.
      if (owner !== undefined && owner !== part) found.add(owner);
      else if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return found;
}

/** What holds a node back: what it waits for, what is in it, and what holds that back which it is in. */
function* nodesBefore(view: View, n: number): Generator<number> {
  for (const { type, to } of view.edgesFrom(n)) if (isBlocking(type)) yield to;
  const node = view.node(n);
  if (node?.kind === 'work') for (const child of view.children(n)) yield child.n;
  for (let at = node?.parent; at != null; at = view.node(at)?.parent)
    for (const { type, to } of view.edgesFrom(at)) if (isBlocking(type)) yield to;
}
