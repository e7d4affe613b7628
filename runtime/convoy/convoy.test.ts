import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBeads } from '../beads/create.js';
import { sling } from '../dispatch/sling.js';
import type { BeadRow } from '../ledger/bead.js';
import { messagesTo } from '../message/inbox.js';
import { burn } from '../molecule/burn.js';
import { squash } from '../molecule/squash.js';
import { why } from '../ready/why.js';
import {
  addEdge,
  claim,
  closeByHand,
  forceClose,
  removeEdge,
  reopen,
  skip,
  type Turn,
} from '../step/index.js';
import { wrongCountsOf } from '../testing/whole-ledger.js';
import { Workbench } from '../testing/workbench.js';
import { addToConvoy, closeConvoy, createConvoy } from './change.js';
import { resolveConvoy } from './find.js';
import { convoyStatus } from './status.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});
afterEach(async () => {
  expect(await wrongCountsOf(bench.ledger)).toEqual([]);
  bench.ledger.close();
});

/** Beads `t-a`, `t-b` and so on, each behind those that are named with it. */
const beads = (...wanted: readonly (readonly [string, ...string[]])[]): Promise<number[]> =>
  bench.change((turn) =>
    createBeads(
      turn,
      wanted.map(([name, ...needs]) => ({
        id: `t-${name}`,
        title: name,
        dependencies: needs.map((need) => ({ type: 'blocks' as const, on: `t-${need}` })),
      })),
    ),
  );

const convoy = (name: string, ...tracked: readonly string[]) => convoyFor([], name, tracked);

const convoyFor = (notify: readonly string[], name: string, tracked: readonly string[]) =>
  bench.change((turn) =>
    createConvoy(turn, {
      name,
      tracked: tracked.map((id) => turn.tx.numberOf(id) ?? resolveConvoy(turn.tx, id).n),
      notify,
    }),
  );

const add = (name: string, ...tracked: readonly string[]) =>
  bench.change((turn) =>
    addToConvoy(
      turn,
      resolveConvoy(turn.tx, name),
      tracked.map((id) => turn.tx.numberOf(id) ?? 0),
    ),
  );

/** Its state, how much of it has closed, and its landings and reopenings. */
const stand = (name: string): Promise<string> =>
  bench.ledger.read((view) => {
    const { bead, closed, total } = convoyStatus(view, resolveConvoy(view, name), bench.now);
    const events = view.events({ subject: bead.id, types: ['convoy.landed', 'convoy.reopened'] });
    return [
      `${bead.outcome ?? bead.state} ${closed}/${total}`,
      ...events.map(({ type }) => type.slice('convoy.'.length)),
    ].join(' ');
  });

