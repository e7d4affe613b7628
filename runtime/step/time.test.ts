import { beforeEach, describe, expect, it } from 'vitest';
import { Workbench } from '../testing/workbench.js';
import { claim, skip } from './index.js';

const MINUTE = 60_000;

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

/** `a` and `b` wait for somebody, and fail when nobody comes. */
const gates = (first: string, second: string): string => `
[[steps]]
id = "a"
on_fail = "abort"
gate = { type = "human", timeout = "${first}" }
[[steps]]
id = "b"
gate = { type = "human", timeout = "${second}" }
`;

describe('what time does', () => {
  it('is the same however seldom somebody looks: what is cancelled at one moment does not fail at the next', async () => {
    const { n } = await bench.pour(gates('5m', '10m'));
    await bench.wait(30 * MINUTE);
    expect(await bench.states(n)).toEqual(['a: fail', 'b: cancelled']);
  });

  it('at one moment happens before anything follows from it', async () => {
    for (const [first, second] of [
      gates('5m', '5m'),
      gates('5m', '5m').replaceAll('abort', 'continue'),
    ].entries()) {
      const { n } = await bench.pour(second, { key: `${first}` });
      await bench.wait(5 * MINUTE);
      expect(await bench.states(n)).toEqual(['a: fail', 'b: fail']);
    }
  });

  it('to a lease that ended before the attempt had taken too long is that it is lost, and not that it failed', async () => {
    const { id } = await bench.pour('[[steps]]\nid = "a"\ntimeout = "20m"\n');
    const { n } = await bench.bead(`${id}.a`);
    await bench.change((turn) => claim(turn, n, { worker: 'w', lease: 10 * MINUTE }));
    await bench.wait(30 * MINUTE);
    expect(await bench.bead(`${id}.a`)).toMatchObject({ state: 'ready', failures: 0, attempt: 1 });
  });

  it('asks nothing of the gates of a step that has closed', async () => {
    const { id } = await bench.pour(gates('5m', '10m'));
    for (const step of ['a', 'b']) {
      const bead = await bench.bead(`${id}.${step}`);
      await bench.change((turn) => skip(turn, bead, 'not needed'));
    }
    expect(await bench.ledger.read((view) => view.nextDue())).toBeUndefined();
  });
});
