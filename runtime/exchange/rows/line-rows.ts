import { CONVOY } from '../../convoy/convoy.js';
import type { Bead, Node, Outcome } from '../../ledger/bead.js';
import type { Gate } from '../../ledger/molecule.js';
import type { Policy } from '../../ledger/policy.js';
import { FIELDS } from '../line/fields.js';
import type { Fields, Line } from '../line/line.js';
import { timeOf } from '../line/time.js';
import { stateFrom, statusHere } from './status.js';

/** What of a line stands in the node of its bead, apart from what it is among: its parent, its molecule, its part. */
export type OwnNode = Omit<
  Node,
  'n' | 'parent' | 'molecule' | 'part' | 'blockers' | 'openChildren' | 'worker' | 'leaseUntil' | 'deadline'
>;

/** `now`: when it was made, where the line does not say. */
export function nodeOf({ type, fields }: Line, now: number): OwnNode {
  const { state, hold, wakeAt } = stateFrom(fields);
  const createdAt = at(fields, 'created_at') ?? at(fields, 'updated_at') ?? now;
  return {
    kind: type === 'barrier' ? 'barrier' : word(fields, 'kind', kindOf(fields)),
    ephemeral: fields['ephemeral'] === true,
    state,
    hold,
    outcome: word<Outcome | null>(fields, 'outcome', null),
    byHand: fields['by_hand'] === true,
    priority: number(fields, 'priority') ?? 2,
    createdAt,
    updatedAt: at(fields, 'updated_at') ?? createdAt,
    startedAt: at(fields, 'started_at'),
    closedAt: at(fields, 'closed_at') ?? (state === 'closed' ? createdAt : null),
    closeReason: word<string | null>(fields, 'close_reason', null),
    runIf: word(fields, 'run_if', type === 'barrier' ? 'always' : 'passed'),
    onFail: word(fields, 'on_fail', 'block'),
    attempt: number(fields, 'attempt') ?? 0,
    failures: number(fields, 'failures') ?? 0,
    checkFailures: number(fields, 'check_failures') ?? 0,
    wakeAt,
    iteration: number(fields, 'iteration') ?? 0,
    policy: (fields['policy'] as Policy | undefined) ?? null,
  };
}

/** Elsewhere a convoy is a bead like others; nobody is to work on it. */
const kindOf = (fields: Fields): Node['kind'] =>
  fields['issue_type'] === CONVOY && fields['molecule'] === undefined ? 'container' : 'work';

/** What of a line stands in its bead. `extra`: what could not be placed, with what we have no meaning for. */
export const beadOf = ({ id, fields }: Line, extra: Fields): Omit<Bead, 'n'> => ({
  id,
  title: text(fields, 'title'),
  description: text(fields, 'description'),
  design: text(fields, 'design'),
  acceptance: text(fields, 'acceptance_criteria'),
  notes: text(fields, 'notes'),
  type: text(fields, 'issue_type'),
  assignee: word<string | null>(fields, 'assignee', null),
  owner: word<string | null>(fields, 'owner', null),
  createdBy: word<string | null>(fields, 'created_by', null),
  dueAt: at(fields, 'due_at'),
  externalRef: word<string | null>(fields, 'external_ref', null),
  estimate: number(fields, 'estimated_minutes'),
  metadata: (fields['metadata'] as Bead['metadata'] | undefined) ?? null,
  step: word<string | null>(fields, 'step', null),
  extra: Object.keys(extra).length > 0 ? extra : null,
});

/** Fields that we have no meaning for, and a status in a word of its own. */
export function foreignFields({ fields }: Line): Fields {
  const said = fields['status'];
  const unknown = Object.entries(fields).filter(([name]) => !Object.hasOwn(FIELDS.issue, name));
  return { ...Object.fromEntries(unknown), ...(said !== statusHere(said) && { status: said }) };
}

interface GateEntry {
  readonly gate: Gate['gate'];
  readonly state?: Gate['state'];
  readonly armed_at?: string;
  readonly due_at?: string;
}

export const gatesOf = ({ fields }: Line, n: number): Gate[] =>
  ((fields['gates'] ?? []) as readonly GateEntry[]).map((entry, place) => ({
    n,
    at: place,
    gate: entry.gate,
    state: entry.state ?? 'waiting',
    armedAt: entry.armed_at === undefined ? null : timeOf(entry.armed_at),
    dueAt: entry.due_at === undefined ? null : timeOf(entry.due_at),
    askedAt: null,
    finding: null,
  }));

const text = (fields: Fields, name: string): string => String(fields[name] ?? '');

/** The shape of the field has let nothing else through. */
const word = <T extends string | null>(fields: Fields, name: string, otherwise: T): T =>
  (fields[name] as T | undefined) ?? otherwise;

const number = (fields: Fields, name: string): number | null =>
  typeof fields[name] === 'number' ? fields[name] : null;

function at(fields: Fields, name: string): number | null {
  const said = fields[name];
  return typeof said === 'string' ? timeOf(said) : null;
}
