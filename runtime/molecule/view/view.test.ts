import { beforeEach, describe, expect, it } from 'vitest';
import { type Colors, tree } from '../../../compiler/picture/tree.js';
import type { BeadRow } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import { addEdge } from '../../step/edges.js';
import { claim, create, defer, pause } from '../../step/index.js';
import { Workbench } from '../../testing/workbench.js';
import { bond } from '../bond.js';
import { squash } from '../squash.js';
import { currentMolecules, currentOf } from './current.js';
import { listMolecules } from './list.js';
import { readMolecule } from './live.js';
import { pictureOf } from './picture.js';
import { progressOf } from './progress.js';
import { staleMolecules } from './stale.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const HOUR = 3_600_000;
const same = (text: string): string => text;
const OFF: Colors = { bold: same, dim: same, cyan: same, yellow: same, green: same, red: same };

const EXAMPLE = `
[[steps]]
id = "plan"
[[steps]]
id = "box"
needs = ["plan"]
[[steps.children]]
id = "one"
retry = { max_attempts = 2, backoff = "1h" }
[[steps.children]]
id = "two"
gate = { type = "human" }
[[steps]]
id = "side"
[[steps]]
id = "ship"
needs = ["box", "side"]
`;

const reading = <T>(id: string, work: (view: View, root: BeadRow) => T): Promise<T> =>
  bench.ledger.read((view) => {
    const root = view.beadById(id);
    if (!root) throw new Error(`there is no ${id}`);
    return work(view, root);
  });

const drawn = (id: string): Promise<string[]> =>
  reading(id, (view, root) =>
    tree(pictureOf(readMolecule(view, root)), { colors: OFF, width: 90 })
      .replaceAll(id, 'ID')
      .trimEnd()
      .split('\n'),
  );

const loose = (id: string) => ({
  ...{ id, title: id, description: '', design: '', acceptance: '', notes: '', type: 'task' },
  ...{ assignee: null, owner: null, createdBy: null, dueAt: null, externalRef: null },
  ...{ estimate: null, metadata: null, step: null, extra: null },
});

