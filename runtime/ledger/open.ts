import { join } from 'node:path';
import { fail } from '../failure/failure.js';
import { standsAt } from '../formulas/file-failure.js';
import type { Ledger, Timing } from './contract.js';
import type { DriverName } from './sqlite/driver.js';
import type { Creation } from './sqlite/migrate.js';

/** The file of a ledger, in its folder. */
export const LEDGER_FILE = 'beads.db';

export interface OpenOptions {
  /** Begin a ledger where there is none. One in memory always begins; its prefix is `gt` when none is given. */
  readonly create?: Creation | undefined;
  readonly timing?: Partial<Timing> | undefined;
  /**
   * Called before and after each statement of a write that changes something, and around its commit, with such as
   * `insert nodes:before`. What reads changes nothing, and is not told of.
   */
  readonly probe?: ((point: string) => void) | undefined;
  /** How many pages of 4096 bytes the file may have, and is as on a full disk then; without it, what the disk has. */
  readonly maxPages?: number | undefined;
  /** Which SQLite, where there is a choice. */
  readonly driver?: DriverName | undefined;
}

/** Milliseconds that a write waits for other processes. */
const BUSY = 10_000;
/** Milliseconds for which writes are taken into one commit. */
const TOGETHER = 10;

/**
 * Open the ledger in `folder`, which is usually a `.beads`, or one in memory that is gone when it is closed. Its schema is
 * brought up to date. Rejects with a RuntimeFailure GT80xx; whatever is there is then as it was.
 */
export async function openLedger(folder: string, options: OpenOptions = {}): Promise<Ledger> {
  const isMemory = folder === ':memory:';
  const path = isMemory ? folder : join(folder, LEDGER_FILE);
  const create = options.create ?? (isMemory ? { prefix: 'gt' } : undefined);
  if (!create && !standsAt(path)) fail('GT8009', { folder });
  // Nothing of SQLite is loaded before somebody wants a ledger.
  const [{ loadDriver }, { openFile }] = await Promise.all([
    import('./sqlite/driver.js'),
    import('./sqlite/open-file.js'),
  ]);
  return openFile(path, await loadDriver(options.driver), {
    timing: { busy: BUSY, together: TOGETHER, ...options.timing },
    probe: options.probe,
    maxPages: options.maxPages,
    create,
  });
}
