import { readSync } from 'node:fs';
import { openLedger } from '../ledger/open.js';
import { claimNext, Engine, report } from '../step/index.js';

// `<worker> <folder>`: claim and close until nothing is ready, and print how long each turn of the ledger took to come.

const [worker = '', folder = ''] = process.argv.slice(2);
const ledger = await openLedger(folder);
const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
process.stdout.write('ready\n');
// All begin at once, when their standard input says so.
readSync(0, Buffer.alloc(100));

const waits: number[] = [];
const won: number[] = [];
for (;;) {
  const asked = performance.now();
  const claimed = await engine.change(worker, (turn) => claimNext(turn, {}, { worker, lease: 600_000 }));
  waits.push(performance.now() - asked);
  if (!claimed) break;
  won.push(claimed.n);
  const done = performance.now();
  await engine.change(worker, (turn) => {
    const node = turn.tx.node(claimed.n);
    if (!node || !report(turn, node, claimed.attempt, { outcome: 'pass' }))
      throw new Error(`${claimed.n} was lost`);
  });
  waits.push(performance.now() - done);
}
ledger.close();
process.stdout.write(`${JSON.stringify({ won, waits })}\n`);
