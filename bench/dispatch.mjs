// Steps that do nothing, through the whole machinery, beside the same through OpenWorkflow on SQLite, in one run on the same
// machine; and how soon a step begins once what it waits for has closed. OpenWorkflow needs node:sqlite (Node >= 22.5).
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryHost } from '../dist/compiler/index.js';
import {
  addEdge,
  cancelMolecule,
  Engine,
  openLedger,
  pour,
  prepare,
  sling,
  walk,
} from '../dist/runtime/index.js';
import { percentile, printTable } from './measure.mjs';

const WORKFLOWS = Number(process.env.BENCH_WORKFLOWS ?? 300);
const STEPS = 4;
const AT_ONCE = 100;
const CHAIN = 10_000;
const PAIRS = 200;
const CLOSED = 100_000;
const IDLE = 20_000;
const root = mkdtempSync(join(tmpdir(), 'gt-bench-'));
let folders = 0;

const ms = (number) => `${number.toFixed(2)} ms`;

async function cook(count) {
  const steps = Array.from(
    { length: count },
    (_, at) => `[[steps]]\nid = "s${at}"\n${at > 0 ? `needs = ["s${at - 1}"]\n` : ''}`,
  );
  const host = memoryHost({ 'bench.formula.toml': `formula = "bench"\n${steps.join('')}` });
  const { ingredients } = await prepare(host.candidates('bench')[0], host);
  return ingredients;
}

async function open() {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const ledger = await openLedger(folder, { create: { prefix: 'b' } });
  return {
    folder,
    ledger,
    engine: new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined }),
  };
}

const slung = ({ engine }, ingredients) =>
  engine.change('bench', (turn) => {
    const made = pour(turn, ingredients, { phase: 'liquid' });
    return sling(turn, turn.tx.bead(made.n), { rig: null, agent: 'bench', land: 'none' }).lane;
  });

const PASSED = { is: 'reported', outcome: 'pass' };

/** Ours: so many molecules of a chain of steps, so many of them walked at the same time by workers of this process. */
async function ours() {
  const place = await open();
  const ingredients = await cook(STEPS);
  const lanes = [];
  for (let at = 0; at < WORKFLOWS; at += 1) lanes.push(await slung(place, ingredients));
  const gaps = [];
  const start = performance.now();
  const left = lanes.values();
  const worker = async (name) => {
    for (const lane of left) {
      let reported;
      const hands = {
        work: async () => {
          if (reported !== undefined) gaps.push(performance.now() - reported);
          reported = performance.now();
          return PASSED;
        },
        verify: async () => {},
      };
      await walk(place.engine, lane, hands, { worker: name });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => worker(`w${at}`)));
  const took = performance.now() - start;
  place.ledger.close();
  return { rate: (WORKFLOWS * STEPS * 1000) / took, gaps: gaps.sort((a, b) => a - b) };
}

async function theirs() {
  const { OpenWorkflow } = await import('openworkflow');
  const { BackendSqlite } = await import('openworkflow/sqlite');
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const backend = BackendSqlite.connect(join(folder, 'workflows.db'));
  const ow = new OpenWorkflow({ backend });
  const gaps = [];
  const workflow = ow.defineWorkflow({ name: 'bench' }, async ({ step }) => {
    let reported;
    for (let at = 0; at < STEPS; at += 1)
      await step.run({ name: `s${at}` }, async () => {
        if (reported !== undefined) gaps.push(performance.now() - reported);
        reported = performance.now();
      });
  });
  const handles = [];
  for (let at = 0; at < WORKFLOWS; at += 1) handles.push(await workflow.run());
  const worker = ow.newWorker({ concurrency: AT_ONCE });
  const start = performance.now();
  await worker.start();
  const isOver = async () => {
    for (const { workflowRun } of handles) {
      const run = await backend.getWorkflowRun({ workflowRunId: workflowRun.id });
      if (run.status !== 'completed') return false;
    }
    return true;
  };
  while (!(await isOver())) await wait(20);
  const took = performance.now() - start;
  await worker.stop();
  await backend.stop();
  return { rate: (WORKFLOWS * STEPS * 1000) / took, gaps: gaps.sort((a, b) => a - b) };
}

/** From the report of a step to the begin of the next, in one molecule of many steps, at its start and at its end. */
async function chain() {
  const place = await open();
  const lane = await slung(place, await cook(CHAIN));
  const gaps = [];
  let reported;
  const hands = {
    work: async () => {
      if (reported !== undefined) gaps.push(performance.now() - reported);
      reported = performance.now();
      return PASSED;
    },
    verify: async () => {},
  };
  await walk(place.engine, lane, hands, { worker: 'w' });
  place.ledger.close();
  const part = (from) =>
    percentile(
      gaps.slice(from, from + 1000).sort((a, b) => a - b),
      0.5,
    );
  return { first: part(0), last: part(gaps.length - 1000) };
}

