import { readSync } from 'node:fs';
import { openLedger } from '../ledger/open.js';
import { closeByHand, Engine } from '../step/index.js';

// `<worker> <folder> <id>`: close a bead when standard input says so.

const [worker = '', folder = '', id = ''] = process.argv.slice(2);
const ledger = await openLedger(folder);
const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
process.stdout.write('ready\n');
readSync(0, Buffer.alloc(100));
await engine.change(worker, (turn) => {
  const bead = turn.tx.beadById(id);
  if (!bead) throw new Error(`there is no ${id}`);
  closeByHand(turn, bead, { outcome: 'pass' });
});
ledger.close();
