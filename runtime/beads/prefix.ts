import type { View } from '../ledger/contract.js';

/** What stands before the hash in every id of a ledger. */
export function prefixOf(view: View): string {
  const prefix = view.setting('prefix');
  if (prefix === undefined) throw new Error('a ledger has no prefix');
  return prefix;
}
