import { resolveBead } from '../beads/resolve.js';
import { fail } from '../failure/failure.js';
import { type BeadRow, isOpen } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { convoysIn, isConvoy } from './convoy.js';

/** The open convoy of that name. Throws GT8923 when there are several. */
export function openConvoy(view: View, name: string): BeadRow | undefined {
  const [found, ...more] = convoysIn(view, { closed: false }).filter(({ title }) => title === name);
  if (found && more.length > 0) fail('GT8923', { name, ids: [found, ...more].map(({ id }) => id) });
  return found;
}

/**
 * The convoy that `text` means: by its id; else by its name, an open one before the newest that has closed; else by a part of
 * its id. Throws GT8101, GT8102, GT8103, and GT8922 for any other bead.
 */
export function resolveConvoy(view: View, text: string): BeadRow {
  const exact = view.beadById(text);
  if (exact && isConvoy(view, exact)) return exact;
  const named = exact ? undefined : byName(view, text);
  const bead = named ?? exact ?? resolveBead(view, text);
  return isConvoy(view, bead) ? bead : fail('GT8922', { id: bead.id });
}

const byName = (view: View, name: string): BeadRow | undefined =>
  openConvoy(view, name) ??
  convoysIn(view, { closed: true })
    .filter((bead) => !isOpen(bead) && bead.title === name)
    .at(-1);
