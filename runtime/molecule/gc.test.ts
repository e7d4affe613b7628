import { beforeEach, describe, expect, it } from 'vitest';
import { addEdge } from '../step/edges.js';
import { claim, create, heartbeat, pause } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { collectWisps, leftoverWisps, USUAL_AGE } from './gc.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const HOUR = 3_600_000;
const TWO = '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n';
const wisp = (text = TWO) => bench.pour(text, { phase: 'vapor' });
const collect = async (age = HOUR): Promise<string[]> => {
  const burned = await collectWisps(
    { read: (work) => bench.ledger.read(work), change: (work) => bench.change(work) },
    { now: bench.now, age },
  );
  return burned.map(({ id }) => id);
};
const there = (): Promise<string[]> =>
  bench.ledger.read((view) => view.molecules({}).map(({ n }) => view.idOf(n) ?? ''));

describe('collecting wisps', () => {
  it('burns whole wisps that have ended or were left, once nothing has happened in them for long enough', async () => {
    const ended = await wisp();
    await bench.do(`${ended.id}.a`);
    await bench.do(`${ended.id}.b`);
    const left = await wisp();
    await bench.do(`${left.id}.a`);
    const molecule = await bench.pour(TWO);
    bench.now += HOUR - 1;
    expect(await collect()).toEqual([]);
    bench.now += 1;
    expect(await bench.ledger.read((view) => leftoverWisps(view, { now: bench.now, age: HOUR }))).toEqual([
      { n: ended.n, id: ended.id, formula: 'main', why: 'ended', since: bench.now - HOUR },
      { n: left.n, id: left.id, formula: 'main', why: 'left', since: bench.now - HOUR },
    ]);
    expect(await collect()).toEqual([ended.id, left.id]);
    expect(await there()).toEqual([molecule.id]);
    expect(await bench.ledger.read((view) => view.beads({ ephemeral: 'only' }))).toEqual([]);
  });

  it('counts any change of any part, a heartbeat too', async () => {
    const { id } = await wisp();
    const a = await bench.bead(`${id}.a`);
    await bench.change((turn) => claim(turn, a.n, { worker: 'w', lease: 2 * HOUR }));
    bench.now += HOUR;
    await bench.change((turn) => heartbeat(turn, a.n, 1, HOUR / 2));
    bench.now += HOUR - 1;
    expect(await collect()).toEqual([]);
    bench.now += 1;
    expect(await collect()).toEqual([id]);
  });

  it('leaves alone what somebody has, however long ago', async () => {
    const { id } = await wisp();
    const a = await bench.bead(`${id}.a`);
    await bench.change((turn) => claim(turn, a.n, { worker: 'ada', lease: null }));
    bench.now += 100 * USUAL_AGE;
    expect(await collect()).toEqual([]);
  });

  it('leaves alone what waits for a gate, for its time or for whoever paused it', async () => {
    await wisp('[[steps]]\nid = "a"\ngate = { type = "human" }\n');
    const again = await wisp('[[steps]]\nid = "a"\nretry = { max_attempts = 2, backoff = "1h" }\n');
    await bench.do(`${again.id}.a`, { outcome: 'fail' });
    const paused = await wisp();
    const root = await bench.bead(paused.id);
    await bench.change((turn) => pause(turn, root, 'later'));
    bench.now += 100 * USUAL_AGE;
    expect(await collect()).toEqual([]);
  });

  it('leaves alone what something outside waits for, until that has closed', async () => {
    const { id } = await wisp();
    const a = await bench.bead(`${id}.a`);
    const bead = {
      ...{ id: 't-1', title: 'x', description: '', design: '', acceptance: '', notes: '', type: 'task' },
      ...{ assignee: null, owner: null, createdBy: null, dueAt: null, externalRef: null },
      ...{ estimate: null, metadata: null, step: null, extra: null },
    };
    await bench.change((turn) => {
      const { n } = create(turn, { bead, labels: [], edges: [] });
      addEdge(turn, { from: n, to: a.n, type: 'blocks' });
    });
    await bench.do(`${id}.a`);
    await bench.do(`${id}.b`);
    bench.now += USUAL_AGE;
    expect(await collect()).toEqual([]);
    await bench.close('t-1');
    expect(await collect()).toEqual([id]);
  });
});
