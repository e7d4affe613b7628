import { openLedger } from '../ledger/open.js';
import { CLOCK, engineOver } from './engine.js';
import { SCENARIOS } from './scenarios.js';

// `<scenario> <folder> <k>`: do it, and kill this process at the k-th point that the ledger tells of. With k = -1 it is
// done to its end, and the points are printed.

const [name = '', folder = '', at = ''] = process.argv.slice(2);
const scenario = SCENARIOS[name];
if (!scenario) throw new Error(`there is no scenario ${name}`);
const fatal = Number(at);
const points: string[] = [];
const ledger = await openLedger(folder, {
  probe: (point) => {
    if (points.length === fatal) process.kill(process.pid, 'SIGKILL');
    points.push(point);
  },
});
await scenario.act(engineOver(ledger, CLOCK + (scenario.wait ?? 0)));
ledger.close();
process.stdout.write(`${JSON.stringify(points)}\n`);
