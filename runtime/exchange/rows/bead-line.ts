import type { BeadRow, Node } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Fields, Line } from '../line/line.js';
import { lineOf } from '../line/read-line.js';
import { textOfTime } from '../line/time.js';
import { dependencyFields, type KeptDependency } from './dependency-fields.js';
import type { Names } from './names.js';
import { statusFields, statusHere } from './status.js';

const time = (at: number | null): string | undefined => (at === null ? undefined : textOfTime(at));

/** The line of a bead. `keys`: those that it was made with. */
export function beadLine(view: View, row: BeadRow, names: Names, keys: readonly string[]): Line {
  const { dependencies: kept = [], status: word, ...extra } = row.extra ?? {};
  const said = statusFields(row);
  return lineOf('issue', row.id, {
    ...extra,
    // A line needs one.
    title: row.title || row.id,
    description: row.description,
    design: row.design,
    acceptance_criteria: row.acceptance,
    notes: row.notes,
    ...said,
    // A word that means the same here is the one that it came with.
    ...(word !== undefined && statusHere(word) === said['status'] && { status: word }),
    priority: row.priority,
    issue_type: row.type,
    assignee: row.assignee,
    owner: row.owner,
    estimated_minutes: row.estimate,
    created_at: time(row.createdAt),
    created_by: row.createdBy,
    updated_at: time(row.updatedAt),
    started_at: time(startOf(row)),
    due_at: time(row.dueAt),
    external_ref: row.externalRef,
    ephemeral: row.ephemeral,
    labels: view.labels(row.n),
    dependencies: dependencyFields(view, row, row.id, kept as readonly KeptDependency[], names),
    comments: view
      .comments(row.n)
      .map(({ author, text, at }) => ({ author, text, created_at: textOfTime(at) })),
    metadata: row.metadata,
    by_hand: row.byHand,
    ...((row.state === 'closed' || row.byHand) && { close_reason: row.closeReason }),
    ...(row.state === 'closed' && endFields(view, row)),
    kind: row.kind,
    ...placeFields(view, row, names, extra),
    step: row.step,
    on_fail: row.onFail,
    attempt: row.attempt,
    failures: row.failures || undefined,
    check_failures: row.checkFailures || undefined,
    iteration: row.iteration,
    policy: row.policy,
    gates: gateFields(view, row.n),
    keys,
  });
}

/** A container that waits again has not begun: that it has is told by when. */
const startOf = ({ kind, state, startedAt }: Node): number | null =>
  kind === 'container' && state !== 'running' && state !== 'closed' ? null : startedAt;

/** The line of a barrier. */
export function barrierLine(view: View, node: Node, names: Names): Line | undefined {
  const id = names.idOf(node.n);
  if (id === undefined) return undefined;
  return lineOf('barrier', id, {
    status: node.state === 'closed' ? 'closed' : 'open',
    created_at: time(node.createdAt),
    updated_at: time(node.updatedAt),
    ...(node.state === 'closed' && { outcome: node.outcome, closed_at: time(node.closedAt) }),
    dependencies: dependencyFields(view, node, id, [], names),
    ...placeFields(view, node, names, {}),
  });
}

function endFields(view: View, row: BeadRow): Fields {
  const spawning = view.spawning(row.n);
  return {
    outcome: row.outcome,
    closed_at: time(row.closedAt),
    output: view.output(row.n),
    ...(spawning && { spawning: { items: spawning.items, made: spawning.made } }),
  };
}

/** Where in a molecule it is. What is not here stands in `extra`. */
function placeFields(view: View, node: Node, names: Names, extra: Fields): Fields {
  const part = node.part === null ? undefined : view.part(node.part);
  const isPoured = part === undefined || part.root === node.molecule;
  return {
    run_if: node.runIf,
    ...(node.molecule === null
      ? { molecule: extra['molecule'], part: extra['part'], order: extra['order'] }
      : {
          molecule: names.idOf(node.molecule),
          part: isPoured ? undefined : names.idOf(part.root),
          order: names.orderOf(node),
        }),
  };
}

const gateFields = (view: View, n: number): Fields[] =>
  view.gates(n).map(({ gate, state, armedAt, dueAt }) => ({
    gate,
    state,
    armed_at: time(armedAt),
    due_at: time(dueAt),
  }));
