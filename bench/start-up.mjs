// How long a whole process takes, against a bare `node -e 0` of the same moment: the two take turns, so
// that both see the same machine. Ratios are what counts; times are printed for orientation.
//   bars: cook shiny <= 2 x bare node; a formula with an expression <= 2.8 x
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTable } from './measure.mjs';

const ROUNDS = 15;
const gt = fileURLToPath(new URL('../dist/gt.cjs', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'gt-bench-'));
// Node 20 reads this file at every start, for 40 ms, whatever it runs.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const commands = {
  'node -e 0': ['-e', '0'],
  'gt --version': [gt, '--version'],
  'gt cook shiny': [gt, 'cook', 'shiny'],
  'gt cook shiny-enterprise': [gt, 'cook', 'shiny-enterprise'],
  'gt cook towers-of-hanoi (a range)': [gt, 'cook', 'towers-of-hanoi'],
};

function run(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const time = run(args);
    if (round >= 0) times[name].push(time);
  }
}
rmSync(cwd, { recursive: true });

const bare = median(times['node -e 0']);
console.log(`start-up, medians of ${ROUNDS}, node ${process.version}`);
printTable([
  ['', 'ms', 'x bare node'],
  ...Object.entries(times).map(([name, all]) => [
    name,
    median(all).toFixed(1),
    (median(all) / bare).toFixed(2),
  ]),
]);
