import type { Node } from '../../ledger/bead.js';
import type { Transaction } from '../../ledger/contract.js';
import type { Gate } from '../../ledger/molecule.js';
import { ENDING_FIELDS } from '../line/fields.js';
import type { Fields, Line } from '../line/line.js';
import type { CommentEntry } from '../line/relations.js';
import { isSame } from '../line/stable.js';
import { timeOf } from '../line/time.js';
import { beadOf, foreignFields, gatesOf, nodeOf } from '../rows/line-rows.js';
import type { Incoming } from './decide.js';
import type { Membership } from './membership.js';
import type { Placed } from './placing.js';

/** A line whose number and surroundings are known. */
export interface Row {
  readonly incoming: Incoming;
  readonly n: number;
  readonly placed: Placed;
  readonly member: Membership;
}

/** Insert beads and barriers that are new. What they wait for is counted afterwards. */
export function insertBeads(tx: Transaction, rows: readonly Row[], now: number): void {
  tx.insert(
    rows.map(({ incoming: { line }, n, placed, member }) => ({
      node: {
        ...nodeOf(line, now),
        n,
        parent: placed.parent,
        molecule: member.molecule,
        part: member.part,
        // Counted afterwards; 0 would say of clean-up that it was let go.
        blockers: 1,
        openChildren: 0,
        worker: null,
        leaseUntil: null,
        deadline: null,
      },
      bead: line.type === 'barrier' ? undefined : { n, ...beadOf(line, extraOf(line, placed, member)) },
      labels: labelsOf(line),
    })),
  );
  for (const { incoming, n, placed } of rows) {
    tx.addEdges(placed.edges);
    tx.insertGates(gatesOf(incoming.line, n));
    writeAttached(tx, incoming, n);
  }
}

/** Change a bead or barrier that is here into what its line says. A claim stays, unless the bead has closed or is put off. */
export function updateBead(tx: Transaction, { incoming, n, placed, member }: Row, now: number): void {
  const { line, ours } = incoming;
  const before = tx.node(n);
  if (!before) return;
  const node = nodeOf(line, now);
  const { state, hold, wakeAt, outcome, byHand, closedAt, closeReason, kind, ...rest } = node;
  const own = { ...rest, kind, parent: placed.parent, ...member.change };
  const isEndSame = ENDING_FIELDS.every((name) => isSame(line.fields[name], ours?.fields[name]));
  const isAtWork = before.state === 'claimed' || before.state === 'verifying';
  const keeps = isEndSame || (isAtWork && (state === 'blocked' || state === 'backoff' || state === 'gated'));
  const end = { state, hold, wakeAt, outcome, byHand, closedAt, closeReason };
  const free = { worker: before.worker, leaseUntil: null, deadline: null, blockers: 0 };
  tx.updateNode(n, changed(before, { ...own, ...(!keeps && { ...end, ...free }) }));
  if (line.type === 'issue') {
    tx.updateBead(n, beadOf(line, extraOf(line, placed, member)));
    if (!isSame(labelsOf(line), tx.labels(n))) tx.setLabels(n, labelsOf(line));
  }
  updateEdges(tx, n, placed);
  updateGates(tx, gatesOf(line, n), tx.gates(n));
  writeAttached(tx, incoming, n);
}

const changed = (before: Node, after: Partial<Node>): Partial<Node> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isSame(value, before[name as keyof Node])),
  );

const labelsOf = ({ fields }: Line): readonly string[] => (fields['labels'] ?? []) as readonly string[];

/** All of a line that has no place in the rows. */
const extraOf = (line: Line, { kept }: Placed, { extra }: Membership): Fields => ({
  ...foreignFields(line),
  ...extra,
  ...(kept.length > 0 && { dependencies: kept }),
});

/** Lines do not speak of edges to what is ephemeral. */
function updateEdges(tx: Transaction, n: number, { edges }: Placed): void {
  const wanted = new Map(edges.map((edge) => [edge.to, edge]));
  const before = tx.edgesFrom(n);
  for (const { to } of before) if (!wanted.has(to) && tx.node(to)?.ephemeral === false) tx.removeEdge(n, to);
  const known = new Map(before.map((edge) => [edge.to, edge]));
  tx.addEdges(edges.filter((edge) => !isSame(known.get(edge.to), edge)));
}

/** What was found when a gate was asked is of this ledger. No gate of a step goes. */
function updateGates(tx: Transaction, wanted: readonly Gate[], before: readonly Gate[]): void {
  tx.insertGates(wanted.slice(before.length));
  for (const { n, at, gate, state, armedAt, dueAt } of wanted.slice(0, before.length)) {
    const known = before[at];
    const change = { gate, state, armedAt, dueAt };
    if (
      known &&
      !isSame(change, { gate: known.gate, state: known.state, armedAt: known.armedAt, dueAt: known.dueAt })
    )
      tx.updateGate(n, at, change);
  }
}

/** Comments, the output, what is to be spawned, and keys. */
function writeAttached(tx: Transaction, { line, ours }: Incoming, n: number): void {
  const { fields } = line;
  const isNew = (name: string): boolean => !isSame(fields[name], ours?.fields[name]);
  if (isNew('comments')) addComments(tx, n, (fields['comments'] ?? []) as readonly CommentEntry[]);
  if (isNew('output')) tx.setOutput(n, fields['output']);
  if (isNew('spawning')) {
    const spawning = fields['spawning'] as { items?: readonly unknown[]; made: number } | undefined;
    if (spawning) tx.putSpawning({ n, items: spawning.items ?? [], made: spawning.made });
    else tx.removeSpawning(n);
  }
  if (isNew('keys')) for (const key of (fields['keys'] ?? []) as readonly string[]) tx.setKey(key, line.id);
}

function addComments(tx: Transaction, n: number, comments: readonly CommentEntry[]): void {
  const key = (author: string, text: string, at: number): string => JSON.stringify([author, text, at]);
  const known = new Set(tx.comments(n).map(({ author, text, at }) => key(author, text, at)));
  for (const { author, text, created_at } of comments) {
    const at = timeOf(created_at);
    if (!known.has(key(author, text, at))) tx.addComment({ n, author, text, at });
  }
}
