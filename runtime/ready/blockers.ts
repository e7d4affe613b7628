import { BLOCKING, type Edge, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** Whether what is inside of `parent` may begin (spec: STEP-10); a bead that holds others by itself lets them begin when it could. */
export const hasBegun = (parent: Pick<Node, 'kind' | 'state' | 'blockers'>): boolean =>
  parent.state === 'closed' ||
  (parent.kind === 'container' ? parent.state === 'running' : parent.blockers === 0);

/** Whether the end of `target` lets one go on that waits for it with an edge of that type (spec: STEP-6, STEP-7). */
export function letsGo(target: Node, type: 'blocks' | 'conditional-blocks', runIf: Node['runIf']): boolean {
  if (target.state !== 'closed') return false;
  if (type === 'conditional-blocks' || runIf !== 'passed' || target.byHand) return true;
  if (target.outcome === 'fail') return target.onFail === 'continue';
  return target.outcome !== 'cancelled';
}

const isBlocking = ({ type }: Edge): boolean => (BLOCKING as readonly string[]).includes(type);

/** Whether all that a step spawns is there and done (spec: STEP-13). */
function isJoined(view: View, spawner: Node, join: Edge['join']): boolean {
  if (view.spawning(spawner.n) === undefined && spawner.openChildren === 0) return true;
  return join === 'any' && view.outcomesOf(spawner.n).pass > 0;
}

/** Whether `edge` no longer holds back the node that it is from. */
export function isSatisfied(view: View, edge: Edge, runIf: Node['runIf']): boolean {
  const target = view.node(edge.to);
  // What is gone holds nobody: its edges go with it.
  if (!target) return true;
  switch (edge.type) {
    case 'blocks':
    case 'conditional-blocks':
      return letsGo(target, edge.type, runIf);
    case 'waits-for':
      return letsGo(target, 'blocks', runIf) && isJoined(view, target, edge.join);
    default:
      return true;
  }
}

/** What a node waits for, counted from its edges and its parent. `untold`: what has ended and will yet let go whom it lets go. */
export function countBlockers(view: View, node: Node, untold?: ReadonlySet<number>): number {
  const isBlocker = (edge: Edge): boolean =>
    !isSatisfied(view, edge, node.runIf) || (untold?.has(edge.to) === true && isBlocking(edge));
  let count = view.edgesFrom(node.n).filter(isBlocker).length;
  if (node.parent !== null) {
    const parent = view.node(node.parent);
    if (parent && !hasBegun(parent)) count += 1;
  }
  return count;
}
