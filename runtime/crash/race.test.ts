import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryHost } from '../../compiler/host-memory.js';
import { openLedger } from '../ledger/open.js';
import { prepare } from '../molecule/ingredients.js';
import { pour } from '../molecule/pour.js';
import { ChildProgram } from '../testing/child-program.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { wrongCountsOf } from '../testing/whole-ledger.js';
import { CLOCK, engineOver } from './engine.js';

const PROCESSES = 64;
const STEPS = 10_000;
/** Milliseconds: what a write waits for others at the most before it says who holds the ledger. */
const BOUND = 10_000;

let program: ChildProgram;
beforeAll(() => {
  program = new ChildProgram(new URL('./race-child.ts', import.meta.url));
});
afterAll(() => program.remove());

async function fill(folder: string): Promise<void> {
  const host = memoryHost({ 'race.formula.toml': `formula = "race"\n${steps()}` });
  const [candidate] = host.candidates('race');
  const { ingredients } = candidate ? await prepare(candidate, host) : {};
  if (!ingredients) throw new Error('the formula does not cook');
  const ledger = await openLedger(folder, { create: { prefix: 't' } });
  await engineOver(ledger, CLOCK).change('tester', (turn) => pour(turn, ingredients, { phase: 'liquid' }));
  ledger.close();
}

/** Pairs: the first of each is ready at once, the second when that has closed. */
const steps = (): string =>
  Array.from(
    { length: STEPS / 2 },
    (_, at) => `[[steps]]\nid = "a${at}"\n[[steps]]\nid = "b${at}"\nneeds = ["a${at}"]\n`,
  ).join('');

interface Won {
  readonly won: readonly number[];
  readonly waits: readonly number[];
}

describe(`${PROCESSES} processes that claim ${STEPS} steps from one ledger`, () => {
  it('win each step once, lose none, and none waits longer than the bound', async () => {
    const folder = new TemporaryFolder();
    const place = folder.path('ledger');
    mkdirSync(place);
    await fill(place);
    const children = Array.from({ length: PROCESSES }, (_, at) => program.start(`w${at}`, place));
    await Promise.all(children.map((child) => child.says('ready')));
    for (const child of children) child.tell('go');
    const endings = await Promise.all(children.map((child) => child.ended));
    expect(endings.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([]);
    const results = endings.map(({ stdout }) => JSON.parse(stdout.at(-1) ?? '') as Won);

    const won = results.flatMap((each) => each.won);
    expect([won.length, new Set(won).size]).toEqual([STEPS, STEPS]);
    const waits = results.flatMap((each) => each.waits).sort((a, b) => a - b);
    const [middle, late, last] = [0.5, 0.99, 1].map(
      (share) => waits[Math.ceil(share * waits.length) - 1] ?? 0,
    );
    process.stdout.write(
      `waits of ${waits.length} turns, ms: p50 ${middle?.toFixed(1)}, p99 ${late?.toFixed(1)}, longest ${last?.toFixed(0)}\n`,
    );
    expect(last).toBeLessThan(BOUND);

    const ledger = await openLedger(place);
    expect(await wrongCountsOf(ledger)).toEqual([]);
    const found = await ledger.read((view) => ({
      claimed: view.events({ types: ['bead.claimed'] }).map(({ subject }) => subject),
      attempts: new Set(
        view.beads({ types: ['task'] }).map(({ outcome, attempt }) => `${outcome} ${attempt}`),
      ),
      root: view.beads({ types: ['molecule'] }).map(({ outcome }) => outcome),
    }));
    expect([found.claimed.length, new Set(found.claimed).size]).toEqual([STEPS, STEPS]);
    expect(found.attempts).toEqual(new Set(['pass 1']));
    expect(found.root).toEqual(['pass']);
    ledger.close();
    folder.remove();
  });
});
