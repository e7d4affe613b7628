import { beforeEach, describe, expect, it } from 'vitest';
import type { Digest } from '../ledger/molecule.js';
import { addEdge } from '../step/edges.js';
import { claim, create, heartbeat, pause } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { squash } from './squash.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});

const TWO = `
[vars.who]
default = "me"
[[steps]]
id = "design"
title = "Design for {{who}}"
[[steps]]
id = "build"
needs = ["design"]
`;

/** A bead of nobody's molecule. */
const loose = (id: string) => ({
  id,
  title: id,
  description: '',
  design: '',
  acceptance: '',
  notes: '',
  type: 'task',
  assignee: null,
  owner: null,
  createdBy: 'tester',
  dueAt: null,
  externalRef: null,
  estimate: null,
  metadata: null,
  step: null,
  extra: null,
});

async function waitingFor(id: string, step: string): Promise<void> {
  const target = await bench.bead(step);
  await bench.change((turn) => {
    const { n } = create(turn, { bead: loose(id), labels: [], edges: [] });
    addEdge(turn, { from: n, to: target.n, type: 'blocks' });
  });
}

describe('squash', () => {
  it('lets nobody begin or end whom a step had let go, though the digest was given up', async () => {
    const { n, id } = await bench.pour(TWO);
    await bench.do(`${id}.design`);
    const design = await bench.bead(`${id}.design`);
    await bench.change((turn) => {
      create(turn, { bead: loose('t-mend'), labels: [], edges: [] });
    });
    const mend = await bench.bead('t-mend');
    await bench.change((turn) => addEdge(turn, { from: mend.n, to: design.n, type: 'conditional-blocks' }));
    expect((await bench.bead('t-mend')).state).toBe('ready');
    await bench.change((turn) => squash(turn, n, { abandon: 'enough' }));
    expect((await bench.bead('t-mend')).state).toBe('ready');
  });

  it('leaves one digest that has the id of the molecule and all that was done', async () => {
    const { n, id } = await bench.pour(TWO, { key: 'k' });
    bench.now += 60_000;
    await bench.do(`${id}.design`, { output: { api: 'v2' }, reason: 'done well' }, 'ada');
    bench.now += 3_600_000;
    await bench.do(`${id}.build`, {}, 'bob');
    const { digest, squashed } = await bench.change((turn) => squash(turn, n));
    const expected: Digest = {
      kind: 'work',
      formula: 'main',
      fingerprint: digest.fingerprint,
      phase: 'liquid',
      outcome: 'pass',
      values: { who: 'me' },
      started: '2026-01-01T00:00:00.000Z',
      ended: '2026-01-01T01:01:00.000Z',
      summary: '2 steps in 1 h 1 min: 2 passed.\n\n- Design for me: passed (done well)',
      steps: [
        {
          id: 'design',
          title: 'Design for me',
          outcome: 'pass',
          attempts: 1,
          started: '2026-01-01T00:01:00.000Z',
          ended: '2026-01-01T00:01:00.000Z',
          worker: 'ada',
          reason: 'done well',
          output: { api: 'v2' },
        },
        {
          id: 'build',
          title: 'Build',
          outcome: 'pass',
          attempts: 1,
          started: '2026-01-01T01:01:00.000Z',
          ended: '2026-01-01T01:01:00.000Z',
          worker: 'bob',
        },
      ],
    };
    expect({ digest, squashed }).toEqual({ digest: expected, squashed: [`${id}.design`, `${id}.build`] });
    const root = await bench.bead(id);
    expect(root).toMatchObject({
      ...{ type: 'digest', state: 'closed', outcome: 'pass', kind: 'work', molecule: null, part: null },
      ...{ metadata: expected, closeReason: '2 steps in 1 h 1 min: 2 passed.', ephemeral: false },
    });
    await bench.ledger.read((view) => {
      expect(view.beads({ ephemeral: 'include' }).map((bead) => bead.id)).toEqual([id]);
      expect([view.molecule(n), view.partsOf(n), view.protomolecule(digest.fingerprint)]).toEqual([
        undefined,
        [],
        undefined,
      ]);
      expect(view.tombstones()).toEqual([
        { id: `${id}.build`, digest: id, at: bench.now },
        { id: `${id}.design`, digest: id, at: bench.now },
      ]);
      expect(view.keyed('k')).toBe(id);
      expect(view.events({}).map(({ type, subject }) => `${type} ${subject}`)).toEqual([
        `molecule.poured ${id}`,
        `bead.closed ${id}`,
        `molecule.ended ${id}`,
        `molecule.squashed ${id}`,
      ]);
      expect(view.events({ types: ['molecule.squashed'] })[0]?.data).toEqual({ digest: expected });
    });
  });

  it('gives the same digest again', async () => {
    const { n, id } = await bench.pour(TWO);
    await bench.do(`${id}.design`);
    await bench.do(`${id}.build`);
    const first = await bench.change((turn) => squash(turn, n, { summary: 'All well' }));
    const events = await bench.ledger.read((view) => view.events({}));
    const again = await bench.change((turn) => squash(turn, n, { summary: 'Another', abandon: 'no' }));
    expect(again).toEqual({ ...first, squashed: [] });
    expect(first.digest.summary).toBe('All well');
    expect(await bench.ledger.read((view) => view.events({}))).toEqual(events);
  });

  it('refuses while steps are open, and changes nothing', async () => {
    const { n, id } = await bench.pour(TWO);
    await bench.do(`${id}.design`);
    await expect(bench.change((turn) => squash(turn, n))).rejects.toMatchObject({
      code: 'GT8222',
      message: `"${id}" cannot be squashed: 1 step is open, such as ${id}.build`,
      help: `"gt mol current ${id}" shows what is to be done in it`,
    });
    expect(await bench.states(n)).toEqual(['design: pass', 'build: ready']);
  });

  it('counts the steps of a wisp that are no rows yet', async () => {
    const { n, id } = await bench.pour(TWO, { phase: 'vapor' });
    await expect(bench.change((turn) => squash(turn, n))).rejects.toThrow(
      `"${id}" cannot be squashed: 2 steps are open, such as ${id}.design`,
    );
  });

  it('refuses while somebody works on a step, and says who', async () => {
    const { n, id } = await bench.pour(TWO);
    const design = await bench.bead(`${id}.design`);
    await bench.change((turn) => claim(turn, design.n, { worker: 'ada', lease: 600_000 }));
    await expect(bench.change((turn) => squash(turn, n))).rejects.toMatchObject({
      code: 'GT8223',
      message: `"${id}" cannot be squashed: "ada" works on "${id}.design"`,
    });
  });

  it('gives up what is open when it is told why, and fences who works on it', async () => {
    const { n, id } = await bench.pour(TWO);
    const design = await bench.bead(`${id}.design`);
    await bench.change((turn) => claim(turn, design.n, { worker: 'ada', lease: 600_000 }));
    const { digest } = await bench.change((turn) => squash(turn, n, { abandon: 'not wanted any more' }));
    expect(digest).toMatchObject({ outcome: 'cancelled', abandoned: 'not wanted any more' });
    expect(digest.summary).toBe(
      [
        ...['2 steps in less than 1 s: 2 cancelled.', 'Abandoned: not wanted any more', ''],
        ...['- Design for me: cancelled', '- Build: cancelled'],
      ].join('\n'),
    );
    expect(digest.steps.map(({ outcome, worker }) => [outcome, worker])).toEqual([
      ['cancelled', 'ada'],
      ['cancelled', undefined],
    ]);
    expect(await bench.bead(id)).toMatchObject({ state: 'closed', closeReason: 'not wanted any more' });
    await expect(bench.change((turn) => heartbeat(turn, design.n, 1, 1000))).rejects.toThrow();
  });

  it('makes a digest of a wisp that stays, with the steps that never came up', async () => {
    const { n, id } = await bench.pour(TWO, { phase: 'vapor', values: { who: 'you' } });
    const { digest } = await bench.change((turn) => squash(turn, n, { abandon: 'too late' }));
    expect(digest.phase).toBe('vapor');
    expect(digest.steps).toEqual([
      { id: 'design', title: 'Design for you', outcome: 'cancelled', attempts: 0 },
      { id: 'build', title: 'Build', outcome: 'cancelled', attempts: 0 },
    ]);
    expect(await bench.bead(id)).toMatchObject({ ephemeral: false, type: 'digest' });
  });

  it('has what waited for a step wait for the digest, and its links', async () => {
    const { n, id } = await bench.pour(TWO);
    await waitingFor('t-later', `${id}.build`);
    const design = await bench.bead(`${id}.design`);
    const later = await bench.bead('t-later');
    await bench.change((turn) => addEdge(turn, { from: design.n, to: later.n, type: 'discovered-from' }));
    await bench.change((turn) => squash(turn, n, { abandon: 'no' }));
    await bench.ledger.read((view) => {
      expect(view.edgesFrom(later.n)).toEqual([{ from: later.n, to: n, type: 'blocks' }]);
      expect(view.node(later.n)).toMatchObject({ state: 'blocked', blockers: 1 });
      expect(view.edgesFrom(n)).toEqual([{ from: n, to: later.n, type: 'discovered-from' }]);
    });
  });

  it('lets go what only the digest holds no more, and does not hold again what was let go', async () => {
    const { n, id } = await bench.pour(`
[[steps]]
id = "try"
on_fail = "continue"
[[steps]]
id = "good"
[[steps]]
id = "bad"
`);
    // One waits for a step that passes in a molecule that fails.
    await waitingFor('t-free', `${id}.good`);
    await bench.do(`${id}.good`);
    await bench.do(`${id}.try`, { outcome: 'fail' });
    await bench.do(`${id}.bad`, { outcome: 'fail' });
    expect(await bench.bead('t-free')).toMatchObject({ state: 'ready' });
    const { digest } = await bench.change((turn) => squash(turn, n));
    expect(digest.outcome).toBe('fail');
    const free = await bench.bead('t-free');
    expect(free).toMatchObject({ state: 'ready', blockers: 0 });
    expect(await bench.ledger.read((view) => view.edgesFrom(free.n))).toEqual([
      { from: free.n, to: n, type: 'related' },
    ]);
  });

  it('squashes by itself when its formula asks for that, as that says', async () => {
    const squashed = (rules: string): string => `${TWO}[squash]\ntrigger = "on_complete"\n${rules}\n`;
    const { id } = await bench.pour(squashed('template_type = "operational"\ninclude_metrics = false'));
    await bench.do(`${id}.design`);
    await bench.do(`${id}.build`, { outcome: 'fail', reason: 'no compiler\nat all' });
    const { metadata, outcome } = await bench.bead(id);
    expect(outcome).toBe('fail');
    expect(metadata).toMatchObject({
      kind: 'operational',
      summary: '2 steps in less than 1 s: 1 passed, 1 failed.\n\n- Build: failed (no compiler)',
      steps: [
        { id: 'design', title: 'Design for me', outcome: 'pass', worker: 'w' },
        { id: 'build', title: 'Build', outcome: 'fail', worker: 'w', reason: 'no compiler\nat all' },
      ],
    });
    expect(Object.keys((metadata as unknown as Digest).steps[0] ?? {})).toEqual([
      ...['id', 'title', 'outcome', 'worker'],
    ]);
    const other = await bench.pour(TWO);
    await bench.do(`${other.id}.design`);
    await bench.do(`${other.id}.build`);
    expect(await bench.bead(other.id)).toMatchObject({ type: 'molecule', state: 'closed' });
  });

  it('tells a step, another bead and a paused molecule from one that can be squashed', async () => {
    const { n, id } = await bench.pour(TWO);
    const design = await bench.bead(`${id}.design`);
    await expect(bench.change((turn) => squash(turn, design.n))).rejects.toMatchObject({
      code: 'GT8220',
      message: `"${id}.design" is no molecule, but a step of "${id}"`,
      help: `name the molecule: ${id}`,
    });
    const { n: other } = await bench.change((turn) =>
      create(turn, { bead: loose('t-x'), labels: [], edges: [] }),
    );
    await expect(bench.change((turn) => squash(turn, other))).rejects.toMatchObject({ code: 'GT8201' });
    const root = await bench.bead(id);
    await bench.change((turn) => pause(turn, root, 'wait'));
    await expect(bench.change((turn) => squash(turn, n))).rejects.toMatchObject({ code: 'GT8222' });
  });
});
