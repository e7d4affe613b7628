import { type BeadRow, isOpen, type Node, type Outcome } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** The type of its bead. */
export const CONVOY = 'convoy';

/**
 * Whether a node is a convoy: a bead that nobody works on, which tracks others and ends when all of them have. It is a
 * container of its own, so that it is never ready.
 */
export const isConvoy = (view: View, { n, kind, molecule }: Pick<Node, 'n' | 'kind' | 'molecule'>): boolean =>
  kind === 'container' && molecule === null && view.bead(n)?.type === CONVOY;

/** What a convoy tracks, in the order in which it came to be. */
export const trackedBy = (view: View, n: number): Node[] =>
  view.edgesFrom(n).flatMap(({ type, to }) => (type === 'tracks' ? (view.node(to) ?? []) : []));

type Ended = Pick<Node, 'outcome' | 'onFail'>;

/** How a convoy ends whose parts have: as a container whose children have closed like that. */
export function foldParts(parts: readonly Ended[]): Outcome {
  const isFailed = ({ outcome, onFail }: Ended): boolean => outcome === 'fail' && onFail !== 'continue';
  if (parts.some(isFailed)) return 'fail';
  if (parts.some(({ outcome }) => outcome === 'cancelled')) return 'cancelled';
  return parts.length > 0 && parts.every(({ outcome }) => outcome === 'skipped') ? 'skipped' : 'pass';
}

/** Whom a convoy tells when it lands: identities such as `mayor/`, and `human`. */
export function notifiedBy({ metadata }: Pick<BeadRow, 'metadata'>): string[] {
  const said = metadata?.['notify'];
  return Array.isArray(said) ? said.filter((each) => typeof each === 'string') : [];
}

/** Convoys, the oldest first. */
export const convoysIn = (view: View, { closed }: { readonly closed: boolean }): BeadRow[] =>
  view
    .beads({ types: [CONVOY], ephemeral: 'include' })
    .filter((bead) => (closed || isOpen(bead)) && isConvoy(view, bead));
