import type { Cooking } from '../expand/cooking.js';
import type { Node } from '../expand/region.js';

/** The tree of steps and regions as plain data, for `--emit`: what stands, where, and what it waits for. */
export function describeTree({ roots }: Cooking): unknown {
  return roots.map(describe);
}

function describe(node: Node): object {
  const needs = node.needs.map((need) => ('node' in need ? { node: need.node.id } : need.name));
  return {
    id: node.id,
    kind: node.kind === 'region' ? node.role : node.members.length > 0 ? 'container' : 'step',
    ...(needs.length > 0 && { needs }),
    ...(node.removed && { removed: true }),
    ...(node.members.length > 0 && { members: node.members.map(describe) }),
  };
}
