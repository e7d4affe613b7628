import { setFlag } from '../gate/by-hand.js';
import { sweep } from '../gate/sweep.js';
import type { Ledger } from '../ledger/contract.js';
import { openLedger } from '../ledger/open.js';
import type { Ingredients } from '../molecule/ingredients.js';
import { pour } from '../molecule/pour.js';
import { Engine } from '../step/index.js';
import { Checks } from './checks.js';
import { GateKeeper } from './gate-keeper.js';
import { type History, historyOf } from './history.js';
import type { FormulaTest } from './model.js';
import { Scripts } from './scripts.js';
import { type Problem, Usage } from './usage.js';
import { ACTOR, Workers } from './workers.js';

/** When every test begins: the time of day means nothing to a formula. */
const START = Date.UTC(2026, 0, 1);

/** What a test sees of the work, once nothing more happens in it. */
export interface Simulated extends History {
  /** Simulated milliseconds. */
  readonly took: number;
  /** What no formula may lead to, whatever is expected. */
  readonly problems: readonly Problem[];
}

/**
 * Pour a formula into a ledger in memory and let scripted workers do all of it, as many at once as are wanted. When nothing
 * is left to do at a moment, the clock goes to the next at which something is. Rejects as `pour` does.
 */
export async function simulate(test: FormulaTest, ingredients: Ingredients): Promise<Simulated> {
  const ledger = await openLedger(':memory:', { create: { prefix: 't' } });
  try {
    return await run(test, ingredients, ledger);
  } finally {
    ledger.close();
  }
}

async function run(test: FormulaTest, ingredients: Ingredients, ledger: Ledger): Promise<Simulated> {
  let now = START;
  const engine = new Engine(ledger, {
    clock: () => now,
    env: (name) => test.env.get(name),
    fileExists: (_, path) => test.files.has(path),
  });
  const molecule = await begin(test, ingredients, engine);
  const scripts = new Scripts(test);
  const usage = new Usage();
  const workers = new Workers(engine, molecule, scripts, usage);
  const checks = new Checks(engine, molecule, scripts, usage);
  const gates = new GateKeeper(engine, molecule, scripts);
  for (;;) {
    const isAnything = await atOnce(engine, workers, gates, checks);
    if (isAnything) continue;
    const due = await engine.read((view) => view.nextDue());
    if (due !== undefined && due <= now) throw new Error(`what is due at ${due} is never done`);
    const next = Math.min(due ?? Infinity, workers.nextReport ?? Infinity, gates.nextOpening ?? Infinity);
    if (next === Infinity) break;
    now = next;
  }
  await workers.endLate();
  const problems = [...(await workers.problems()), ...usage.problems(test.scripts)];
  const history = await historyOf(engine, molecule, START);
  // Who is at work when all is over may take longer, and nobody waits for that.
  return { ...history, took: (history.closedAt ?? now) - START, problems };
}

/** Do what can be done without time passing; gives whether there was anything. */
async function atOnce(engine: Engine, workers: Workers, gates: GateKeeper, checks: Checks): Promise<boolean> {
  // A report at the very moment of a timeout is in time.
  const reported = await workers.report();
  const { opened, spawned } = await sweep(engine, { actor: ACTOR });
  const letIn = await gates.open();
  const verified = await checks.make();
  const claimed = await workers.claim();
  return reported || opened > 0 || spawned > 0 || letIn || verified || claimed;
}

async function begin(test: FormulaTest, ingredients: Ingredients, engine: Engine): Promise<number> {
  const phase = test.phase ?? ingredients.protomolecule.phase ?? 'liquid';
  return engine.change(ACTOR, (turn) => {
    const { n } = pour(turn, ingredients, { phase });
    const { squash } = turn.molecule(n);
    // It is squashed when all has been looked at: what happened to its steps goes with them.
    if (squash !== null) turn.changeMolecule(n, { squash: { ...squash, trigger: 'manual' } });
    const root = turn.tx.node(n);
    for (const [name, value] of root ? test.flags : []) if (root) setFlag(turn, root, name, value);
    return n;
  });
}