describe('a convoy', () => {
  it('lands once, in the turn in which the last that it tracks has closed, and tells whom to notify', async () => {
    await beads(['a'], ['b']);
    await convoyFor(['mayor/'], 'Login', ['t-a', 't-b']);
    await bench.close('t-a');
    expect(await stand('Login')).toBe('running 1/2');
    await bench.do('t-b', {}, 'amber');
    expect(await stand('Login')).toBe('pass 2/2 landed');
    const [told, landed, closed] = await bench.ledger.read((view) =>
      view.events({ newestFirst: true, limit: 3 }).map(({ type, actor, data }) => ({ type, actor, data })),
    );
    expect(told).toMatchObject({ type: 'bead.created', actor: 'amber', data: { type: 'message' } });
    expect(await bench.ledger.read((view) => messagesTo(view, 'mayor/'))).toHaveLength(1);
    expect(landed).toEqual({
      type: 'convoy.landed',
      actor: 'amber',
      data: { outcome: 'pass', title: 'Login', tracked: 2, notify: ['mayor/'] },
    });
    expect(closed).toEqual({ type: 'bead.closed', actor: 'amber', data: { outcome: 'pass' } });
  });

  it('is never ready, and what waits for it is once it has landed', async () => {
    await beads(['a'], ['b']);
    const { n } = await convoy('Login', 't-a');
    await bench.change((turn) => {
      const [behind] = createBeads(turn, [{ title: 'behind', id: 't-behind' }]);
      addEdge(turn, { from: behind ?? 0, to: n, type: 'blocks' });
    });
    expect(await bench.ready()).toEqual(['t-a', 't-b']);
    await bench.close('t-a');
    expect(await bench.ready()).toEqual(['t-b', 't-behind']);
  });

  it.each([
    [['pass', 'fail'], 'fail'],
    [['skipped', 'pass'], 'pass'],
    [['skipped', 'skipped'], 'skipped'],
  ] as const)('whose parts end with %j ends with %s', async (outcomes, whole) => {
    await beads(['a'], ['b']);
    await convoy('Login', 't-a', 't-b');
    await bench.close('t-a', { outcome: outcomes[0] });
    await bench.close('t-b', { outcome: outcomes[1] });
    expect(await stand('Login')).toBe(`${whole} 2/2 landed`);
  });

  it('tracks molecules and steps of them, and keeps what a molecule is squashed into', async () => {
    const { n, id } = await bench.pour('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n');
    await beads(['x']);
    await convoy('whole', id, 't-x');
    await convoy('step', `${id}.a`);
    await bench.do(`${id}.a`);
    expect(await stand('step')).toBe('pass 1/1 landed');
    await bench.do(`${id}.b`);
    await bench.change((turn) => squash(turn, n));
    expect(await stand('whole')).toBe('running 1/2');
    await bench.close('t-x');
    expect(await stand('whole')).toBe('pass 2/2 landed');
  });

  it('lands when the last that was open of it is burned, or tracked no longer', async () => {
    await beads(['a'], ['b']);
    const wisp = await bench.pour('[[steps]]\nid = "s"\n', { phase: 'vapor' });
    await convoy('burned', 't-a', wisp.id);
    const { n } = await convoy('dropped', 't-a', 't-b');
    await bench.close('t-a');
    await bench.change((turn) => burn(turn, wisp.n));
    expect(await stand('burned')).toBe('pass 1/1 landed');
    await bench.change((turn) => removeEdge(turn, n, turn.tx.numberOf('t-b') ?? 0));
    expect(await stand('dropped')).toBe('pass 1/1 landed');
  });

  it('lands at once when all that it tracks has closed', async () => {
    await beads(['a']);
    await bench.close('t-a');
    await convoy('late', 't-a');
    expect(await stand('late')).toBe('pass 1/1 landed');
  });

  it('is open again when something open is added or opened again, and lands again', async () => {
    await beads(['a'], ['b'], ['c']);
    await convoy('Login', 't-a');
    await bench.close('t-a');
    await bench.close('t-b');
    expect(await add('Login', 't-b')).toMatchObject({ isReopened: false });
    expect(await stand('Login')).toBe('pass 2/2 landed');
    expect(await add('Login', 't-c')).toMatchObject({ isReopened: true });
    expect(await stand('Login')).toBe('running 2/3 landed reopened');
    await bench.close('t-c');
    const a = await bench.bead('t-a');
    await bench.change((turn) => reopen(turn, a, undefined, 'bead.reopened'));
    expect(await stand('Login')).toBe('running 2/3 landed reopened landed reopened');
    expect(await add('Login', 't-c')).toEqual({ added: [], isReopened: false });
  });

  it('that was closed by hand stays closed and does not land, until something is added', async () => {
    await beads(['a'], ['b']);
    await convoy('Login', 't-a');
    await bench.change((turn) => closeConvoy(turn, resolveConvoy(turn.tx, 'Login'), 'not now'));
    await bench.close('t-a');
    const a = await bench.bead('t-a');
    await bench.change((turn) => reopen(turn, a, undefined, 'bead.reopened'));
    expect(await stand('Login')).toBe('cancelled 0/1');
    await add('Login', 't-b');
    expect(await stand('Login')).toBe('running 0/2 reopened');
  });

  it.each([
    ['that tracks nothing', 'GT8920', () => convoy('Login')],
    ['that tracks a convoy', 'GT8921', () => convoy('Login', 'First')],
    ['of a name that an open one has', 'GT8924', () => convoy('First', 't-a')],
    ['to which nothing is added', 'GT8920', () => add('First')],
    ['that is none', 'GT8922', () => add('t-a', 't-b')],
    [
      'made as a bead',
      'GT8920',
      () => bench.change((turn) => createBeads(turn, [{ title: 'x', type: 'convoy' }])),
    ],
  ] as const)('%s is refused with %s', async (_, code, act) => {
    await beads(['a'], ['b']);
    await convoy('First', 't-a');
    await expect(act()).rejects.toMatchObject({ code });
  });
});

