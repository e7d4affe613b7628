import type { View } from '../ledger/contract.js';

/**
 * Whether the work of that id is over, so that a worktree of that name is nobody's: no lane has it, and it has closed, or it is
 * gone with something that has, as a part of a molecule that was squashed. What this ledger has never heard of is somebody else's.
 */
export function isLeftBehind(view: View, id: string, lanes: ReadonlySet<string>): boolean {
  if (lanes.has(id)) return false;
  for (let at = id; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const n = view.numberOf(at);
    if (n !== undefined) return view.node(n)?.state === 'closed';
  }
  return false;
}

/** The ids of all lanes. */
export const laneIds = (view: View): Set<string> =>
  new Set(view.lanes({}).flatMap(({ n }) => view.idOf(n) ?? []));
