import type { Protomolecule } from '../emit/protomolecule.js';
import { MAX_PLAIN_NEEDS } from '../limits.js';

/**
 * By step: the steps it waits for, with what every barrier waits for in the barrier's place. Undefined when
 * that would be more than MAX_PLAIN_NEEDS.
 */
export function plainNeeds({
  steps,
  barriers,
}: Protomolecule): ReadonlyMap<string, readonly string[]> | undefined {
  const behind = new Map<string, readonly string[]>();
  let count = 0;
  const plain = (needs: readonly string[]): readonly string[] => {
    if (!needs.some((need) => behind.has(need))) return needs;
    const all = new Set<string>();
    for (const need of needs) for (const each of behind.get(need) ?? [need]) all.add(each);
    count += all.size;
    return [...all];
  };
  // They are in topological order.
  for (const { id, needs } of barriers) {
    behind.set(id, plain(needs));
    if (count > MAX_PLAIN_NEEDS) return undefined;
  }
  const found = new Map<string, readonly string[]>();
  for (const { id, needs } of steps) {
    found.set(id, plain(needs));
    if (count > MAX_PLAIN_NEEDS) return undefined;
  }
  return found;
}
