import { beforeEach, describe, expect, it } from 'vitest';
import { beadWith } from '../ledger/suite/rows.js';
import { makeNamedStep } from '../molecule/lean.js';
import { spawnAll } from '../molecule/spawn.js';
import { Workbench } from '../testing/workbench.js';
import {
  addEdge,
  closeByHand,
  create,
  defer,
  failAttempt,
  forceClose,
  mark,
  pause,
  reopen,
  skip,
} from './index.js';

const MINUTE = 60_000;

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const ONE = '[[steps]]\nid = "a"\n';

describe('a bead that is closed by hand', () => {
  it('need not be ready for workers: put off, marked as blocked, or in a molecule that is paused', async () => {
    for (const hold of ['put off', 'marked', 'paused']) {
      const { id } = await bench.pour(ONE, { key: hold });
      const [root, bead] = [await bench.bead(id), await bench.bead(`${id}.a`)];
      await bench.change((turn) => {
        if (hold === 'put off') defer(turn, bead, null, undefined);
        else if (hold === 'marked') mark(turn, bead, true);
        else pause(turn, root, 'wait');
      });
      await bench.close(`${id}.a`);
      expect(await bench.bead(`${id}.a`)).toMatchObject({ outcome: 'pass', attempt: 1, hold: null });
    }
  });
});

describe('a step that somebody opens again', () => {
  it('runs, though what made it be skipped is still so', async () => {
    const { id } = await bench.pour(`${ONE}[[steps]]\nid = "mend"\nneeds = ["a"]\nrun_if = "failed"\n`);
    await bench.do(`${id}.a`);
    const mend = await bench.bead(`${id}.mend`);
    expect(mend.outcome).toBe('skipped');
    await bench.change((turn) => reopen(turn, mend, 'do it', 'bead.reopened'));
    const again = await bench.bead(`${id}.mend`);
    await bench.change((turn) => closeByHand(turn, again, { outcome: 'fail' }));
    expect(await bench.bead(`${id}.mend`)).toMatchObject({ outcome: 'fail' });
    const failed = await bench.bead(`${id}.mend`);
    await bench.change((turn) => reopen(turn, failed, 'once more', 'step.retried'));
    expect((await bench.bead(`${id}.mend`)).state).toBe('ready');
  });

  it('does not keep settling busy when it is clean-up and waits for what it spawned', async () => {
    const { id } = await bench.pour({
      main: `${ONE}[[steps]]
id = "clean"
needs = ["a"]
run_if = "always"
on_complete = { for_each = "output.items", bond = "leg" }
`,
      leg: '[[steps]]\nid = "dig"\n[[steps]]\nid = "fill"\nneeds = ["dig"]\n',
    });
    await bench.do(`${id}.a`);
    await bench.do(`${id}.clean`, { output: { items: [1] } });
    await spawnAll(bench.engine, 'tester');
    await bench.do(`${id}.clean.item1.dig`, { outcome: 'fail' });
    const clean = await bench.bead(`${id}.clean`);
    await bench.change((turn) => reopen(turn, clean, 'again', 'bead.reopened'));
    expect((await bench.bead(`${id}.clean`)).state).toBe('blocked');
  });
});

describe('a bead that is opened again, and has to wait', () => {
  it('holds what is in it', async () => {
    const made = await bench.change((turn) => {
      const draft = (n: number, parent?: number) =>
        create(turn, { bead: beadWith({ n }), labels: [], edges: [], parent }).n;
      const top = draft(1);
      return { top, inside: draft(2, top), other: draft(3) };
    });
    await bench.change((turn) => {
      const top = turn.tx.node(made.top);
      if (top) forceClose(turn, top, 'pass', 'done');
    });
    await bench.change((turn) => addEdge(turn, { from: made.top, to: made.other, type: 'blocks' }));
    const top = await bench.bead('t-1');
    await bench.change((turn) => reopen(turn, top, 'again', 'bead.reopened'));
    expect([(await bench.bead('t-1')).state, (await bench.bead('t-2')).state]).toEqual([
      'blocked',
      'blocked',
    ]);
  });
});

describe('the wait before the next attempt', () => {
  it('doubles after each, whatever made that fail', async () => {
    const { id } = await bench.pour(`${ONE}
check = { run = "true", max_attempts = 2 }
retry = { max_attempts = 2, backoff = "1m" }
`);
    const fail = async (kind: 'failure' | 'check'): Promise<number> => {
      const bead = await bench.bead(`${id}.a`);
      await bench.change((turn) => failAttempt(turn, bead, kind, 'it did'));
      return ((await bench.bead(`${id}.a`)).wakeAt ?? 0) - bench.now;
    };
    expect([await fail('failure'), await fail('check')]).toEqual([MINUTE, 2 * MINUTE]);
  });
});

describe('a container of a wisp that somebody skips', () => {
  it('is skipped with the steps in it that are no rows yet', async () => {
    const { n, id } = await bench.pour(
      `${ONE}[[steps]]\nid = "box"\nneeds = ["a"]\nchildren = [{ id = "c" }]\n`,
      {
        phase: 'vapor',
      },
    );
    await bench.change((turn) => {
      const box = makeNamedStep(turn, `${id}.box`);
      if (box) skip(turn, box, 'not needed');
    });
    expect(await bench.states(n)).toEqual(['a: ready', 'box: skipped', 'c: skipped']);
  });
});
