import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BeadRow, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { spawnAll } from '../molecule/spawn.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { Workbench } from '../testing/workbench.js';
import { exported, exportLedger } from './export.js';
import { importFile } from './import/import-file.js';
import type { ImportResult } from './import/result.js';
import { acts, live } from './testing/history.js';

let folder: TemporaryFolder;
let bench: Workbench;
beforeEach(async () => {
  folder = new TemporaryFolder();
  bench = await Workbench.open();
});
afterEach(() => folder.remove());

/** What is drawn is the same each time, so that a red run means a change; MODEL_SEED draws other histories. */
const SEED = Number(process.env['MODEL_SEED'] ?? 42);

const FILE = 'issues.jsonl';
const save = (from: Workbench = bench): Promise<unknown> =>
  exportLedger(from.ledger, folder.path(FILE), { isShared: true });
const load = (into: Workbench): Promise<ImportResult> =>
  importFile(into.engine, folder.path(FILE), { actor: 'importer', isShared: true });
const textOf = (of: Workbench): Promise<string> => of.ledger.read((view) => exported(view).text);

/** Another ledger, made from the file alone. */
async function elsewhere(): Promise<Workbench> {
  const other = await Workbench.open();
  other.now = bench.now;
  await load(other);
  return other;
}

const EXAMPLE = `
[vars.who]
default = "me"
[[steps]]
id = "a"
title = "A for {{who}}"
labels = ["for {{who}}"]
[[steps]]
id = "box"
needs = ["a"]
[[steps.children]]
id = "c1"
[[steps.children]]
id = "c2"
needs = ["c1"]
gate = { type = "timer", timeout = "1h" }
[[steps]]
id = "z"
needs = ["box"]
`;

