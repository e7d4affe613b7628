import { join } from 'node:path';
import { fail } from '../failure/failure.js';
import { type Hold, holdFile, isHold } from '../ledger/hold.js';
import { TOWN_PATHS, type Town } from '../town/index.js';

const lockOf = ({ root }: Town): string => join(root, TOWN_PATHS.daemon, 'dispatcher.lock');

/** Be the one dispatcher of a town, until it is released or this process is gone. Rejects with GT8907 where there is one. */
export async function holdTown(town: Town): Promise<Hold> {
  const found = await holdFile(lockOf(town));
  return isHold(found) ? found : fail('GT8907', { pid: found.pid, town: town.name });
}

/** The process that dispatches for a town: undefined where there is none, its number undefined where nobody tells that. */
export async function dispatcherOfTown(
  town: Town,
): Promise<{ readonly pid: number | undefined } | undefined> {
  const found = await holdFile(lockOf(town));
  if (!isHold(found)) return found;
  found.release();
  return undefined;
}
