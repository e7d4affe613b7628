import type { Bead, BeadRow, Node } from '../bead.js';
import type { Comment } from '../contract.js';
import type { LedgerEvent } from '../event.js';
import type { Lane } from '../lane.js';
import type { Gate, Molecule, Part, Spawning, Tombstone } from '../molecule.js';
import type { Row } from './driver.js';
import { table } from './table.js';

export const NODES = table<Node>('nodes', {
  n: 'plain',
  kind: 'plain',
  molecule: 'plain',
  part: 'plain',
  parent: 'plain',
  ephemeral: 'flag',
  state: 'plain',
  hold: 'plain',
  outcome: 'plain',
  byHand: 'flag',
  priority: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  startedAt: 'plain',
  closedAt: 'plain',
  closeReason: 'plain',
  blockers: 'plain',
  openChildren: 'plain',
  runIf: 'plain',
  onFail: 'plain',
  attempt: 'plain',
  failures: 'plain',
  checkFailures: 'plain',
  worker: 'plain',
  leaseUntil: 'plain',
  deadline: 'plain',
  wakeAt: 'plain',
  iteration: 'plain',
  policy: 'json',
});

export const BEADS = table<Bead>('beads', {
  n: 'plain',
  id: 'plain',
  title: 'plain',
  description: 'plain',
  design: 'plain',
  acceptance: 'plain',
  notes: 'plain',
  type: 'plain',
  assignee: 'plain',
  owner: 'plain',
  createdBy: 'plain',
  dueAt: 'plain',
  externalRef: 'plain',
  estimate: 'plain',
  metadata: 'json',
  step: 'plain',
  extra: 'json',
});

/** Both halves; `n` comes twice, and is the same. */
export const BEAD_ROW = `${NODES.selection}, ${BEADS.selection}`;

export const decodeBeadRow = (row: Row): BeadRow =>
  // Each half turns its own columns and keeps the others as they are.
  BEADS.decode(NODES.decode(row) as unknown as Row) as BeadRow;

export const COMMENTS = table<Comment>('comments', {
  id: 'plain',
  n: 'plain',
  author: 'plain',
  text: 'plain',
  at: 'plain',
});

export const EVENTS = table<LedgerEvent>('events', {
  seq: 'plain',
  at: 'plain',
  type: 'plain',
  subject: 'plain',
  molecule: 'plain',
  actor: 'plain',
  attempt: 'plain',
  data: 'json',
});

export const MOLECULES = table<Molecule>('molecules', {
  n: 'plain',
  phase: 'plain',
  formula: 'plain',
  paused: 'flag',
  openSteps: 'plain',
  activeSteps: 'plain',
  runningSteps: 'plain',
  hasLonely: 'flag',
  lean: 'flag',
  stalled: 'flag',
  cancelled: 'plain',
  squash: 'json',
  home: 'plain',
});

export const PARTS = table<Part>('parts', {
  part: 'plain',
  molecule: 'plain',
  root: 'plain',
  fingerprint: 'plain',
  prefix: 'plain',
  values: 'json',
  point: 'plain',
});

export const GATES = table<Gate>('gates', {
  n: 'plain',
  at: 'plain',
  gate: 'json',
  state: 'plain',
  armedAt: 'plain',
  dueAt: 'plain',
  askedAt: 'plain',
  finding: 'plain',
});

export const SPAWNINGS = table<Spawning>('spawnings', { n: 'plain', items: 'json', made: 'plain' });

export const TOMBSTONES = table<Tombstone>('tombstones', { id: 'plain', digest: 'plain', at: 'plain' });

export const LANES = table<Lane>('lanes', {
  n: 'plain',
  root: 'plain',
  rig: 'plain',
  agent: 'plain',
  land: 'plain',
  polecat: 'plain',
  sandbox: 'plain',
  branch: 'plain',
  supervisor: 'json',
  agentProcess: 'json',
  beganAfter: 'plain',
  fruitless: 'plain',
  wakeAt: 'plain',
  trouble: 'plain',
  slungAt: 'plain',
  slungBy: 'plain',
});
