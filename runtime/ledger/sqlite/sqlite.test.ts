import { TemporaryFolder } from '../../testing/temporary-folder.js';
import { openLedger } from '../open.js';
import { describeLedger } from '../suite/describe-ledger.js';
import type { Place } from '../suite/place.js';

const create = { prefix: 't' };
// However slow the machine is.
const timing = { together: 60_000 };

async function onDisk(): Promise<Place> {
  const folder = new TemporaryFolder();
  return {
    address: folder.root,
    open: () => openLedger(folder.root, { create, timing }),
    remove: () => folder.remove(),
  };
}

describeLedger('SQLite, in a file', onDisk, { isShared: true });
// One in memory: plans.test.ts.
