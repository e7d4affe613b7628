import { beforeEach, describe, expect, it } from 'vitest';
import { cancelMolecule } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { bond } from './bond.js';
import type { Ingredients } from './ingredients.js';

let bench: Workbench;
let leg: Ingredients;
beforeEach(async () => {
  bench = await Workbench.open();
  leg = await bench.cook({ leg: '[[steps]]\nid = "dig"\n' });
});

const TWO = `
[[steps]]
id = "a"
[[steps]]
id = "b"
needs = ["a"]
[[compose.bond_points]]
id = "end"
after_step = "b"
`;

describe('what is bonded to a wisp', () => {
  it('is behind all its steps, those too that are no rows yet', async () => {
    const { id, n } = await bench.pour(TWO, { phase: 'vapor' });
    const root = await bench.bead(id);
    await bench.change((turn) => bond(turn, root, leg, { type: 'sequential' }));
    await bench.do(`${id}.a`);
    expect(await bench.states(n)).toEqual(['a: pass', 'b: ready', `${id}.leg: blocked`, 'dig: blocked']);
  });

  it('is behind the step that its bond point names, when that is no row yet', async () => {
    const { id, n } = await bench.pour(TWO, { phase: 'vapor' });
    const root = await bench.bead(id);
    await bench.change((turn) => bond(turn, root, leg, { type: 'parallel', point: 'end' }));
    expect(await bench.states(n)).toEqual(['a: ready', 'b: blocked', `${id}.leg: blocked`, 'dig: blocked']);
  });
});

it('nothing is bonded to a molecule that was cancelled, though its clean-up is not done', async () => {
  const { id, n } = await bench.pour(`${TWO}[[steps]]\nid = "clean"\nneeds = ["b"]\nrun_if = "always"\n`);
  await bench.change((turn) => cancelMolecule(turn, n, 'given up'));
  const root = await bench.bead(id);
  expect(root.state).toBe('running');
  await expect(bench.change((turn) => bond(turn, root, leg, { type: 'parallel' }))).rejects.toMatchObject({
    code: 'GT8205',
  });
});
