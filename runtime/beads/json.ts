import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import { isoMoment } from './dates.js';
import { statusOf } from './status.js';

/** A bead as programs are told of it: the names that Beads has, and ours beside them. Fields without a value are left out. */
export type BeadJson = Readonly<Record<string, unknown>> & { readonly id: string };

/** What lists show of a bead. */
export function beadJson(view: View, bead: BeadRow): BeadJson {
  const { n } = bead;
  const at = (moment: number | null): string | undefined => (moment === null ? undefined : isoMoment(moment));
  const idOf = (number: number | null): string | undefined =>
    number === null ? undefined : view.idOf(number);
  return present({
    ...bead.extra,
    id: bead.id,
    title: bead.title,
    description: bead.description || undefined,
    design: bead.design || undefined,
    acceptance_criteria: bead.acceptance || undefined,
    notes: bead.notes || undefined,
    status: statusOf(bead),
    state: bead.state,
    hold: bead.hold ?? undefined,
    outcome: bead.outcome ?? undefined,
    priority: bead.priority,
    issue_type: bead.type,
    assignee: bead.assignee ?? undefined,
    owner: bead.owner ?? undefined,
    created_by: bead.createdBy ?? undefined,
    labels: view.labels(n),
    parent: idOf(bead.parent),
    dependencies: dependenciesOf(view, bead),
    blockers: bead.blockers,
    open_children: bead.openChildren,
    created_at: isoMoment(bead.createdAt),
    updated_at: isoMoment(bead.updatedAt),
    started_at: at(bead.startedAt),
    closed_at: at(bead.closedAt),
    close_reason: bead.closeReason ?? undefined,
    due_at: at(bead.dueAt),
    defer_until: bead.state === 'deferred' ? at(bead.wakeAt) : undefined,
    retry_at: bead.state === 'backoff' ? at(bead.wakeAt) : undefined,
    estimated_minutes: bead.estimate ?? undefined,
    external_ref: bead.externalRef ?? undefined,
    metadata: bead.metadata ?? undefined,
    ephemeral: bead.ephemeral,
    molecule: idOf(bead.molecule),
    step: bead.step ?? undefined,
    attempt: bead.attempt > 0 ? bead.attempt : undefined,
    worker: bead.worker ?? undefined,
    lease_until: at(bead.leaseUntil),
  });
}

/** All there is to a bead. */
export function wholeBeadJson(view: View, bead: BeadRow): BeadJson {
  const comments = view
    .comments(bead.n)
    .map(({ author, text, at }) => ({ author, text, created_at: isoMoment(at) }));
  const dependents = view.edgesTo(bead.n).flatMap(({ from, type }) => {
    const id = view.idOf(from);
    return id === undefined ? [] : [{ issue_id: id, depends_on_id: bead.id, type }];
  });
  const children = view.children(bead.n).flatMap(({ n }) => view.idOf(n) ?? []);
  const gates = view.gates(bead.n).map(({ gate, state, dueAt, finding }) =>
    present({
      ...gate,
      state,
      due_at: dueAt === null ? undefined : isoMoment(dueAt),
      finding: finding ?? undefined,
    }),
  );
  return present({
    ...beadJson(view, bead),
    output: view.output(bead.n),
    dependents,
    children,
    comments,
    gates: gates.length > 0 ? gates : undefined,
  });
}

/** Edges to barriers lead to nothing that has an id. */
function dependenciesOf(view: View, bead: BeadRow): unknown[] {
  return view.edgesFrom(bead.n).flatMap(({ to, type, join }) => {
    const id = view.idOf(to);
    return id === undefined ? [] : [present({ issue_id: bead.id, depends_on_id: id, type, join })];
  });
}

const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
