import type { Ledger } from '../ledger/contract.js';
import { Engine } from '../step/index.js';

/** When everything in these tests happens, so that two runs make the same. */
export const CLOCK = Date.UTC(2026, 0, 1);

export const engineOver = (ledger: Ledger, now: number): Engine =>
  new Engine(ledger, { clock: () => now, env: () => undefined, fileExists: () => undefined });
