import type { ProtoGate } from '../../compiler/emit/protomolecule.js';
import type { BeadRow, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { hasBegun, isSatisfied } from '../ready/blockers.js';

/** One thing that a bead waits for. */
export type Waiting =
  /** That bead has to end; `as` is the type of the dependency. */
  | { readonly for: 'bead'; readonly bead: BeadRow; readonly as: string }
  /** The bead that it is in has not begun. */
  | { readonly for: 'parent'; readonly bead: BeadRow }
  /** So many beads in it have not ended. */
  | { readonly for: 'children'; readonly open: number }
  | { readonly for: 'gate'; readonly gate: ProtoGate; readonly finding: string | null }
  | { readonly for: 'hold'; readonly hold: NonNullable<Node['hold']> }
  | { readonly for: 'time'; readonly at: number | null };

/** What a bead that cannot be claimed waits for; nothing for one that can be. */
export function waitingFor(view: View, bead: BeadRow): Waiting[] {
  switch (bead.state) {
    case 'blocked':
      return [...needsOf(view, bead), ...familyOf(view, bead)];
    case 'gated':
      return view
        .gates(bead.n)
        .filter(({ state }) => state === 'armed')
        .map(({ gate, finding }) => ({ for: 'gate', gate, finding }));
    case 'held':
      return [{ for: 'hold', hold: bead.hold ?? 'paused' }];
    case 'deferred':
    case 'backoff':
      return [{ for: 'time', at: bead.wakeAt }, ...needsOf(view, bead), ...familyOf(view, bead)];
    default:
      return [];
  }
}

/** The needs of a node that hold it back; in the place of a barrier stand those of the barrier. */
function needsOf(view: View, node: Node, seen = new Set<number>()): Waiting[] {
  return view.edgesFrom(node.n).flatMap((edge): Waiting[] => {
    if (isSatisfied(view, edge, node.runIf) || seen.has(edge.to)) return [];
    seen.add(edge.to);
    const bead = view.bead(edge.to);
    if (bead) return [{ for: 'bead', bead, as: edge.type }];
    const barrier = view.node(edge.to);
    return barrier ? needsOf(view, barrier, seen) : [];
  });
}

function familyOf(view: View, bead: BeadRow): Waiting[] {
  const parent = bead.parent === null ? undefined : view.bead(bead.parent);
  const inside: Waiting[] = parent && !hasBegun(parent) ? [{ for: 'parent', bead: parent }] : [];
  if (bead.openChildren > 0) inside.push({ for: 'children', open: bead.openChildren });
  return inside;
}
