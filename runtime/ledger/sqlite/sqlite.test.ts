import { TemporaryFolder } from '../../testing/temporary-folder.js';
import { openLedger } from '../open.js';
import { describeLedger } from '../suite/describe-ledger.js';
import type { Place } from '../suite/place.js';

const create = { prefix: 't' };

async function onDisk(): Promise<Place> {
  const folder = new TemporaryFolder();
  return {
    address: folder.root,
    open: () => openLedger(folder.root, { create }),
    remove: () => folder.remove(),
  };
}

async function inMemory(): Promise<Place> {
  return { address: undefined, open: () => openLedger(':memory:', { create }), remove: () => undefined };
}

describeLedger('SQLite, in a file', onDisk, { isShared: true });
describeLedger('SQLite, in memory', inMemory, { isShared: false });
