import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentsOf } from '../ledger/suite/contents.js';
import { addEdge } from '../step/edges.js';
import { claim, create, defer, pause, reopen, report, resume } from '../step/index.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { START, Workbench } from '../testing/workbench.js';
import { burn } from './burn.js';
import { squash } from './squash.js';

let folder: TemporaryFolder;
let bench: Workbench;
beforeEach(async () => {
  folder = new TemporaryFolder();
  bench = await Workbench.open(folder.root);
});
afterEach(() => {
  bench.ledger.close();
  folder.remove();
});

const FORMULA = `
[vars.who]
default = "me"
[[steps]]
id = "look"
retry = { max_attempts = 2, backoff = "1m" }
on_fail = "continue"
[[steps]]
id = "box"
needs = ["look"]
[[steps.children]]
id = "one"
gate = { type = "timer", timeout = "1h" }
[[steps.children]]
id = "two"
[[steps]]
id = "polish"
needs = ["look"]
[steps.loop]
until = "try.output.good == true"
max = 3
[[steps.loop.body]]
id = "try"
[[steps]]
id = "tell"
needs = ["box", "polish"]
run_if = "always"
`;

const bead = (id: string) => ({
  ...{ id, title: id, description: '', design: '', acceptance: '', notes: '', type: 'task' },
  ...{ assignee: null, owner: null, createdBy: 'tester', dueAt: null, externalRef: null },
  ...{ estimate: null, metadata: null, step: null, extra: null },
});

/** Something that happens to a wisp; what cannot be done at the moment is not. */
type Deed =
  | 'pass'
  | 'fail'
  | 'claim'
  | 'wait'
  | 'defer'
  | 'add'
  | 'tell'
  | 'pause'
  | 'resume'
  | 'again'
  | 'flag'
  | 'time';

async function happens(n: number, deed: Deed, pick: number): Promise<void> {
  await bench.change((turn) => {
    const { tx } = turn;
    const steps = tx.beadsOf(n).filter((each) => each.n !== n);
    const one = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
    const ready = one(steps.filter(({ state }) => state === 'ready'));
    const running = one(steps.filter(({ state }) => state === 'claimed'));
    const any = one(steps);
    const root = tx.bead(n);
    if (!root || !any || root.state === 'closed') return;
    if (deed === 'claim' && ready) claim(turn, ready.n, { worker: `w${pick}`, lease: 600_000 });
    if ((deed === 'pass' || deed === 'fail') && running)
      report(turn, running, running.attempt, { outcome: deed, output: { good: pick % 2 === 0 } });
    if (deed === 'wait' && ready) {
      const other = one(steps.filter(({ state }) => state === 'closed'));
      if (other) addEdge(turn, { from: ready.n, to: other.n, type: 'blocks' });
    }
    if (deed === 'defer' && ready) defer(turn, ready, turn.now + 60_000, undefined);
    if (deed === 'add')
      create(turn, {
        ...{ bead: bead(`${any.id}.x${turn.tx.nextNumber()}`), labels: ['new'], edges: [] },
        parent: any.state === 'closed' ? n : any.n,
      });
    if (deed === 'tell') {
      tx.addComment({ n: any.n, author: 'a', text: 'hm', at: turn.now });
      tx.setLabels(any.n, ['x', `y${pick}`]);
      turn.log('comment.added', any, { text: 'hm' });
    }
    if (deed === 'pause') pause(turn, root, 'wait');
    if (deed === 'resume') resume(turn, root, 'go');
    const closed = one(steps.filter(({ state, kind }) => state === 'closed' && kind === 'work'));
    if (deed === 'again' && closed) reopen(turn, closed, 'again', 'step.retried');
    if (deed === 'flag') tx.setFlag(n, `f${pick}`, pick);
  });
  if (deed === 'time') await bench.wait(pick * 600_000);
}

