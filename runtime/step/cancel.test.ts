import { beforeEach, describe, expect, it } from 'vitest';
import { setFlag } from '../gate/by-hand.js';
import { Workbench } from '../testing/workbench.js';
import { cancelMolecule } from './index.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const cancel = (n: number): Promise<void> => bench.change((turn) => cancelMolecule(turn, n, 'given up'));

describe('a molecule that is cancelled', () => {
  it('cancels a container that waits, whatever comes of what that waits for', async () => {
    const { n } = await bench.pour(`
[[steps]]
id = "a"
[[steps]]
id = "box"
needs = ["a"]
run_if = "failed"
children = [{ id = "c" }]
`);
    await cancel(n);
    expect(await bench.states(n)).toEqual(['a: cancelled', 'box: cancelled', 'c: cancelled']);
  });

  it('asks no gate of a container that is to end with what is in it', async () => {
    const { n } = await bench.pour(`
[[steps]]
id = "a"
[[steps]]
id = "box"
gate = { type = "conditional", condition = "a.status == failed" }
children = [{ id = "c" }]
`);
    await cancel(n);
    expect(await bench.states(n)).toEqual(['a: cancelled', 'box: cancelled', 'c: cancelled']);
  });

  it('ends, though what is in its clean-up waits for what was cancelled', async () => {
    const { n, id } = await bench.pour(`
[[steps]]
id = "a"
[[steps]]
id = "clean"
run_if = "always"
[[steps.children]]
id = "ask"
gate = { type = "conditional", condition = "go" }
[[steps.children]]
id = "box"
needs = ["a"]
children = [{ id = "c" }]
`);
    await cancel(n);
    const root = await bench.bead(id);
    await bench.change((turn) => setFlag(turn, root, 'go', false));
    expect(await bench.states(n)).toEqual([
      'a: cancelled',
      'clean: cancelled',
      'ask: skipped',
      'box: cancelled',
      'c: cancelled',
    ]);
    expect(await bench.bead(id)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });
});
