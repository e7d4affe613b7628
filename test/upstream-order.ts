import type { Protomolecule } from '../compiler/emit/protomolecule.js';

/** What the Go compiler makes of a formula. */
export interface UpstreamStep {
  readonly id: string;
  readonly needs: readonly string[];
  readonly parent?: string;
}

/**
 * Where `ours` differs from upstream's steps in what the two must share: the ids, and every order that
 * upstream has. A step is two events, its start and its end. Upstream's order is made of: a step starts after
 * what it needs has ended; a child starts after what its parent needs has ended, and ends before its parent.
 * Ours may have more. It is enough to look for upstream's own edges: what follows from them follows in ours.
 */
export function disagreements(upstream: readonly UpstreamStep[], ours: Protomolecule): string[] {
  const found: string[] = [];
  const known = new Set(ours.steps.map(({ id }) => id));
  const theirs = new Set(upstream.map(({ id }) => id));
  for (const id of theirs) if (!known.has(id)) found.push(`${id} is missing`);
  for (const id of known) if (!theirs.has(id)) found.push(`${id} is not upstream's`);
  if (found.length > 0) return found;

  const reach = new Reachability(ours);
  const check = (before: string, after: string, what: string): void => {
    if (!reach.has(before, after)) found.push(what);
  };
  for (const { id, needs, parent } of upstream) {
    for (const need of needs) check(end(need), start(id), `${id} does not wait for ${need}`);
    if (parent === undefined) continue;
    check(start(parent), start(id), `${id} does not wait for the start of ${parent}`);
    check(end(id), end(parent), `${parent} does not wait for ${id}, which is in it`);
  }
  return found;
}

const start = (id: string): string => `start of ${id}`;
const end = (id: string): string => `end of ${id}`;

/** The events of a protomolecule, barriers and containers included, and which of them come before which. */
class Reachability {
  readonly #after = new Map<string, string[]>();

  constructor({ steps, barriers }: Protomolecule) {
    const isBarrier = new Set(barriers.map(({ id }) => id));
    const wait = (before: string, after: string): void => {
      const list = this.#after.get(before) ?? [];
      list.push(after);
      this.#after.set(before, list);
    };
    for (const { id, needs } of [...steps, ...barriers]) {
      wait(start(id), end(id));
      for (const need of needs) wait(end(need), start(id));
    }
    for (const { id, container } of steps) {
      if (container === undefined) continue;
      if (isBarrier.has(container)) throw new Error(`${id} is inside the barrier ${container}`);
      wait(start(container), start(id));
      wait(end(id), end(container));
    }
  }

  has(before: string, after: string): boolean {
    const seen = new Set([before]);
    for (const at of seen) {
      if (at === after) return true;
      for (const next of this.#after.get(at) ?? []) seen.add(next);
    }
    return false;
  }
}