describe('the picture of a molecule', () => {
  it('has every step where it is, and what hinders it', async () => {
    const { id } = await bench.pour(EXAMPLE);
    await bench.do(`${id}.plan`);
    await bench.do(`${id}.one`, { outcome: 'fail' });
    const side = await bench.bead(`${id}.side`);
    await bench.change((turn) => claim(turn, side.n, { worker: 'ada', lease: HOUR }));
    expect(await drawn(id)).toEqual([
      'ID  molecule of main, 6 steps in 3 waves',
      '',
      '1  ✓ plan    Plan',
      '2  ◐ box     Box',
      '2  ├─ ● one  One  [failed once]',
      '2  └─ ● two  Two  [gate human]  [gate closed]',
      '1  ◐ side    Side  [ada]',
      '3  ● ship    Ship  ← box, side',
    ]);
    await bench.wait(HOUR);
    await bench.do(`${id}.one`);
    expect((await drawn(id))[4]).toBe('2  ├─ ✓ one  One  [attempt 2]');
  });

  it('has what was bonded, in the waves that it makes', async () => {
    const { n, id } = await bench.pour(`${EXAMPLE}
[[compose.bond_points]]
id = "here"
after_step = "side"
before_step = "ship"
`);
    const audit = await bench.cook({ audit: '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n' });
    await bench.change((turn) => {
      const root = turn.tx.node(n);
      if (root) bond(turn, root, audit, { type: 'parallel', point: 'here' });
    });
    expect(await drawn(id)).toEqual([
      'ID  molecule of main, 9 steps in 4 waves',
      '',
      '  1  ○ plan        Plan',
      '  2  ● box         Box',
      '  2  ├─ ● one      One',
      '  2  └─ ● two      Two  [gate human]',
      '  1  ○ side        Side',
      '2-3  ● audit       audit',
      '  2  ├─ ● audit.a  A',
      '  3  └─ ● audit.b  B',
      '  4  ● ship        Ship  ← box, side, audit',
    ]);
  });

  it('has the steps of a lean wisp that are no rows yet, so that nobody can tell', async () => {
    const lean = await bench.pour(EXAMPLE, { phase: 'vapor' });
    const whole = await bench.pour(`pour = true\n${EXAMPLE}`, { phase: 'vapor' });
    for (const { id } of [lean, whole]) await bench.do(`${id}.plan`);
    expect(await bench.states(lean.n)).toHaveLength(5);
    const [one, other] = [await drawn(lean.id), await drawn(whole.id)];
    expect(one).toEqual(other);
    expect(one[0]).toBe('ID  wisp of main, 6 steps in 3 waves');
  });

  it('has the iterations of a loop one after the other', async () => {
    const { id } = await bench.pour(`
[[steps]]
id = "polish"
[steps.loop]
until = "look.output.good == true"
max = 3
[[steps.loop.body]]
id = "try"
[[steps.loop.body]]
id = "read"
[[steps.loop.body]]
id = "look"
needs = ["try"]
[[steps]]
id = "ship"
needs = ["polish"]
`);
    for (const step of ['try', 'read']) await bench.do(`${id}.polish.iter1.${step}`);
    await bench.do(`${id}.polish.iter1.look`, { output: { good: false } });
    expect((await drawn(id)).slice(2)).toEqual([
      '1-4  ◐ polish                Polish',
      '  1  ├─ ✓ polish.iter1.try   Try',
      '  1  ├─ ✓ polish.iter1.read  Read',
      '  2  ├─ ✓ polish.iter1.look  Look  ← polish.iter1.try',
      '  3  ├─ ○ polish.iter2.try   Try  ← polish.iter1.read, polish.iter1.look',
      '  3  ├─ ○ polish.iter2.read  Read  ← polish.iter1.read, polish.iter1.look',
      '  4  └─ ● polish.iter2.look  Look  ← polish.iter2.try',
      '  5  ● ship                  Ship  ← polish',
    ]);
  });

  it('says what outside of it is waited for, and what is put off or paused', async () => {
    const { n, id } = await bench.pour('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n[[steps]]\nid = "c"\n');
    const root = await bench.bead(id);
    const [a, b] = [await bench.bead(`${id}.a`), await bench.bead(`${id}.b`)];
    await bench.change((turn) => {
      const { n: other } = create(turn, { bead: loose('t-x'), labels: [], edges: [] });
      addEdge(turn, { from: a.n, to: other, type: 'blocks' });
      defer(turn, b, null, undefined);
      pause(turn, root, 'wait');
    });
    expect(n).toBe(root.n);
    expect((await drawn(id)).slice(2)).toEqual([
      '1  ● a  A  [waits for t-x]',
      '1  ● b  B  [deferred]',
      '1  ● c  C  [paused]',
    ]);
  });
});

describe('progress', () => {
  it('counts steps, and says how fast it goes once some have been worked on', async () => {
    const { id } = await bench.pour(EXAMPLE);
    const progress = () => reading(id, (view, root) => progressOf(view, root, bench.now));
    expect(await progress()).toEqual({
      ...{ total: 6, closed: 0, inProgress: 0, ready: 2, percent: 0, perHour: undefined, left: undefined },
      outcomes: { pass: 0, fail: 0, skipped: 0, cancelled: 0 },
    });
    bench.now += 2 * HOUR;
    await bench.do(`${id}.plan`);
    const side = await bench.bead(`${id}.side`);
    await bench.change((turn) => claim(turn, side.n, { worker: 'w', lease: HOUR }));
    expect(await progress()).toEqual({
      ...{ total: 6, closed: 1, inProgress: 1, ready: 1, percent: 16, perHour: 0.5, left: 10 * HOUR },
      outcomes: { pass: 1, fail: 0, skipped: 0, cancelled: 0 },
    });
  });

  it('is whole when all have closed, and no sooner', async () => {
    const steps = Array.from({ length: 300 }, (_, at) => `[[steps]]\nid = "s${at}"\n`).join('');
    const { id } = await bench.pour(steps);
    for (let at = 0; at < 299; at++) await bench.do(`${id}.s${at}`);
    const percent = () => reading(id, (view, root) => progressOf(view, root, bench.now).percent);
    expect(await percent()).toBe(99);
    await bench.do(`${id}.s299`);
    expect(await percent()).toBe(100);
  });

  it('counts the steps of a lean wisp', async () => {
    const { id } = await bench.pour(EXAMPLE, { phase: 'vapor' });
    await bench.do(`${id}.plan`);
    expect(await reading(id, (view, root) => progressOf(view, root, bench.now))).toMatchObject({
      ...{ total: 6, closed: 1, percent: 16 },
    });
  });
});

