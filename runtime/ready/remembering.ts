import type { Edge, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** A view that reads each node once. Who changes a node tells it. */
export interface Remembering extends View {
  moved(node: Node): void;
}

/** For work that looks at many nodes many times, and at the whole of a ledger: reading a row takes as long as a hundred steps of it. */
export function remembering(view: View): Remembering {
  const nodes = new Map<number, Node | undefined>();
  const families = new Map<number, readonly number[]>();
  const edges = new Map<number, Edge[]>();
  const node = (n: number): Node | undefined => {
    if (!nodes.has(n)) nodes.set(n, view.node(n));
    return nodes.get(n);
  };
  return {
    ...view,
    node,
    children: (parent) => {
      const known = families.get(parent);
      if (known) return known.flatMap((n) => node(n) ?? []);
      const children = view.children(parent).map((child) => nodes.get(child.n) ?? child);
      for (const child of children) nodes.set(child.n, child);
      families.set(
        parent,
        children.map(({ n }) => n),
      );
      return children;
    },
    edgesFrom: (n) => {
      const known = edges.get(n) ?? view.edgesFrom(n);
      edges.set(n, known);
      return known;
    },
    moved: (next) => void nodes.set(next.n, next),
  };
}
