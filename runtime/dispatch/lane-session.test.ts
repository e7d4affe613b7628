import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import { claim, report } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { beginSession, endSession, failedToBegin } from './lane-session.js';
import { sling, unsling } from './sling.js';

let bench: Workbench;
let n: number;
let id: string;
const FIRST: ProcessMark = { pid: 7, startTime: 'one' };
/** Another process that the system has given the same number. */
const SECOND: ProcessMark = { pid: 7, startTime: 'two' };
const TO = { rig: 'gas', agent: 'claude', land: 'none' } as const;

beforeEach(async () => {
  bench = await Workbench.open();
  ({ n, id } = await bench.pour('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n'));
  await give(TO);
});
afterEach(() => bench.ledger.close());

async function give(to: Parameters<typeof sling>[2]): Promise<boolean> {
  const bead = await bench.bead(id);
  return bench.change((turn) => sling(turn, bead, to).isNew);
}
const begin = (mark = FIRST): Promise<Lane | undefined> =>
  bench.change((turn) => beginSession(turn, n, mark));
const end = (trouble?: string, mark = FIRST): Promise<Lane | undefined> =>
  bench.change((turn) => endSession(turn, n, mark, trouble));
const lane = (): Promise<Lane | undefined> => bench.ledger.read((view) => view.lane(n));
const events = (...types: Parameters<typeof eventsOf>): Promise<unknown[]> => eventsOf(...types);
const eventsOf = (
  ...types: ('lane.began' | 'lane.ended' | 'lane.broken' | 'lane.slung' | 'bead.released')[]
) => bench.ledger.read((view) => view.events({ types }).map(({ type, data }) => ({ type, ...data })));

describe('a session', () => {
  it('is had by one of all that begin it, and its name by nobody else', async () => {
    expect((await begin())?.polecat).toBe('gas/polecats/amber');
    expect(await begin(SECOND)).toBeUndefined();
    const other = await bench.pour('[[steps]]\nid = "a"\n');
    const bead = await bench.bead(other.id);
    await bench.change((turn) => sling(turn, bead, TO));
    expect((await bench.change((turn) => beginSession(turn, other.n, SECOND)))?.polecat).toBe(
      'gas/polecats/birch',
    );
  });

  it('gives back what its polecat has claimed when it ends, and is ended by its own mark only', async () => {
    await begin();
    const step = await bench.bead(`${id}.a`);
    await bench.change((turn) => claim(turn, step.n, { worker: 'gas/polecats/amber', lease: 1_000 }));
    await end('it was killed', SECOND);
    expect((await bench.bead(`${id}.a`)).state).toBe('claimed');
    await end('it was killed');
    expect(await bench.bead(`${id}.a`)).toMatchObject({ state: 'ready', attempt: 1 });
    expect(await events('bead.released', 'lane.ended')).toEqual([
      { type: 'bead.released', worker: 'gas/polecats/amber', reason: 'it was killed' },
      { type: 'lane.ended', polecat: 'gas/polecats/amber', reason: 'it was killed' },
    ]);
  });

  it('that comes to nothing makes the next one wait, longer each time, and the third is the last', async () => {
    await begin();
    expect(await end('no luck')).toMatchObject({ fruitless: 1, wakeAt: bench.now + 1_000 });
    expect(await begin()).toBeUndefined();
    bench.now += 1_000;
    await bench.change((turn) => failedToBegin(turn, n, 'no disk'));
    expect(await lane()).toMatchObject({ fruitless: 2, wakeAt: bench.now + 2_000, trouble: null });
    bench.now += 2_000;
    await begin();
    const trouble = '3 sessions in a row came to nothing; the last: no luck';
    expect(await end('no luck')).toMatchObject({ fruitless: 3, wakeAt: null, trouble });
    bench.now += 60_000;
    expect(await begin()).toBeUndefined();
    expect(await events('lane.broken')).toEqual([{ type: 'lane.broken', reason: 'no luck' }]);
    await give(TO);
    expect(await lane()).toMatchObject({ fruitless: 0, trouble: null });
    expect(await begin()).toBeDefined();
  });

  it('that has closed a step counts as one that came to something, however it ended', async () => {
    await begin();
    const step = await bench.bead(`${id}.a`);
    await bench.change((turn) => {
      const { attempt } = claim(turn, step.n, { worker: 'gas/polecats/amber', lease: 1_000 });
      const node = turn.tx.node(step.n);
      if (node) report(turn, node, attempt, { outcome: 'pass' });
    });
    expect(await end('it was killed')).toMatchObject({ fruitless: 0, wakeAt: null });
  });
});

describe('slinging', () => {
  it('again comes to the same, and to another rig or agent only while nobody is at work', async () => {
    expect(await give(TO)).toBe(false);
    expect(await events('lane.slung')).toHaveLength(1);
    await begin();
    expect(await give(TO)).toBe(false);
    await expect(give({ ...TO, agent: 'codex' })).rejects.toMatchObject({ code: 'GT8901' });
    const bead = await bench.bead(id);
    await expect(bench.change((turn) => unsling(turn, bead))).rejects.toMatchObject({ code: 'GT8901' });
    await end();
    expect(await give({ ...TO, agent: 'codex' })).toBe(false);
    expect((await lane())?.agent).toBe('codex');
    await bench.change((turn) => unsling(turn, bead));
    expect(await lane()).toBeUndefined();
    await expect(bench.change((turn) => unsling(turn, bead))).rejects.toMatchObject({ code: 'GT8906' });
  });

  it('is for what can be worked on as a whole', async () => {
    const step = await bench.bead(`${id}.a`);
    await expect(bench.change((turn) => sling(turn, step, TO))).rejects.toMatchObject({ code: 'GT8902' });
    await bench.close(`${id}.a`);
    await bench.close(`${id}.b`);
    const whole = await bench.bead(id);
    await expect(bench.change((turn) => sling(turn, whole, { ...TO, agent: 'x' }))).rejects.toMatchObject({
      code: 'GT8902',
    });
  });
});
