import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../ledger/open.js';
import { Engine } from '../step/index.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { START, Workbench } from '../testing/workbench.js';
import { examine, fix } from './examine.js';

let place: TemporaryFolder;
let folder: string;
beforeEach(() => {
  place = new TemporaryFolder();
  folder = place.path('beads');
  mkdirSync(folder);
  writeFileSync(join(folder, '.gitignore'), 'beads.db*\n');
});
afterEach(() => place.remove());

const open = () => openLedger(folder);
const patient = () => ({ folder, now: START });
const engineOver = (ledger: Awaited<ReturnType<typeof open>>) =>
  new Engine(ledger, { clock: () => START, env: () => undefined, fileExists: () => undefined });

/** A molecule of two steps; gives its id. */
async function poured(): Promise<string> {
  const bench = await Workbench.open(folder);
  const { id } = await bench.pour('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n');
  bench.ledger.close();
  return id;
}

/** What no transition does. */
async function spoil(id: string, change: { readonly blockers: number }): Promise<void> {
  const ledger = await open();
  await ledger.write((tx) => tx.updateNode(tx.numberOf(id) ?? 0, change));
  ledger.close();
}

describe('doctor', () => {
  it('finds nothing in a ledger that is whole', async () => {
    await poured();
    expect(await examine(patient(), open)).toEqual([]);
  });

  it('finds a count that its rows do not bear out, changes nothing by itself, and mends it once after a copy', async () => {
    const id = await poured();
    await spoil(`${id}.b`, { blockers: 7 });
    const found = await examine(patient(), open);
    expect(found).toMatchObject([
      { code: 'GT8601', severity: 'error', evidence: [`${id}.b: blockers 7, counted 1`] },
    ]);
    expect(await examine(patient(), open)).toEqual(found);

    const first = await fix(patient(), open, engineOver, 'tester');
    expect(first).toMatchObject({ findings: [], fixed: ['GT8601'], unfixed: [] });
    expect(readdirSync(join(folder, 'backup'))).toHaveLength(1);
    const again = await fix(patient(), open, engineOver, 'tester');
    expect(again).toEqual({ findings: [], fixed: [], unfixed: [], backup: undefined });
    expect(readdirSync(join(folder, 'backup'))).toHaveLength(1);
  });

  it('looks at a file that does not open, and leaves it as it is', async () => {
    await poured();
    const file = join(folder, 'beads.db');
    truncateSync(file, 9_000);
    const before = readFileSync(file);
    const codes = (await examine(patient(), open)).map(({ code }) => code);
    expect(codes).toContain('GT8611');
    const examined = await fix(patient(), open, engineOver, 'tester');
    expect(examined).toMatchObject({ fixed: [], backup: undefined });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('tells of files beside the ledger', async () => {
    await poured();
    writeFileSync(join(folder, '.gitignore'), '');
    writeFileSync(join(folder, 'issues.rejected.jsonl'), '{"reason":"x","text":"y"}\n');
    expect((await examine(patient(), open)).map(({ code }) => code)).toEqual(['GT8614', 'GT8615']);
  });
});
