import { beforeEach, describe, expect, it } from 'vitest';
import { reopen } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { spawnAll } from './spawn.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const SURVEY = (more = ''): Readonly<Record<string, string>> => ({
  survey: `
[[steps]]
id = "box"
[[steps.children]]
id = "look"
[steps.children.on_complete]
for_each = "output.workers"
bond = "arm"
vars = { name = "{item.name}", place = "{index}" }
${more}
[[steps]]
id = "sum"
waits_for = "children-of(look)"
[[steps]]
id = "end"
needs = ["box"]
`,
  arm: `
[vars.name]
required = true
[vars.place]
type = "int"
required = true
[[steps]]
id = "greet"
title = "Greet {{name}} at {{place}}"
[[steps]]
id = "leave"
needs = ["greet"]
`,
});

const WORKERS = { workers: [{ name: 'ada' }, { name: 'bob' }] };

describe('on_complete', () => {
  it('attaches one instance for each item, and joiners wait for all of them', async () => {
    const { n, id } = await bench.pour(SURVEY());
    await bench.do(`${id}.look`, { output: WORKERS });
    // Nobody has attached anything yet, and nothing goes on without it.
    expect(await bench.states(n)).toEqual(['box: running', 'look: pass', 'sum: blocked', 'end: blocked']);
    expect(await bench.ledger.read((view) => view.molecule(n))).toMatchObject({
      activeSteps: 1,
      stalled: false,
    });
    expect((await spawnAll(bench.engine, 'tester')).made).toBe(2);
    expect((await spawnAll(bench.engine, 'tester')).made).toBe(0);
    expect(await bench.states(n)).toEqual([
      'box: running',
      'look: pass',
      'sum: blocked',
      'end: blocked',
      `${id}.look.item1: running`,
      'greet: ready',
      'leave: blocked',
      `${id}.look.item2: running`,
      'greet: ready',
      'leave: blocked',
    ]);
    expect(await bench.bead(`${id}.look.item2.greet`)).toMatchObject({ title: 'Greet bob at 2' });
    for (const item of ['item1', 'item2'])
      for (const step of ['greet', 'leave']) await bench.do(`${id}.look.${item}.${step}`);
    expect(await bench.ready()).toEqual(['sum', 'end']);
    await bench.do(`${id}.sum`);
    await bench.do(`${id}.end`);
    expect(await bench.bead(id)).toMatchObject({ state: 'closed', outcome: 'pass' });
  });

  it('one after the other where it says so', async () => {
    const { id } = await bench.pour(SURVEY('sequential = true'));
    await bench.do(`${id}.look`, { output: WORKERS });
    await spawnAll(bench.engine, 'tester');
    expect(await bench.ready()).toEqual(['greet']);
    await bench.do(`${id}.look.item1.greet`);
    await bench.do(`${id}.look.item1.leave`);
    expect((await bench.bead(`${id}.look.item2.greet`)).state).toBe('ready');
  });

  it('with nothing in the list is joined as soon as it has closed', async () => {
    const { id } = await bench.pour(SURVEY());
    await bench.do(`${id}.look`, { output: { workers: [] } });
    expect(await bench.ready()).toEqual(['sum', 'end']);
  });

  it('refuses an output without the list, and the step stays with its worker', async () => {
    const { id } = await bench.pour(SURVEY());
    await expect(bench.do(`${id}.look`, { output: {} })).rejects.toMatchObject({ code: 'GT8305' });
    expect((await bench.bead(`${id}.look`)).state).toBe('ready');
  });

  it('says of an item that cannot be attached that it failed, and why', async () => {
    const { id } = await bench.pour({
      ...SURVEY(),
      arm: `[vars.name]
pattern = "^[a-z]+$"
required = true
[vars.place]
required = true
[[steps]]
id = "greet"
title = "{{name}} {{place}}"
`,
    });
    await bench.do(`${id}.look`, { output: { workers: [{ name: 'ada' }, { name: 'B0B' }] } });
    await spawnAll(bench.engine, 'tester');
    const failed = await bench.bead(`${id}.look.item2`);
    expect(failed).toMatchObject({ outcome: 'fail' });
    expect(failed.closeReason).toContain('does not match the pattern "^[a-z]+$"');
    await bench.do(`${id}.look.item1.greet`);
    await bench.do(`${id}.sum`);
    // What it is in has failed with it, and what waits for that waits on.
    const states = await bench.states((await bench.bead(id)).n);
    expect(states).toContain('box: fail');
    expect(states).toContain('end: blocked');
  });

  it('is joined anew when a step of an instance is opened again', async () => {
    const { id } = await bench.pour(SURVEY());
    await bench.do(`${id}.look`, { output: WORKERS });
    await spawnAll(bench.engine, 'tester');
    for (const item of ['item1', 'item2'])
      for (const step of ['greet', 'leave']) await bench.do(`${id}.look.${item}.${step}`);
    expect(await bench.ready()).toEqual(['sum', 'end']);
    await openAgain(`${id}.look.item1.leave`);
    await openAgain(`${id}.look.item2.leave`);
    expect(await bench.ready()).toEqual(['leave', 'leave']);
    await bench.do(`${id}.look.item1.leave`);
    expect(await bench.ready()).toEqual(['leave']);
    await bench.do(`${id}.look.item2.leave`);
    expect(await bench.ready()).toEqual(['sum', 'end']);
  });

  it('is joined anew by who waits for any of the instances when the one that had passed is opened again', async () => {
    const { survey = '', ...others } = SURVEY();
    const { id } = await bench.pour({
      survey: `${survey}[[steps]]\nid = "first"\nneeds = ["look"]\nwaits_for = "any-children"\n`,
      ...others,
    });
    await bench.do(`${id}.look`, { output: WORKERS });
    await spawnAll(bench.engine, 'tester');
    for (const step of ['greet', 'leave']) await bench.do(`${id}.look.item1.${step}`);
    expect(await bench.ready()).toEqual(['first', 'greet']);
    await openAgain(`${id}.look.item1.leave`);
    expect(await bench.ready()).toEqual(['leave', 'greet']);
    await bench.do(`${id}.look.item1.leave`);
    expect(await bench.ready()).toEqual(['first', 'greet']);
  });

  async function openAgain(step: string): Promise<void> {
    const { n } = await bench.bead(step);
    await bench.change((turn) => {
      const node = turn.tx.node(n);
      if (node) reopen(turn, node, 'once more', 'bead.reopened');
    });
  }

  it('makes further instances when the step was opened again and has passed again', async () => {
    const { id } = await bench.pour(SURVEY());
    await bench.do(`${id}.look`, { output: WORKERS });
    await spawnAll(bench.engine, 'tester');
    for (const item of ['item1', 'item2'])
      for (const step of ['greet', 'leave']) await bench.do(`${id}.look.${item}.${step}`);
    await openAgain(`${id}.look`);
    await bench.do(`${id}.look`, { output: { workers: [{ name: 'cy' }] } });
    await spawnAll(bench.engine, 'tester');
    expect(await bench.bead(`${id}.look.item3.greet`)).toMatchObject({
      title: 'Greet cy at 1',
      state: 'ready',
    });
  });
});
