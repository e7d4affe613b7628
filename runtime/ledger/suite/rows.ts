import type { Bead, Node } from '../bead.js';
import type { LedgerEvent } from '../event.js';
import type { Molecule } from '../molecule.js';

/** A moment for tests; others count from it. */
export const NOW = 1_800_000_000_000;

/** A ready node, but for what a test says. */
export const nodeWith = (node: Partial<Node> & Pick<Node, 'n'>): Node => ({
  kind: 'work',
  molecule: null,
  part: null,
  parent: null,
  ephemeral: false,
  state: 'ready',
  hold: null,
  outcome: null,
  byHand: false,
  priority: 2,
  createdAt: NOW,
  updatedAt: NOW,
  startedAt: null,
  closedAt: null,
  closeReason: null,
  blockers: 0,
  openChildren: 0,
  runIf: 'passed',
  onFail: 'block',
  attempt: 0,
  failures: 0,
  checkFailures: 0,
  worker: null,
  leaseUntil: null,
  deadline: null,
  wakeAt: null,
  iteration: 0,
  policy: null,
  ...node,
});

export const beadWith = (bead: Partial<Bead> & Pick<Bead, 'n'>): Bead => ({
  id: `t-${bead.n}`,
  title: `Bead ${bead.n}`,
  description: '',
  design: '',
  acceptance: '',
  notes: '',
  type: 'task',
  assignee: null,
  owner: null,
  createdBy: null,
  dueAt: null,
  externalRef: null,
  estimate: null,
  metadata: null,
  step: null,
  extra: null,
  ...bead,
});

export const moleculeWith = (molecule: Partial<Molecule> & Pick<Molecule, 'n'>): Molecule => ({
  phase: 'liquid',
  formula: 'shiny',
  paused: false,
  openSteps: 0,
  activeSteps: 0,
  runningSteps: 0,
  hasLonely: false,
  lean: false,
  stalled: false,
  cancelled: null,
  squash: null,
  home: null,
  ...molecule,
});

export const eventWith = (event: Partial<LedgerEvent>): Omit<LedgerEvent, 'seq'> => ({
  at: NOW,
  type: 'bead.created',
  subject: 't-1',
  molecule: null,
  actor: 'tester',
  attempt: null,
  data: null,
  ...event,
});
