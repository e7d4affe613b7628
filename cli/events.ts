import type { EventQuery, Ledger, View } from '../runtime/ledger/contract.js';
import type { LedgerEvent } from '../runtime/ledger/event.js';

/** Which events. */
export interface Wanted {
  readonly query: Pick<EventQuery, 'molecule' | 'subject' | 'types'>;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Events that are read at once. */
const PAGE = 1_000;

/** All after one, page by page; gives the last that was looked at. */
export async function allOf(
  ledger: Ledger,
  { query, since }: Wanted,
  after: number,
  tell: (events: readonly LedgerEvent[]) => void,
): Promise<number> {
  for (let seen = after; ; ) {
    const start = seen;
    const { page, newest } = await ledger.read((view) => ({
      page: view.events({ ...query, after: start, limit: PAGE }),
      newest: newestOf(view),
    }));
    tell(page.filter(({ at }) => at >= since));
    // Behind a page that is not full nothing of that snapshot is left.
    if (page.length < PAGE) return Math.max(start, newest);
    seen = page.at(-1)?.seq ?? start;
  }
}

/** The newest, the last of them last; gives the newest of all. */
export async function lastOf(
  ledger: Ledger,
  { query, since }: Wanted,
  limit: number,
  tell: (events: readonly LedgerEvent[]) => void,
): Promise<number> {
  const { found, newest } = await ledger.read((view) => ({
    found: view.events({ ...query, newestFirst: true, limit }).filter(({ at }) => at >= since),
    newest: newestOf(view),
  }));
  tell(found.toReversed());
  return newest;
}

const newestOf = (view: View): number => view.events({ newestFirst: true, limit: 1 })[0]?.seq ?? 0;
