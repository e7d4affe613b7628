import fc from 'fast-check';
import { RuntimeFailure } from '../../failure/failure.js';
import { openGate } from '../../gate/open.js';
import type { BeadRow } from '../../ledger/bead.js';
import { spawnAll } from '../../molecule/spawn.js';
import {
  addEdge,
  claim,
  create,
  defer,
  forceClose,
  mark,
  passTime,
  pause,
  release,
  removeEdge,
  reopen,
  report,
  resume,
  skip,
  type Turn,
  wake,
} from '../../step/index.js';
import type { Workbench } from '../../testing/workbench.js';

/** Formulas that have, between them, whatever a step's life can have. */
const FORMULAS: readonly Readonly<Record<string, string>>[] = [
  {
    main: `
[[steps]]
id = "a"
retry = { max_attempts = 2, backoff = "1m" }
[[steps]]
id = "b"
needs = ["a"]
on_fail = "continue"
[[steps]]
id = "box"
needs = ["a"]
[[steps.children]]
id = "c1"
gate = { type = "human" }
[[steps.children]]
id = "c2"
needs = ["c1"]
parallel = false
[[steps]]
id = "mend"
needs = ["b"]
run_if = "failed"
[[steps]]
id = "z"
needs = ["box", "b", "mend"]
gate = { type = "timer", timeout = "1h" }
[[steps]]
id = "clean"
needs = ["z"]
run_if = "always"
`,
  },
  {
    main: `
[[steps]]
id = "look"
[steps.on_complete]
for_each = "output.items"
bond = "arm"
vars = { name = "{item}" }
[[steps]]
id = "sum"
waits_for = "children-of(look)"
[[steps]]
id = "again"
loop = { until = "try.output.done == true", max = 3, body = [{ id = "try" }, { id = "check", needs = ["try"], on_fail = "abort" }] }
[[steps]]
id = "end"
needs = ["again", "sum"]
`,
    arm: '[vars.name]\nrequired = true\n[[steps]]\nid = "greet"\n[[steps]]\nid = "leave"\nneeds = ["greet"]\n',
  },
];

/** Something that is done to a bead, which `at` picks among all. */
export interface Act {
  readonly what: string;
  readonly at: number;
  readonly by: number;
}

const ACTS = [
  ...['pass', 'pass', 'pass', 'pass', 'fail', 'claim', 'release', 'wait', 'gate', 'reopen', 'skip', 'force'],
  ...['defer', 'wake', 'mark', 'pause', 'resume', 'create', 'create', 'wait for', 'let go', 'spawn'],
];

export const acts = (maxLength: number): fc.Arbitrary<Act[]> =>
  fc.array(fc.record({ what: fc.constantFrom(...ACTS), at: fc.nat(997), by: fc.nat(997) }), {
    maxLength,
    size: 'max',
  });

/** Do it all, on a ledger with two molecules; what the ledger refuses is not done. */
export async function live(bench: Workbench, history: readonly Act[]): Promise<void> {
  for (const formulas of FORMULAS)
    await bench.pour(formulas, { key: `key of ${Object.keys(formulas).length}` });
  for (const act of history) {
    try {
      if (act.what === 'spawn') await spawnAll(bench.engine, 'tester');
      else if (act.what === 'wait') await bench.wait((act.by % 90) * 60_000);
      else await bench.change((turn) => perform(turn, act));
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
    }
    bench.now += 1_000;
  }
}

function perform(turn: Turn, { what, at, by }: Act): void {
  const { tx } = turn;
  passTime(turn);
  const beads = tx.beads({});
  const open = beads.filter(({ state }) => (what === 'reopen' ? state === 'closed' : state !== 'closed'));
  const ready = beads.filter(({ state }) => state === 'ready' || state === 'claimed');
  const pick = (list: readonly BeadRow[], which: number): BeadRow | undefined =>
    list[which % (list.length || 1)];
  const bead = pick(WORKS.includes(what) ? ready : open, at);
  const other = pick(beads, by);
  const node = bead && tx.node(bead.n);
  if (what === 'create') add(turn, at, by, beads);
  if (!bead || !node || !other) return;
  switch (what) {
    case 'pass':
    case 'fail': {
      const claimed = claim(turn, bead.n, { worker: 'w', lease: 600_000 });
      const output = { items: ['x', 'y'].slice(0, by % 3), done: by % 2 === 0 };
      report(turn, claimed, claimed.attempt, { outcome: what, reason: `${what} ${by}`, output });
      return;
    }
    case 'claim':
      claim(turn, bead.n, { worker: 'w', lease: 600_000 });
      return;
    case 'release':
      release(turn, node, undefined);
      return;
    case 'gate':
      for (const gate of tx.gates(bead.n)) if (gate.state === 'armed') openGate(turn, node, gate, 'opened');
      return;
    case 'reopen':
      // What has spawned would spawn under the same ids once more.
      if (!bead.policy?.on_complete) reopen(turn, node, 'again', 'bead.reopened');
      return;
    case 'skip':
      skip(turn, node, 'not needed');
      return;
    case 'force':
      forceClose(turn, node, by % 2 === 0 ? 'pass' : 'fail', 'by force');
      return;
    case 'defer':
      defer(turn, node, by % 3 === 0 ? null : turn.now + by * 10_000, 'later');
      return;
    case 'wake':
      wake(turn, node);
      return;
    case 'mark':
      mark(turn, node, by % 2 === 0);
      return;
    case 'pause':
    case 'resume': {
      const root = bead.molecule === null ? undefined : tx.node(bead.molecule);
      if (root) (what === 'pause' ? pause : resume)(turn, root, 'so it is');
      return;
    }
    case 'wait for':
      // Older ones only, so that there are no circles.
      if (bead.molecule === null && other.n < bead.n && other.molecule === null)
        addEdge(turn, { from: bead.n, to: other.n, type: by % 3 === 0 ? 'waits-for' : 'blocks' });
      return;
    case 'let go':
      removeEdge(turn, bead.n, tx.edgesFrom(bead.n)[0]?.to ?? 0);
  }
}

const WORKS = ['pass', 'fail', 'claim'];

function add(turn: Turn, at: number, by: number, beads: readonly BeadRow[]): void {
  const free = beads.filter(({ molecule }) => molecule === null);
  const pick = (which: number): BeadRow | undefined =>
    which % 3 === 0 ? undefined : free[which % (free.length || 1)];
  const [parent, on] = [pick(at), pick(by)];
  const isAround = parent !== undefined && on !== undefined && (parent.n === on.n || on.parent !== null);
  const edges = on && !isAround ? [{ to: on.n, type: 'blocks' as const }] : [];
  create(turn, {
    bead: { ...PLAIN, id: `t-${turn.tx.nextNumber()}`, title: `Bead ${at}`, metadata: { at } },
    labels: by % 2 === 0 ? ['even'] : [],
    priority: by % 5,
    parent: parent?.n,
    edges,
    deferUntil: by % 7 === 0 ? null : undefined,
  });
}

const PLAIN = {
  description: 'What is to be done',
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
  step: null,
  extra: null,
};