/** From a close in one process to the claim of what waited for it in another, whose polecat lingers at its hook. */
async function across() {
  const place = await open();
  const first = await slung(place, await cook(PAIRS));
  const second = await slung(place, await cook(PAIRS));
  const stepsOf = (view, lane) => view.beadsOf(lane.n).filter(({ step }) => step !== null);
  await place.engine.change('bench', (turn) => {
    const [from, to] = [stepsOf(turn.tx, second), stepsOf(turn.tx, first)];
    for (const [at, { n }] of from.entries()) addEdge(turn, { from: n, to: to[at].n, type: 'blocks' });
  });
  const closer = fileURLToPath(new URL('./dispatch-closer.mjs', import.meta.url));
  const child = spawn(process.execPath, [closer, place.folder, String(first.n)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (printed += part));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const begun = new Map();
  const hands = {
    work: async ({ step }) => {
      begun.set(step.step, Date.now());
      return PASSED;
    },
    verify: async () => {},
  };
  await walk(place.engine, second, hands, { worker: 'b', linger: 10_000 });
  await ended;
  place.ledger.close();
  const closed = new Map(JSON.parse(printed));
  return [...begun].map(([step, at]) => at - closed.get(step)).sort((a, b) => a - b);
}

/** What a dispatcher that has nothing to do takes of a processor, with so many closed beads in its ledger; in percent. */
async function idle() {
  const town = join(root, 'town');
  const program = fileURLToPath(new URL('../dist/gt.cjs', import.meta.url));
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  execFileSync(process.execPath, [program, 'install', town], { env });
  const ledger = await openLedger(join(town, '.beads'));
  const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
  const ingredients = await cook(CLOSED / 100);
  for (let at = 0; at < 100; at += 1)
    await engine.change('bench', (turn) => {
      const made = pour(turn, ingredients, { phase: 'liquid' });
      cancelMolecule(turn, made.n, 'only to be there');
    });
  ledger.close();
  const child = spawn(process.execPath, [program, 'dispatch', '--watch'], {
    cwd: town,
    env: { ...env, GT_TOWN_ROOT: town },
    stdio: 'ignore',
  });
  // Start-up and the first looks are not what idling costs.
  await wait(6_000);
  const before = ticksOf(child.pid);
  await wait(IDLE);
  const ticks = ticksOf(child.pid) - before;
  child.kill('SIGTERM');
  return (ticks * 10 * 100) / IDLE;
}

/** Hundredths of a second of processor time, as Linux counts them. */
function ticksOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

const own = await ours();
const isThere = Number(process.versions.node.split('.')[0]) >= 22;
const other = isThere ? await theirs() : undefined;
const steps = await chain();
console.log(
  `\nNo-op steps: ${WORKFLOWS} chains of ${STEPS}, ${AT_ONCE} at once, all workers in this process; Node ${process.versions.node}`,
);
printTable([
  ['', 'steps a second', 'close to next start p50', 'p99'],
  ['this', own.rate.toFixed(0), ms(percentile(own.gaps, 0.5)), ms(percentile(own.gaps, 0.99))],
  ...(other
    ? [
        [
          'OpenWorkflow 0.10.1',
          other.rate.toFixed(0),
          ms(percentile(other.gaps, 0.5)),
          ms(percentile(other.gaps, 0.99)),
        ],
      ]
    : []),
]);
if (other) console.log(`ratio of steps a second: ${(own.rate / other.rate).toFixed(2)}`);
else console.log('OpenWorkflow needs Node >= 22.5, and is not measured here');
console.log(
  `\nOne chain of ${CHAIN} steps, close to next start p50: ${ms(steps.first)} for its first 1,000, ${ms(steps.last)} for its last; ratio ${(steps.last / steps.first).toFixed(2)}`,
);
const gaps = await across();
console.log(
  `\nFrom a close in one process to the claim in another that waits for it, ${gaps.length} steps: p50 ${percentile(gaps, 0.5)} ms, p99 ${percentile(gaps, 0.99)} ms`,
);
if (process.platform === 'linux')
  console.log(
    `\nA dispatcher with nothing to do and ${CLOSED} closed beads: ${(await idle()).toFixed(2)} % of one processor over ${IDLE / 1000} s`,
  );
rmSync(root, { recursive: true, force: true });
