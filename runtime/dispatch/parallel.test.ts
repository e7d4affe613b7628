import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lane } from '../ledger/lane.js';
import { claim, release } from '../step/index.js';
import { wrongCountsOf } from '../testing/whole-ledger.js';
import { Workbench } from '../testing/workbench.js';
import { assignmentOf } from './assignment.js';
import { Dispatcher } from './dispatcher.js';
import { needsLanes, openParallelLanes } from './parallel.js';
import { sling } from './sling.js';
import { openIn, readyIn } from './territory.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});
afterEach(async () => {
  expect(await wrongCountsOf(bench.ledger)).toEqual([]);
  bench.ledger.close();
});

const LEGS = `type = "convoy"
[[legs]]
id = "a"
[[legs]]
id = "b"
[synthesis]
title = "Together"
`;

async function slung(text: string, land: Lane['land'] = 'merge'): Promise<string> {
  const { n, id } = await bench.pour(text);
  await bench.change((turn) => {
    const bead = turn.tx.bead(n);
    if (!bead) throw new Error('nothing was poured');
    sling(turn, bead, { rig: 'api', agent: 'claude', land });
    openParallelLanes(turn);
  });
  return id;
}

/** Each lane with its landing, what is ready in it, and how many of its steps are open. */
const lanes = (): Promise<string[]> =>
  bench.ledger.read((view) =>
    view.lanes({}).map((lane) => {
      const ready = readyIn(view, lane, bench.now, 9).map(({ step }) => step);
      return [view.bead(lane.n)?.step ?? 'main', lane.land, `[${ready}]`, openIn(view, lane)].join(' ');
    }),
  );

const assigned = (id: string, step: string) =>
  bench.change((turn) => {
    const lane = turn.tx.lanes({}).find(({ n, root }) => n === root);
    const bead = turn.tx.beadById(`${id}.${step}`);
    if (!lane || !bead) throw new Error('there is no lane');
    const claimed = claim(turn, bead.n, { worker: 'w', lease: null });
    const told = assignmentOf(turn.tx, lane).step;
    release(turn, claimed, 'it was only looked at');
    return { inputs: told?.inputs.map(({ step: from, output }) => [from, output]), branches: told?.branches };
  });

const branches = () =>
  bench.change((turn) => {
    for (const { n } of turn.tx.lanes({}))
      turn.tx.updateLane(n, { branch: `on-${turn.tx.bead(n)?.step ?? 'main'}` });
  });

describe('the legs of a convoy', () => {
  it('have lanes of their own, opened once; the synthesis is of the main one', async () => {
    const id = await slung(LEGS);
    expect(await lanes()).toEqual(['main merge [] 3', 'a branch [a] 1', 'b branch [b] 1']);
    expect(await bench.ledger.read(needsLanes)).toBe(false);
    await bench.do(`${id}.a`);
    await bench.do(`${id}.b`);
    expect(await lanes()).toEqual(['main merge [synthesis] 1', 'a branch [] 0', 'b branch [] 0']);
  });

  it('leave their outputs and branches to the synthesis', async () => {
    const id = await slung(LEGS);
    await branches();
    await bench.do(`${id}.a`, { output: { found: 1 } });
    await bench.do(`${id}.b`, { output: 'nothing' });
    expect(await assigned(id, 'synthesis')).toEqual({
      inputs: [
        ['a', { found: 1 }],
        ['b', 'nothing'],
      ],
      branches: ['on-a', 'on-b'],
    });
  });

  it('keep their lanes, and not their worktrees, until the whole has ended', async () => {
    const id = await slung(LEGS);
    const cleared: string[] = [];
    const dispatcher = new Dispatcher(
      bench.engine,
      {
        send: () => ({ ended: new Promise(() => undefined) }),
        isAlive: () => true,
        end: async () => undefined,
        printed: () => undefined,
        worktrees: () => [],
        clearWorktree: async () => undefined,
        endStrays: async () => 0,
        clear: async ({ n }) => {
          cleared.push(await bench.ledger.read((view) => view.bead(n)?.step ?? 'main'));
          return undefined;
        },
      },
      { actor: 'd', capacity: { all: 0, perRig: new Map(), perAgent: new Map() }, patience: 60_000 },
    );
    await bench.do(`${id}.a`);
    await bench.change((turn) => {
      for (const { n } of turn.tx.lanes({})) turn.tx.updateLane(n, { sandbox: 'x' });
    });
    await bench.do(`${id}.b`);
    await dispatcher.pass();
    await dispatcher.pass();
    expect(cleared.splice(0)).toEqual(['a', 'b']);
    expect(await lanes()).toHaveLength(3);
    await bench.do(`${id}.synthesis`);
    await dispatcher.pass();
    expect([cleared, await lanes()]).toEqual([['main', 'a', 'b'], []]);
  });
});

describe('what comes before a step', () => {
  it('is what joins in it through containers, and not what was joined before', async () => {
    const id = await slung(`[[steps]]
id = "box"
parallel = true
[[steps.children]]
id = "x"
[[steps.children]]
id = "y"
[[steps]]
id = "join"
needs = ["box"]
[[steps]]
id = "after"
needs = ["join"]
`);
    expect(await lanes()).toEqual(['main merge [] 5', 'x branch [x] 1', 'y branch [y] 1']);
    await branches();
    await bench.do(`${id}.x`, { output: 1 });
    await bench.do(`${id}.y`);
    expect(await assigned(id, 'join')).toEqual({ inputs: [['x', 1]], branches: ['on-x', 'on-y'] });
    await bench.do(`${id}.join`, { output: 2 });
    expect(await assigned(id, 'after')).toEqual({ inputs: [['join', 2]], branches: [] });
  });
});
