import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBeads } from '../beads/create.js';
import { ChildProgram } from '../testing/child-program.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { wrongCountsOf } from '../testing/whole-ledger.js';
import { Workbench } from '../testing/workbench.js';
import { createConvoy } from './change.js';

const PROCESSES = 8;
const IDS = Array.from({ length: PROCESSES }, (_, at) => `t-part${at}`);

let program: ChildProgram;
let folder: TemporaryFolder;
beforeAll(() => {
  program = new ChildProgram(new URL('./race-child.ts', import.meta.url));
  folder = new TemporaryFolder();
});
afterAll(() => {
  program.remove();
  folder.remove();
});

describe(`${PROCESSES} processes that close the last parts of a convoy at once`, () => {
  it('have it land exactly once, with the last of them', async () => {
    const place = folder.path('ledger');
    mkdirSync(place);
    const bench = await Workbench.open(place);
    const convoy = await bench.change((turn) => {
      const tracked = createBeads(
        turn,
        IDS.map((id) => ({ id, title: id })),
      );
      return createConvoy(turn, { name: 'race', tracked, notify: ['mayor/'] });
    });
    const children = IDS.map((id, at) => program.start(`w${at}`, place, id));
    await Promise.all(children.map((child) => child.says('ready')));
    for (const child of children) child.tell('go');
    const endings = await Promise.all(children.map((child) => child.ended));
    expect(endings.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([]);

    const { bead, landed, lastPart } = await bench.ledger.read((view) => ({
      bead: view.bead(convoy.n),
      landed: view.events({ types: ['convoy.landed'] }),
      lastPart: view.events({ types: ['bead.closed'] }).findLast(({ subject }) => IDS.includes(subject)),
    }));
    expect([bead?.state, bead?.outcome]).toEqual(['closed', 'pass']);
    expect(landed.map(({ subject, actor }) => [subject, actor])).toEqual([[bead?.id, lastPart?.actor]]);
    expect(await wrongCountsOf(bench.ledger)).toEqual([]);
    bench.ledger.close();
  });
});
