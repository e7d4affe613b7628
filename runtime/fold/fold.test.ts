import { beforeEach, describe, expect, it } from 'vitest';
import { burn } from '../molecule/burn.js';
import { squash } from '../molecule/squash.js';
import { cancelMolecule, claim, defer, pause } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { type Facts, fold } from './fold.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const folded = (): Promise<Map<string, Facts>> => bench.ledger.read((view) => fold(view.events({})));

const EXAMPLE = `
[[steps]]
id = "a"
[[steps]]
id = "b"
retry = { max_attempts = 2, backoff = "1m" }
[[steps]]
id = "c"
[[steps]]
id = "turn"
loop = { until = "try.output.done == true", max = 2, body = [{ id = "try" }] }
`;

describe('the events of a ledger', () => {
  it('say of every bead what has become of it', async () => {
    const { id, n } = await bench.pour(EXAMPLE);
    const [a, c] = [await bench.bead(`${id}.a`), await bench.bead(`${id}.c`)];
    await bench.change((turn) => claim(turn, a.n, { worker: 'ann', lease: null }));
    await bench.do(`${id}.b`, { outcome: 'fail' });
    await bench.change((turn) => defer(turn, c, null, undefined));
    await bench.do(`${id}.turn.iter1.try`, { output: { done: false } });
    const root = await bench.bead(id);
    await bench.change((turn) => pause(turn, root, 'wait'));
    const facts = await folded();
    expect(Object.fromEntries(facts)).toMatchObject({
      [id]: { status: 'open', isPaused: true, molecule: id },
      [`${id}.a`]: { status: 'claimed', worker: 'ann', attempt: 1 },
      [`${id}.b`]: { status: 'open', isPutOff: true, attempt: 1, worker: null },
      [`${id}.c`]: { status: 'open', isPutOff: true, attempt: 0 },
      [`${id}.turn.iter1.try`]: { status: 'closed', outcome: 'pass' },
      [`${id}.turn.iter2.try`]: { status: 'open', attempt: 0 },
    });
    const beads = await bench.ledger.read((view) => view.beadsOf(n).map((bead) => bead.id));
    expect([...facts.keys()].sort()).toEqual(beads.sort());
  });

  it('say that a molecule was cancelled', async () => {
    const { id, n } = await bench.pour(EXAMPLE);
    await bench.change((turn) => cancelMolecule(turn, n, 'given up'));
    const facts = await folded();
    expect(facts.get(id)).toMatchObject({ status: 'closed', outcome: 'cancelled', isCancelled: true });
  });

  it('say that what was squashed or burned is there no longer', async () => {
    const [kept, gone] = [await bench.pour(EXAMPLE), await bench.pour(EXAMPLE, { phase: 'vapor' })];
    await bench.change((turn) => squash(turn, kept.n, { abandon: 'enough' }));
    await bench.change((turn) => burn(turn, gone.n));
    const facts = await folded();
    expect([...facts.keys()]).toEqual([kept.id]);
    expect(facts.get(kept.id)).toMatchObject({ status: 'closed', outcome: 'cancelled', molecule: null });
  });
});