describe('current', () => {
  it('has what is worked on and what may be claimed, the most urgent first', async () => {
    const { id } = await bench.pour(
      '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n[[steps]]\nid = "c"\npriority = 0\n',
    );
    const a = await bench.bead(`${id}.a`);
    await bench.change((turn) => claim(turn, a.n, { worker: 'ada', lease: HOUR }));
    const { active, ready, steps } = await reading(id, currentOf);
    expect([active, ready, steps].map((list) => list.map(({ step }) => step))).toEqual([
      ...[['a'], ['c', 'b'], ['a', 'b', 'c']],
    ]);
  });

  it('looks at the molecules that somebody works in, else at those with something to do', async () => {
    const one = await bench.pour(EXAMPLE);
    const two = await bench.pour(EXAMPLE);
    const found = async (worker?: string): Promise<string[]> => {
      const list = await bench.ledger.read((view) => currentMolecules(view, worker));
      return list.map(({ live }) => live.root.id);
    };
    expect(await found()).toEqual([one.id, two.id]);
    const plan = await bench.bead(`${two.id}.plan`);
    await bench.change((turn) => claim(turn, plan.n, { worker: 'ada', lease: HOUR }));
    expect(await found()).toEqual([two.id]);
    expect(await found('ada')).toEqual([two.id]);
    expect(await found('bob')).toEqual([one.id, two.id]);
  });
});

describe('lists', () => {
  it('says in one word how each molecule is, and how far', async () => {
    const ONE = '[[steps]]\nid = "a"\n';
    const poured = {
      ready: await bench.pour(EXAMPLE),
      running: await bench.pour(EXAMPLE),
      waiting: await bench.pour(`${ONE}gate = { type = "human" }\n`),
      paused: await bench.pour(EXAMPLE),
      ended: await bench.pour(ONE),
      stalled: await bench.pour(`${ONE}[[steps]]\nid = "b"\nneeds = ["a"]\n`),
      wisp: await bench.pour(EXAMPLE, { phase: 'vapor' }),
    };
    await bench.do(`${poured.ended.id}.a`);
    await bench.do(`${poured.stalled.id}.a`, { outcome: 'fail' });
    const [plan, root] = [await bench.bead(`${poured.running.id}.plan`), await bench.bead(poured.paused.id)];
    await bench.change((turn) => {
      claim(turn, plan.n, { worker: 'w', lease: HOUR });
      pause(turn, root, 'x');
    });
    const list = await bench.ledger.read((view) => listMolecules(view));
    expect(list.map(({ condition, closed, total }) => `${condition} ${closed}/${total}`)).toEqual([
      ...['ready 0/6', 'running 0/6', 'waiting 0/1', 'paused 0/6', 'ended 1/1', 'stalled 1/2', 'ready 0/6'],
    ]);
    const wisps = await bench.ledger.read((view) => listMolecules(view, { phase: 'vapor' }));
    expect(wisps.map(({ root: { id } }) => id)).toEqual([poured.wisp.id]);
    const stale = await bench.ledger.read((view) => staleMolecules(view, { now: bench.now, age: HOUR }));
    expect(stale.map(({ root: { id }, why }) => [id, why])).toEqual([
      [poured.ended.id, 'ended'],
      [poured.stalled.id, 'stalled'],
    ]);
    bench.now += HOUR;
    const later = await bench.ledger.read((view) => staleMolecules(view, { now: bench.now, age: HOUR }));
    expect(later.map(({ root: { id }, why, since }) => [id, why, since])).toEqual([
      [poured.ready.id, 'idle', bench.now - HOUR],
      [poured.running.id, 'idle', bench.now - HOUR],
      [poured.waiting.id, 'idle', bench.now - HOUR],
      [poured.ended.id, 'ended', bench.now - HOUR],
      [poured.stalled.id, 'stalled', bench.now - HOUR],
      [poured.wisp.id, 'idle', bench.now - HOUR],
    ]);
    await bench.change((turn) => squash(turn, poured.ended.n));
    expect((await bench.ledger.read((view) => listMolecules(view))).length).toBe(6);
  });
});
