import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { TownSandbox } from '../../cli/testing/town-sandbox.js';
import { memoryHost } from '../../compiler/host-memory.js';
import { sling } from '../../runtime/dispatch/sling.js';
import type { Ledger } from '../../runtime/ledger/contract.js';
import { openLedger } from '../../runtime/ledger/open.js';
import { prepare } from '../../runtime/molecule/ingredients.js';
import { pour } from '../../runtime/molecule/pour.js';
import { Engine } from '../../runtime/step/engine.js';

// 200 molecules of random graphs, 8 polecats, and SIGKILL for workers, supervisors and the dispatcher, as it comes, for two
// minutes. CHAOS_SEED replays the graphs and the order of the kills; when each comes is the machine's.

const MOLECULES = Number(process.env['CHAOS_MOLECULES'] ?? 200);
const DURATION = Number(process.env['CHAOS_MS'] ?? 120_000);
/** Milliseconds between two kills. */
const PAUSE = 200;
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 2 ** 31);

const town = new TownSandbox();
afterAll(() => town.remove());

/** Between 1 and 8 steps, each of which waits for some of those before it. */
const drawnSteps = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 });

const formulaOf = (needs: readonly (readonly number[])[]): string =>
  `formula = "chaos"\n${needs
    .map((all, at) => {
      const before = [...new Set(all.filter((each) => each < at))].map((each) => `"s${each}"`);
      return `[[steps]]\nid = "s${at}"\nneeds = [${before.join(', ')}]\n`;
    })
    .join('')}`;

async function fill(ledger: Ledger, agent: string): Promise<void> {
  const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
  for (const needs of fc.sample(drawnSteps, { numRuns: MOLECULES, seed: SEED })) {
    const host = memoryHost({ 'chaos.formula.toml': formulaOf(needs) });
    const [candidate] = host.candidates('chaos');
    const { ingredients } = candidate ? await prepare(candidate, host) : {};
    if (!ingredients) throw new Error(formulaOf(needs));
    await engine.change('ann', (turn) => {
      const bead = turn.tx.bead(pour(turn, ingredients, { phase: 'liquid' }).n);
      if (bead) sling(turn, bead, { rig: 'gas', agent, land: 'branch' });
    });
  }
}

/** Processes of the town, by what they are. */
function targets(): {
  readonly supervisors: number[];
  readonly agents: number[];
  readonly dispatchers: number[];
} {
  const of = (part: string): number[] =>
    town
      .processes()
      .filter((line) => line.includes(part))
      .map((line) => Number.parseInt(line, 10));
  return { supervisors: of(' supervise '), agents: of('agent.sh'), dispatchers: of(' dispatch --watch') };
}

/** Sling again what nobody is sent to any more, as a person would. */
function mend(ledger: Ledger): Promise<number> {
  const engine = new Engine(ledger, { clock: Date.now, env: () => undefined, fileExists: () => undefined });
  return engine.change('ann', (turn) => {
    const broken = turn.tx
      .lanes({})
      .filter(({ trouble, supervisor }) => trouble !== null && supervisor === null);
    for (const { n, rig, agent, land } of broken) {
      const bead = turn.tx.bead(n);
      if (bead && bead.state !== 'closed') sling(turn, bead, { rig, agent, land });
    }
    return broken.length;
  });
}

it(`${MOLECULES} molecules come to their ends, whatever is killed (CHAOS_SEED=${SEED})`, async () => {
  process.stdout.write(`CHAOS_SEED=${SEED}\n`);
  const agent = town.script('sleep 0.2\necho "$GT_STEP $GT_ATTEMPT" >> "$EFFECTS"');
  const ledger = await openLedger(join(town.town, '.beads'));
  await fill(ledger, agent);
  const dispatch = () => town.begin('dispatch', '--watch', '--max', '8', '--lease', '20000');
  const draws = fc.sample(fc.tuple(fc.nat(9), fc.nat(999)), { numRuns: 10_000, seed: SEED });
  const killed = { supervisors: 0, agents: 0, dispatchers: 0, mended: 0 };
  const open = (): Promise<number> => ledger.read((view) => view.lanes({}).length);
  let at = 0;
  const began = performance.now();
  let dispatcher = dispatch();
  for (const end = began + DURATION; performance.now() < end && (await open()) > 0; await wait(PAUSE)) {
    const [what, which] = draws[at++ % draws.length] ?? [0, 0];
    const kind = what < 1 ? 'dispatchers' : what < 5 ? 'supervisors' : 'agents';
    const found = targets()[kind];
    const pid = found[which % found.length];
    if (pid !== undefined && town.kills(pid)) killed[kind] += 1;
    if (dispatcher.exitCode !== null || dispatcher.signalCode !== null) dispatcher = dispatch();
    killed.mended += await mend(ledger);
  }
  const chaos = performance.now() - began;
  if (dispatcher.exitCode !== null || dispatcher.signalCode !== null) dispatcher = dispatch();
  for (const end = performance.now() + 900_000; (await open()) > 0; await wait(500)) {
    killed.mended += await mend(ledger);
    if (performance.now() > end) throw new Error(town.gt('status').stdout);
  }
  await town.end(dispatcher, 'SIGTERM');

  const { steps, roots, left } = await ledger.read((view) => ({
    steps: view.beads({ types: ['task'] }).map(({ id, outcome, attempt }) => ({ id, outcome, attempt })),
    roots: view.beads({ types: ['molecule'] }).map(({ outcome }) => outcome),
    left: view.beads({}).filter(({ state, leaseUntil }) => state !== 'closed' || leaseUntil !== null),
  }));
  const effects = town.lines();
  const again = effects.length - steps.length;
  process.stdout.write(
    `${steps.length} steps of ${roots.length} molecules in ${Math.round((performance.now() - began) / 1000)} s, ${Math.round(chaos / 1000)} s of them chaos; killed: ${JSON.stringify(killed)}; effects of attempts that were fenced: ${again}\n`,
  );
  expect(roots.length).toBe(MOLECULES);
  expect(new Set(roots)).toEqual(new Set(['pass']));
  expect(left).toEqual([]);
  const counts = new Map<string, number>();
  for (const effect of effects) counts.set(effect, (counts.get(effect) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
  expect(steps.filter(({ id, attempt }) => counts.get(`${id} ${attempt}`) !== 1)).toEqual([]);
  const attempts = new Map(steps.map(({ id, attempt }) => [id, attempt]));
  const wild = effects.filter((effect) => {
    const [id = '', attempt] = effect.split(' ');
    return Number(attempt) > (attempts.get(id) ?? 0);
  });
  expect(wild).toEqual([]);
  await town.until('no process is left', () => town.processes().length === 0, 20_000);
  const worktrees = execFileSync('git', ['worktree', 'list', '--porcelain'], {
    cwd: join(town.town, 'gas', '.repo.git'),
    encoding: 'utf8',
  });
  expect(worktrees.match(/^worktree /gm)?.length).toBe(1);
  ledger.close();
});
