import type { Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** Whether a node still runs in a molecule that is cancelled: it, or what it is in, always runs (spec: STEP-7). */
export function isCleanUp(view: View, node: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent === null ? undefined : view.node(at.parent))
    if (at.runIf === 'always') return true;
  return false;
}
