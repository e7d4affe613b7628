import { suggest } from '../../compiler/diagnostics/suggest.js';
import { fail } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { prefixOf } from './prefix.js';

/** Ids that an error names. */
const MAX_NAMED = 5;

/** Ids that are looked through for one like a word that is none. */
const MAX_COMPARED = 200;

/**
 * The bead that `text` means: its id, its id without the prefix, or a part of it that no other id has. Throws GT8101
 * when there is none, GT8102 when there are several, GT8103 when it is gone.
 */
export function resolveBead(view: View, text: string): BeadRow {
  const bead = view.bead(resolveNumber(view, text));
  if (!bead) throw new Error(`${text} has a number and no bead`);
  return bead;
}

/** As `resolveBead`; only its number is read. */
export function resolveNumber(view: View, text: string): number {
  for (const id of spellings(view, text)) {
    const n = view.numberOf(id);
    if (n !== undefined) return n;
  }
  for (const id of spellings(view, text)) {
    const tombstone = view.tombstone(id);
    if (tombstone) fail('GT8103', { id, digest: tombstone.digest });
  }
  const ids = text === '' ? [] : view.idsLike(text.toLowerCase(), MAX_NAMED + 1);
  const [only] = ids;
  if (only === undefined) return fail('GT8101', { id: text, near: nearIds(view, text) });
  if (ids.length > 1)
    return fail('GT8102', { part: text, ids: ids.slice(0, MAX_NAMED), more: ids.length > MAX_NAMED });
  const n = view.numberOf(only);
  if (n === undefined) throw new Error(`${only} is among the ids and has no number`);
  return n;
}

/** The whole ids that `text` can be: as it is, or what stands behind the prefix, or behind that of a molecule or a convoy. */
function spellings(view: View, text: string): string[] {
  const prefix = prefixOf(view);
  return [
    text,
    `${prefix}-${text}`,
    `${prefix}-mol-${text}`,
    `${prefix}-wisp-${text}`,
    `${prefix}-cv-${text}`,
  ];
}

/** Ids much like one that is not there: those that have a part of it. */
function nearIds(view: View, text: string): string[] {
  const prefix = `${prefixOf(view)}-`;
  const rest = (text.startsWith(prefix) ? text.slice(prefix.length) : text).toLowerCase();
  const middle = Math.ceil(rest.length / 2);
  const steps = rest.lastIndexOf('.') + 1;
  const parts = [rest.slice(0, steps), rest.slice(0, middle), rest.slice(middle)].filter(
    ({ length }) => length > 0,
  );
  const ids = new Set(parts.flatMap((part) => view.idsLike(part, MAX_COMPARED)));
  return suggest(prefix + rest, ids);
}
