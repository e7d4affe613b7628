import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import { messagesTo } from '../message/inbox.js';
import { squash } from '../molecule/squash.js';
import { Workbench } from '../testing/workbench.js';
import { Dispatcher, type Field, type Sent, type Worktree } from './dispatcher.js';
import { beginSession } from './lane-session.js';
import { sling } from './sling.js';

let bench: Workbench;
let field: TestField;
let dispatcher: Dispatcher;

/** Processes and worktrees that do what the test says. */
class TestField implements Field {
  readonly sent: string[] = [];
  readonly ended: number[] = [];
  lastPrinted: number | undefined;
  readonly dead = new Set<number>();
  /** Why worktrees have to stay. */
  stays: string | undefined;
  readonly #endings: ((trouble: string | undefined) => void)[] = [];

  send({ n }: Lane): Sent {
    this.sent.push(String(n));
    return { ended: new Promise((resolve) => this.#endings.push(resolve)) };
  }
  /** The one that was sent last ends. */
  last(trouble: string | undefined): void {
    this.#endings.pop()?.(trouble);
  }
  isAlive = ({ pid }: ProcessMark): boolean => !this.dead.has(pid);
  end = async ({ pid }: ProcessMark): Promise<void> => void this.ended.push(pid);
  /** Folders of lanes; what is said of those that have to stay. */
  folders: Worktree[] = [];
  readonly clearedFolders: string[] = [];
  worktrees = (): Worktree[] => this.folders;
  clearWorktree = async ({ id }: Worktree): Promise<string | undefined> => {
    this.clearedFolders.push(id);
    return this.stays;
  };
  endStrays = async (): Promise<number> => 0;
  printed = (): number | undefined => this.lastPrinted;
  clear = async (): Promise<string | undefined> => this.stays;
}

beforeEach(async () => {
  bench = await Workbench.open();
  field = new TestField();
  dispatcher = new Dispatcher(bench.engine, field, {
    actor: 'dispatcher',
    capacity: { all: 2, perRig: new Map(), perAgent: new Map() },
    patience: 60_000,
  });
});
afterEach(() => bench.ledger.close());

async function slung(text = '[[steps]]\nid = "a"\n'): Promise<{ n: number; id: string }> {
  const made = await bench.pour(text);
  const bead = await bench.bead(made.id);
  await bench.change((turn) => sling(turn, bead, { rig: null, agent: 'claude', land: 'none' }));
  return made;
}
const lanes = (): Promise<Lane[]> => bench.ledger.read((view) => view.lanes({}));

describe('a pass', () => {
  it('sends one to each lane that has work, up to the capacity, and nobody twice', async () => {
    const all = [await slung(), await slung(), await slung()];
    await slung('[[steps]]\nid = "a"\ninteractive = true\n');
    await dispatcher.pass();
    await dispatcher.pass();
    expect(field.sent).toEqual([String(all[0]?.n), String(all[1]?.n)]);
    expect(dispatcher.atWork).toBe(2);
  });

  it('that has nothing to do writes nothing', async () => {
    await slung('[[steps]]\nid = "a"\ninteractive = true\n');
    const before = bench.ledger.version();
    expect(await dispatcher.pass()).toEqual({ decisions: [], reaped: [], cleared: [], problems: [] });
    expect(bench.ledger.version()).toBe(before);
  });

  it('does what time does before it looks for work', async () => {
    const { n } = await slung('[[steps]]\nid = "a"\ngate = { type = "timer", timeout = "1h" }\n');
    await dispatcher.pass();
    expect(field.sent).toEqual([]);
    expect(await dispatcher.nextDue()).toBe(bench.now + 3_600_000);
    bench.now += 3_600_000;
    await dispatcher.pass();
    expect(field.sent).toEqual([String(n)]);
  });

  it('ends what a supervisor that is gone had started, and then lets somebody else come', async () => {
    const { n, id } = await slung();
    await bench.change((turn) => beginSession(turn, n, { pid: 40, startTime: 'x' }));
    await bench.change((turn) => turn.tx.updateLane(n, { agentProcess: { pid: 41, startTime: 'y' } }));
    const step = await bench.bead(`${id}.a`);
    const { claim } = await import('../step/index.js');
    await bench.change((turn) => claim(turn, step.n, { worker: 'local/polecats/amber', lease: 60_000 }));
    expect((await dispatcher.pass()).reaped).toEqual([]);
    field.dead.add(40);
    expect((await dispatcher.pass()).reaped).toEqual([n]);
    expect(field.ended).toEqual([41]);
    expect(await bench.bead(`${id}.a`)).toMatchObject({ state: 'ready', attempt: 1 });
    bench.now += 1_000;
    await dispatcher.pass();
    expect(field.sent).toEqual([String(n)]);
  });

  it('tells of work of which nothing comes, once, and leaves it as it is', async () => {
    const { n, id } = await slung();
    await bench.change((turn) => beginSession(turn, n, { pid: 40, startTime: 'x' }));
    const { claim, heartbeat } = await import('../step/index.js');
    const step = await bench.bead(`${id}.a`);
    await bench.change((turn) => claim(turn, step.n, { worker: 'local/polecats/amber', lease: 600_000 }));
    const told = () =>
      bench.ledger.read((view) => view.events({ types: ['lane.stuck'] }).map(({ data }) => data?.['reason']));
    bench.now += 59_000;
    field.lastPrinted = bench.now;
    bench.now += 59_000;
    await dispatcher.pass();
    expect(await told()).toEqual([]);
    bench.now += 1_000;
    // That its supervisor lives is no sign that anything comes of it.
    await bench.change((turn) => heartbeat(turn, step.n, 1, 600_000));
    await dispatcher.pass({ patrols: false });
    expect(await told()).toEqual([]);
    await dispatcher.pass();
    await dispatcher.pass();
    const first = 'local/polecats/amber has it, attempt 1, and nothing has come of it for 1 min';
    expect(await told()).toEqual([first]);
    expect(await bench.ledger.read((view) => messagesTo(view, 'mayor/'))).toMatchObject([
      { title: `${id}.a: ${first}` },
    ]);
    expect(field.ended).toEqual([]);
    expect(await bench.bead(`${id}.a`)).toMatchObject({ state: 'claimed', attempt: 1 });
    bench.now += 1;
    field.lastPrinted = bench.now;
    bench.now += 60_000;
    await dispatcher.pass();
    expect(await told()).toHaveLength(2);
  });

  it('takes away worktrees whose lanes went without them, and tells once of those that have to stay', async () => {
    const going = await slung();
    const squashed = await slung();
    await bench.close(`${squashed.id}.a`);
    await bench.change((turn) => {
      turn.tx.removeLane(squashed.n);
      squash(turn, squashed.n);
    });
    const stray = await bench.pour('[[steps]]\nid = "a"\n');
    field.folders = [going.id, `${squashed.id}.a`, squashed.id, stray.id, 'x-unheard-of.a'].map((id) => ({
      rig: 'gas',
      id,
    }));
    field.stays = 'two files are not committed';
    const told = [`${squashed.id}.a`, squashed.id].map(
      (id) => `the worktree of ${id} stays: two files are not committed`,
    );
    expect((await dispatcher.pass({ patrols: false })).problems).toEqual([]);
    expect((await dispatcher.pass()).problems).toEqual(told);
    expect((await dispatcher.pass()).problems).toEqual([]);
    expect(field.clearedFolders).toEqual([`${squashed.id}.a`, squashed.id]);
  });

  it('counts a supervisor that could not begin as a session that came to nothing', async () => {
    const { n } = await slung();
    await dispatcher.pass();
    const told = new Promise<void>((resolve) => {
      dispatcher.onEnd = resolve;
    });
    field.last('there is no disk');
    await told;
    expect(dispatcher.atWork).toBe(0);
    expect(await lanes()).toMatchObject([{ n, fruitless: 1, wakeAt: bench.now + 1_000 }]);
  });

  it('takes a lane away when its work has ended and its worktree is gone, and says why it stays', async () => {
    const { n, id } = await slung();
    await bench.close(`${id}.a`);
    field.stays = 'two files are not committed';
    expect((await dispatcher.pass()).cleared).toEqual([]);
    expect(await lanes()).toMatchObject([{ n, trouble: 'two files are not committed' }]);
    field.stays = undefined;
    expect((await dispatcher.pass()).cleared).toEqual([n]);
    expect(await lanes()).toEqual([]);
  });
});