describe('burn', () => {
  it('leaves one event that says what was there', async () => {
    const { n, id } = await bench.pour(FORMULA, { phase: 'vapor', key: 'k' });
    await bench.do(`${id}.look`);
    const { fingerprint } = await bench.change((turn) => burn(turn, n));
    await bench.ledger.read((view) => {
      expect(view.beads({ ephemeral: 'include' })).toEqual([]);
      expect([view.keyed('k'), view.molecules({}), view.protomolecule(fingerprint)]).toEqual([
        ...[undefined, [], undefined],
      ]);
      expect(view.events({})).toEqual([
        {
          seq: expect.any(Number),
          at: START,
          type: 'molecule.burned',
          subject: id,
          molecule: id,
          actor: 'tester',
          attempt: null,
          data: { fingerprint, steps: 7, closed: { pass: 1 } },
        },
      ]);
      expect(view.isTaken(id)).toBe(true);
    });
    const again = await bench.pour(FORMULA, { phase: 'vapor', key: 'k' });
    expect(again.isNew && again.id !== id).toBe(true);
  });

  it.each([
    ['that keeps its steps in its protomolecule', ''],
    ['of which every step is a row', 'pour = true\n'],
  ])('leaves nothing else of a wisp %s, whatever happened to it', async (_kind, head) => {
    await bench.pour(FORMULA);
    await bench.change((turn) => create(turn, { bead: bead('t-loose'), labels: ['l'], edges: [] }));
    const deeds: readonly Deed[] = [
      ...(['claim', 'claim', 'claim', 'pass', 'pass', 'pass', 'fail', 'wait', 'defer'] as const),
      ...(['add', 'tell', 'pause', 'resume', 'again', 'flag', 'time'] as const),
    ];
    const history = fc.array(fc.tuple(fc.constantFrom(...deeds), fc.nat(7)), { maxLength: 60, size: 'max' });
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(history, async (list) => {
        bench.now = START;
        const before = await contentsOf(folder.root);
        const { n, id } = await bench.pour(head + FORMULA, { phase: 'vapor', key: 'wisp' });
        for (const [deed, pick] of list) await happens(n, deed, pick);
        const events = (await bench.ledger.read((view) => view.events({ molecule: id }))).length;
        longest = Math.max(longest, events);
        await bench.change((turn) => burn(turn, n, { abandon: 'enough' }));
        const after = await contentsOf(folder.root);
        const added = after['events']?.slice(before['events']?.length) ?? [];
        expect(added.map(({ type, subject }) => [type, subject])).toEqual([['molecule.burned', id]]);
        expect({ ...after, events: after['events']?.slice(0, -1) }).toEqual(before);
      }),
      { numRuns: 40 },
    );
    expect(longest).toBeGreaterThan(20);
  });

  it('lets go what waited for a step of it', async () => {
    const { n, id } = await bench.pour(FORMULA, { phase: 'vapor' });
    const look = await bench.bead(`${id}.look`);
    const waiting = await bench.change((turn) => {
      const made = create(turn, { bead: bead('t-later'), labels: [], edges: [] });
      addEdge(turn, { from: made.n, to: look.n, type: 'blocks' });
      return made;
    });
    expect(await bench.bead('t-later')).toMatchObject({ state: 'blocked', blockers: 1 });
    await bench.change((turn) => burn(turn, n));
    expect(await bench.bead('t-later')).toMatchObject({ state: 'ready', blockers: 0 });
    expect(await bench.ledger.read((view) => view.edgesFrom(waiting.n))).toEqual([]);
  });

  it('refuses a molecule and a digest, with what can be done instead', async () => {
    const molecule = await bench.pour(FORMULA);
    await expect(bench.change((turn) => burn(turn, molecule.n))).rejects.toMatchObject({
      code: 'GT8224',
      message: `"${molecule.id}" is a molecule, and only wisps are burned`,
      help: `"gt squash ${molecule.id}" makes a digest of it`,
    });
    const wisp = await bench.pour(FORMULA, { phase: 'vapor' });
    await bench.change((turn) => squash(turn, wisp.n, { abandon: 'enough' }));
    await expect(bench.change((turn) => burn(turn, wisp.n))).rejects.toMatchObject({
      code: 'GT8224',
      message: `"${wisp.id}" is a digest, and only wisps are burned`,
      help: `it is the record of what was done; "gt mol show ${wisp.id}" shows it`,
    });
  });

  it('refuses while somebody works on it, until the lease is over or it is given up', async () => {
    const { n, id } = await bench.pour(FORMULA, { phase: 'vapor' });
    const look = await bench.bead(`${id}.look`);
    await bench.change((turn) => claim(turn, look.n, { worker: 'ada', lease: 600_000 }));
    await expect(bench.change((turn) => burn(turn, n))).rejects.toMatchObject({
      code: 'GT8223',
      message: `"${id}" cannot be burned: "ada" works on "${id}.look"`,
    });
    bench.now += 600_000;
    await bench.change((turn) => burn(turn, n));
    expect(await bench.ledger.read((view) => view.beads({ ephemeral: 'include' }))).toEqual([]);
  });
});