describe('an open convoy', () => {
  it('is neither closed nor skipped as a step is', async () => {
    await beads(['a']);
    await convoy('Login', 't-a');
    const act = (work: (turn: Turn, bead: BeadRow) => unknown) =>
      bench.change((turn) => work(turn, resolveConvoy(turn.tx, 'Login')));
    const refused = expect.objectContaining({ code: 'GT8926' });
    await expect(act((turn, bead) => closeByHand(turn, bead, { outcome: 'pass' }))).rejects.toEqual(refused);
    await expect(act((turn, bead) => forceClose(turn, bead, 'pass', 'x'))).rejects.toEqual(refused);
    await expect(act((turn, bead) => skip(turn, bead, 'x'))).rejects.toEqual(refused);
  });

  it('says what it waits for', async () => {
    await beads(['a'], ['b', 'a']);
    await convoy('Login', 't-b');
    const told = await bench.ledger.read((view) => why(view, resolveConvoy(view, 'Login')));
    expect(told.message).toBe('t-b in it is open');
    expect(told.chain.map(({ message }) => message)).toEqual(['it waits for t-a', 'it can be claimed']);
  });
});

describe('the status of a convoy', () => {
  const waves = (name: string): Promise<string[]> =>
    bench.ledger.read((view) =>
      convoyStatus(view, resolveConvoy(view, name), bench.now).waves.map((wave) =>
        wave
          .map(({ bead: { title, id }, state, workers, reason }) =>
            [title === 'main' ? id : title, state, ...workers, reason].filter(Boolean).join(' '),
          )
          .join(', '),
      ),
    );

  it('shows waves, through what is not tracked, and who works, who comes, and what is stranded', async () => {
    await beads(['a'], ['between', 'a'], ['c', 'between'], ['d'], ['e'], ['f']);
    await convoy('Login', 't-a', 't-c', 't-d', 't-e', 't-f');
    const slingOne = async (id: string) => {
      const bead = await bench.bead(id);
      return bench.change((turn) => sling(turn, bead, { rig: null, agent: 'claude', land: 'none' }));
    };
    await slingOne('t-d');
    const { lane } = await slingOne('t-e');
    await bench.change((turn) => turn.tx.updateLane(lane.n, { trouble: 'it does not begin' }));
    const { n } = await bench.bead('t-f');
    await bench.change((turn) => claim(turn, n, { worker: 'ann', lease: null }));
    expect(await waves('Login')).toEqual([
      'a stranded it is slung to nobody, d slung, e stranded it does not begin, f working ann',
      'c waiting',
    ]);
  });

  it('has a molecule wait for what its steps wait for', async () => {
    const first = await bench.pour('[[steps]]\nid = "a"\n');
    const second = await bench.pour('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n');
    await bench.change((turn) => {
      const [from, to] = [`${second.id}.b`, first.id].map((id) => turn.tx.numberOf(id) ?? 0);
      addEdge(turn, { from: from ?? 0, to: to ?? 0, type: 'blocks' });
    });
    await convoy('two', second.id, first.id);
    expect(await waves('two')).toEqual([
      `${first.id} stranded it is slung to nobody`,
      `${second.id} stranded it is slung to nobody`,
    ]);
  });
});
