import { afterEach, beforeEach } from 'vitest';
import type { Ledger } from '../contract.js';

/** Where a new, empty ledger is, whose ids begin with `t`. */
export interface Place {
  /** What `openLedger` takes, in this process or another; undefined for one that has no address. */
  readonly address: string | undefined;
  /** Each call connects anew to the same ledger. */
  readonly open: () => Promise<Ledger>;
  readonly remove: () => void;
}

/** Makes a place. */
export type NewPlace = () => Promise<Place>;

/** A ledger of its own for each test of a `describe`. */
export function eachWithLedger(make: NewPlace): { readonly place: Place; readonly ledger: Ledger } {
  let place: Place | undefined;
  let ledger: Ledger | undefined;
  beforeEach(async () => {
    place = await make();
    ledger = await place.open();
  });
  afterEach(() => {
    ledger?.close();
    place?.remove();
  });
  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('there is a ledger in tests only');
    return value;
  };
  return {
    get place() {
      return present(place);
    },
    get ledger() {
      return present(ledger);
    },
  };
}
