// `<folder> <lane>`: walk a lane with pauses, and print when each of its steps was reported: for dispatch.mjs.
import { setTimeout as wait } from 'node:timers/promises';
import { Engine, openLedger, walk } from '../dist/runtime/index.js';

const [folder, n] = process.argv.slice(2);
const ledger = await openLedger(folder);
const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
const lane = await ledger.read((view) => view.lane(Number(n)));
const reported = [];
const hands = {
  work: async ({ step }) => {
    await wait(30);
    reported.push([step.step, Date.now()]);
    return { is: 'reported', outcome: 'pass' };
  },
  verify: async () => {},
};
await walk(engine, lane, hands, { worker: 'a' });
ledger.close();
process.stdout.write(JSON.stringify(reported));
