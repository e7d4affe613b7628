import type { Node, Step } from '../expand/region.js';

/** Every step that ever stood in the tree under `nodes`, those that something has replaced included. */
export function* plantedSteps(nodes: readonly Node[]): Generator<Step> {
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    const step = node.kind === 'step' ? node : node.replaced;
    if (step) yield step;
    for (let at = node.members.length - 1; at >= 0; at--) pending.push(node.members[at] as Node);
  }
}
