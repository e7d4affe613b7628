import { beforeEach, describe, expect, it } from 'vitest';
import { Workbench } from '../testing/workbench.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

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

describe('pour', () => {
  it('makes every step, and what waits for nothing is ready', async () => {
    const { n, id, steps } = await bench.pour(EXAMPLE);
    expect(id).toMatch(/^t-mol-[0-9a-z]{3}$/);
    expect(steps).toBe(5);
    expect(await bench.states(n)).toEqual([
      'a: ready',
      'box: blocked',
      'c1: blocked',
      'c2: blocked',
      'z: blocked',
    ]);
    expect(await bench.bead(`${id}.a`)).toMatchObject({ title: 'A for me', step: 'a', type: 'task' });
  });

  it('runs through: containers, gates that time opens, and the end of the molecule', async () => {
    const { n, id } = await bench.pour(EXAMPLE);
    await bench.do(`${id}.a`);
    expect(await bench.ready()).toEqual(['c1']);
    await bench.do(`${id}.c1`);
    expect(await bench.states(n)).toEqual(['a: pass', 'box: running', 'c1: pass', 'c2: gated', 'z: blocked']);
    await bench.wait(3_600_000);
    expect(await bench.ready()).toEqual(['c2']);
    await bench.do(`${id}.c2`);
    expect(await bench.states(n)).toEqual(['a: pass', 'box: pass', 'c1: pass', 'c2: pass', 'z: ready']);
    await bench.close(`${id}.z`);
    expect(await bench.bead(id)).toMatchObject({ state: 'closed', outcome: 'pass', openChildren: 0 });
  });

  it('keeps steps of a wisp in its protomolecule until they are ready', async () => {
    const { n, id } = await bench.pour(EXAMPLE, { phase: 'vapor', values: { who: 'you' } });
    expect(await bench.states(n)).toEqual(['a: ready']);
    await bench.do(`${id}.a`);
    expect(await bench.states(n)).toEqual(['a: pass', 'box: running', 'c1: ready']);
    await bench.do(`${id}.c1`);
    await bench.wait(3_600_000);
    await bench.do(`${id}.c2`);
    await bench.do(`${id}.z`);
    expect(await bench.states(n)).toEqual(['a: pass', 'box: pass', 'c1: pass', 'c2: pass', 'z: pass']);
    expect(await bench.bead(id)).toMatchObject({ state: 'closed', outcome: 'pass', ephemeral: true });
  });

  it('gives the same molecule for the same key', async () => {
    const first = await bench.pour(EXAMPLE, { key: 'k' });
    const again = await bench.pour(EXAMPLE, { key: 'k' });
    expect(again).toMatchObject({ id: first.id, isNew: false });
    expect(await bench.ledger.read((view) => view.molecules({}))).toHaveLength(1);
  });

  it('loops until the condition is true, each iteration with steps of its own', async () => {
    const { n, id } = await bench.pour(`
[[steps]]
id = "polish"
[steps.loop]
until = "look.output.good == true"
max = 3
[[steps.loop.body]]
id = "try"
[[steps.loop.body]]
id = "look"
needs = ["try"]
[[steps]]
id = "ship"
needs = ["polish"]
`);
    await bench.do(`${id}.polish.iter1.try`);
    await bench.do(`${id}.polish.iter1.look`, { output: { good: false } });
    expect(await bench.ready()).toEqual(['polish.iter2.try']);
    await bench.do(`${id}.polish.iter2.try`);
    await bench.do(`${id}.polish.iter2.look`, { output: { good: true } });
    expect(await bench.states(n)).toContain('polish: pass');
    expect(await bench.ready()).toEqual(['ship']);
  });

  it('fails, tries again after the backoff, and holds what waits for it', async () => {
    const { n, id } = await bench.pour(`
[[steps]]
id = "a"
retry = { max_attempts = 2, backoff = "1m" }
[[steps]]
id = "b"
needs = ["a"]
[[steps]]
id = "mend"
needs = ["a"]
run_if = "failed"
[[steps]]
id = "clean"
needs = ["b"]
run_if = "always"
`);
    await bench.do(`${id}.a`, { outcome: 'fail', reason: 'no' });
    expect(await bench.states(n)).toEqual(['a: backoff', 'b: blocked', 'mend: blocked', 'clean: blocked']);
    await bench.wait(60_000);
    await bench.do(`${id}.a`, { outcome: 'fail', reason: 'no' });
    expect(await bench.states(n)).toEqual(['a: fail', 'b: blocked', 'mend: ready', 'clean: blocked']);
    await bench.do(`${id}.mend`);
    // Nothing else can go on: what always runs runs now.
    expect(await bench.states(n)).toEqual(['a: fail', 'b: blocked', 'mend: pass', 'clean: ready']);
    await bench.do(`${id}.clean`);
    const molecule = await bench.ledger.read((view) => view.molecule(n));
    expect(molecule).toMatchObject({ stalled: true, openSteps: 1, activeSteps: 0 });
  });
});
