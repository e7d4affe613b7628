import { beforeEach, describe, expect, it } from 'vitest';
import { cancelMolecule, skip } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { makeNamedStep } from './lean.js';

// What nobody can tell of a wisp: that not all its steps are rows (spec: PHASE-6).

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const wisp = (text: string) => bench.pour(text, { phase: 'vapor' });

describe('a step of a wisp', () => {
  it('is as old as the wisp, whenever it becomes ready', async () => {
    const { id } = await wisp('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n');
    const { createdAt } = await bench.bead(id);
    bench.now += 60_000;
    await bench.do(`${id}.a`);
    expect(await bench.bead(`${id}.b`)).toMatchObject({ state: 'ready', createdAt });
  });

  it('that has not become ready is open to conditions', async () => {
    const { n, id } = await wisp(`
[[steps]]
id = "a"
[[steps]]
id = "b"
needs = ["a"]
gate = { type = "conditional", condition = "steps.pass >= 3" }
[[steps]]
id = "c"
needs = ["b"]
[[steps]]
id = "d"
needs = ["c"]
`);
    await bench.do(`${id}.a`);
    // Three are left that may pass.
    expect(await bench.states(n)).toEqual(['a: pass', 'b: gated']);
  });

  it('counts what it waits for once, also when it becomes a row while that ends', async () => {
    const many = (letter: string, more: string): string =>
      Array.from(
        { length: 5 },
        (_, at) => `[[steps]]\nid = "${letter}${at}"\nrun_if = "always"\n${more}`,
      ).join('');
    const needs = JSON.stringify(Array.from({ length: 5 }, (_, at) => `a${at}`));
    const { id } = await wisp(`${many('a', 'on_fail = "abort"\n')}${many('b', `needs = ${needs}\n`)}`);
    await bench.change((turn) => {
      const made = makeNamedStep(turn, `${id}.b4`);
      if (made) skip(turn, made, 'not needed');
    });
    await bench.do(`${id}.a0`, { outcome: 'fail' });
    for (const step of ['a1', 'a2', 'a3']) await bench.do(`${id}.${step}`);
    expect(await bench.ready()).toEqual(['a4']);
  });

  it('is cancelled with the wisp', async () => {
    const { n } = await wisp('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n');
    await bench.change((turn) => cancelMolecule(turn, n, 'given up'));
    expect(await bench.states(n)).toEqual(['a: cancelled', 'b: cancelled']);
  });
});