describe('a molecule', () => {
  it('is made again from the file, and worked to its end', async () => {
    const { id } = await bench.pour(EXAMPLE, { key: 'k' });
    await bench.do(`${id}.a`);
    await save();
    const other = await elsewhere();
    const { n } = await other.bead(id);
    expect(await other.states(n)).toEqual([
      'a: pass',
      'box: running',
      'c1: ready',
      'c2: blocked',
      'z: blocked',
    ]);
    expect(await textOf(other)).toBe(readFileSync(folder.path(FILE), 'utf8'));
    await other.do(`${id}.c1`);
    await other.wait(3_600_000);
    await other.do(`${id}.c2`);
    await other.do(`${id}.z`);
    expect(await other.bead(id)).toMatchObject({ state: 'closed', outcome: 'pass' });
    expect(await other.ledger.read((view) => view.keyed('k'))).toBe(id);
  });

  it('has its barriers, its loops and what it spawns', async () => {
    const many = (prefix: string): string =>
      Array.from({ length: 5 }, (_, at) => `[[steps]]\nid = "${prefix}${at}"\n`).join('');
    const needs = JSON.stringify(Array.from({ length: 5 }, (_, at) => `a${at}`));
    const { id } = await bench.pour({
      main: `${many('a')}${many('b').replaceAll('"\n', `"\nneeds = ${needs}\n`)}
[[steps]]
id = "look"
[steps.on_complete]
for_each = "output.items"
bond = "arm"
[[steps]]
id = "turn"
loop = { until = "try.output.done == true", max = 3, body = [{ id = "try" }] }`,
      arm: '[[steps]]\nid = "greet"\n',
    });
    await bench.do(`${id}.turn.iter1.try`, { output: { done: false } });
    await bench.do(`${id}.look`, { output: { items: [1, 2] } });
    await save();
    const other = await elsewhere();
    await spawnAll(other.engine, 'tester');
    expect((await other.ready()).sort()).toEqual(
      ['a0', 'a1', 'a2', 'a3', 'a4', 'greet', 'greet', 'turn.iter2.try'].sort(),
    );
    for (let at = 0; at < 5; at++) await other.do(`${id}.a${at}`);
    expect((await other.ready()).filter((step) => step.startsWith('b'))).toHaveLength(5);
    await other.do(`${id}.turn.iter2.try`, { output: { done: true } });
    expect(await other.bead(`${id}.turn`)).toMatchObject({ outcome: 'pass', iteration: 2 });
  });

  it('takes no claim along: what somebody works on is open elsewhere, and its next attempt has a new number', async () => {
    const { id } = await bench.pour(EXAMPLE);
    const { n } = await bench.bead(`${id}.a`);
    await bench.change((turn) => void turn.tx.updateNode(n, { attempt: 4 }));
    await bench.do(`${id}.a`, { outcome: 'fail' });
    await bench.change(
      (turn) => void turn.tx.updateNode(n, { state: 'claimed', worker: 'w', leaseUntil: 9e12 }),
    );
    await save();
    expect(readFileSync(folder.path(FILE), 'utf8')).not.toMatch(/"worker"|lease|claimed|in_progress/);
    const there = await (await elsewhere()).bead(`${id}.a`);
    expect(there).toMatchObject({ attempt: 5, worker: null, leaseUntil: null });
  });

  it('is not exported when it is a wisp, nor are edges to it', async () => {
    const wisp = await bench.pour(EXAMPLE, { phase: 'vapor' });
    await save();
    expect(readFileSync(folder.path(FILE), 'utf8')).toBe('');
    expect(wisp.id).toMatch(/^t-wisp-/);
  });
});

describe('after any history', () => {
  /** Beads that somebody works on here, and those that may not be worked on beside them: elsewhere they are in another state. */
  const claimed = (view: View): Set<string> =>
    new Set(
      view.beads({}).flatMap(({ id, state, hold }) => {
        const isAtWork = state === 'claimed' || state === 'verifying' || hold === 'alone';
        return isAtWork ? [id] : [];
      }),
    );

  /** What is so of a bead wherever it is. */
  const seen = (view: View, apart: ReadonlySet<string>): Map<string, unknown> =>
    new Map(view.beads({}).map((bead) => [bead.id, comparable(bead, apart.has(bead.id))]));

  function comparable(bead: BeadRow, isApart: boolean): unknown {
    const { n, molecule, part, parent, worker, leaseUntil, deadline, closeReason, ...rest } = bead;
    // Of a container that waits again it is not told that it had begun once.
    const isAgainWaiting = bead.kind === 'container' && bead.state !== 'running' && bead.state !== 'closed';
    return {
      ...rest,
      ...(isApart && { state: undefined, hold: undefined, blockers: undefined }),
      ...(isAgainWaiting && { startedAt: null }),
    };
  }

  it('the same beads stand in a ledger that is made from the file, and it writes the same file', async () => {
    await fc.assert(
      fc.asyncProperty(acts(60), async (history) => {
        const here = await Workbench.open();
        await live(here, history);
        writeFileSync(folder.path(FILE), await textOf(here));
        const there = await Workbench.open();
        there.now = here.now;
        const result = await load(there);
        expect(result).toMatchObject({ conflicts: [], rejected: [], missing: [], stale: [], updated: [] });
        const apart = await here.ledger.read(claimed);
        const both = [there, here].map((bench) => bench.ledger.read((view) => seen(view, apart)));
        const [found, expected] = await Promise.all(both);
        expect(found).toEqual(expected);
        expect(await textOf(there)).toBe(await textOf(here));
        expect(await load(there)).toMatchObject({ created: [], updated: [], conflicts: [] });
        here.ledger.close();
        there.ledger.close();
      }),
      { numRuns: 30, seed: SEED, endOnFailure: true },
    );
  });

  it('nodes have the order that they had', async () => {
    await live(bench, []);
    await save();
    const other = await elsewhere();
    const order = (view: View): (string | undefined)[] =>
      view.molecules({}).flatMap(({ n }) => view.nodesOf(n).map((node: Node) => view.idOf(node.n)));
    expect(await other.ledger.read(order)).toEqual(await bench.ledger.read(order));
  });
});
