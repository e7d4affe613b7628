import type { BeadRow, Edge } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { hasBegun } from '../ready/blockers.js';
import { isBlocking } from '../step/wait.js';

/** A bead and what it waits for, or what waits for it. */
export interface Branch {
  readonly bead: BeadRow;
  /**
   * How the bead above is connected with it; undefined for the root. A bead waits for its children to end, and they
   * for it to begin.
   */
  readonly type: Edge['type'] | 'parent' | 'child' | undefined;
  /** What stands behind it is shown where it came first. */
  readonly isRepeated: boolean;
  /** There is more behind it than was asked for. */
  readonly isCut: boolean;
  readonly branches: readonly Branch[];
}

interface Link {
  readonly n: number;
  readonly type: Branch['type'];
}

interface Open {
  readonly bead: BeadRow;
  readonly type: Link['type'];
  isRepeated: boolean;
  isCut: boolean;
  readonly branches: Open[];
}

/**
 * What a bead waits for (`down`) or what waits for it (`up`), `depth` edges far. By breadth, so that each stands
 * where it is nearest to the root; each is looked at once. Barriers are seen through.
 */
export function dependencyTree(view: View, root: BeadRow, direction: 'down' | 'up', depth: number): Branch {
  const top: Open = { bead: root, type: undefined, isRepeated: false, isCut: false, branches: [] };
  const seen = new Set([root.n]);
  let level: readonly Open[] = [top];
  for (let at = 0; level.length > 0; at++) {
    const next: Open[] = [];
    for (const open of level) {
      const links = linksOf(view, open.bead.n, direction);
      if (at >= depth) {
        open.isCut = links.length > 0;
        continue;
      }
      for (const { n, type } of links) {
        const bead = view.bead(n);
        if (!bead) continue;
        const branch: Open = { bead, type, isRepeated: seen.has(n), isCut: false, branches: [] };
        open.branches.push(branch);
        if (seen.has(n)) continue;
        seen.add(n);
        next.push(branch);
      }
    }
    level = next;
  }
  return top;
}

function linksOf(view: View, n: number, direction: 'down' | 'up'): Link[] {
  const links = new Map<number, Link>();
  const add = (to: number, type: Link['type']): void => {
    if (!links.has(to)) links.set(to, { n: to, type });
  };
  const collect = (from: number, seen: Set<number>): void => {
    for (const edge of direction === 'down' ? view.edgesFrom(from) : view.edgesTo(from)) {
      if (!isBlocking(edge.type)) continue;
      const other = direction === 'down' ? edge.to : edge.from;
      if (view.idOf(other) !== undefined) add(other, edge.type);
      else if (!seen.has(other)) collect(other, seen.add(other));
    }
  };
  collect(n, new Set());
  const node = view.node(n);
  const parent = node?.parent == null ? undefined : view.node(node.parent);
  const addChildren = (): void => {
    for (const child of view.children(n)) add(child.n, 'child');
  };
  if (direction === 'down') {
    if (parent && !hasBegun(parent)) add(parent.n, 'parent');
    addChildren();
  } else {
    if (parent) add(parent.n, 'parent');
    if (node && !hasBegun(node)) addChildren();
  }
  return [...links.values()];
}
