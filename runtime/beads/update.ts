import { CONVOY } from '../convoy/convoy.js';
import { fail } from '../failure/failure.js';
import type { Bead, BeadRow, Node } from '../ledger/bead.js';
import type { Turn } from '../step/turn.js';
import { isoMoment } from './dates.js';
import { type LabelChange, label } from './label.js';

/** What programs call the fields, in events as in JSON. */
const NAMES = {
  title: 'title',
  description: 'description',
  design: 'design',
  acceptance: 'acceptance_criteria',
  notes: 'notes',
  type: 'issue_type',
  assignee: 'assignee',
  owner: 'owner',
  dueAt: 'due_at',
  estimate: 'estimated_minutes',
  externalRef: 'external_ref',
  metadata: 'metadata',
  priority: 'priority',
} as const;

type Field = keyof typeof NAMES;

/** What is said of a bead, as it is to be; what is missing stays. Everything has been checked. */
export type Edit = { readonly [F in Field]?: BeadRow[F] | undefined } & {
  /** A paragraph below the notes. */
  readonly appendNotes?: string;
  readonly setMetadata?: Readonly<Record<string, unknown>>;
  readonly unsetMetadata?: readonly string[];
  readonly labels?: LabelChange;
};

/** Change what is said of a bead; gives whether that made a difference. Throws GT8115 for a digest, which is a record. */
export function edit(turn: Turn, bead: BeadRow, wanted: Edit): boolean {
  if (bead.type === 'digest' || wanted.type === 'digest')
    fail('GT8115', { id: bead.id, what: 'the record', reason: 'a digest tells what has been' });
  if (wanted.type !== undefined && wanted.type !== bead.type && [bead.type, wanted.type].includes(CONVOY))
    fail('GT8115', {
      id: bead.id,
      what: 'the type',
      reason: 'a convoy tracks others, and nobody works on it',
    });
  const fields = Object.fromEntries(
    (Object.keys(NAMES) as Field[])
      .filter((field) => wanted[field] !== undefined)
      .map((field) => [field, wanted[field]]),
  ) as Partial<Pick<BeadRow, Field>>;
  const texts = { ...fields, ...notesOf(bead, wanted), ...metadataOf(bead, wanted) };
  const changed = (Object.keys(texts) as Field[]).filter((field) => !isSame(bead[field], texts[field]));
  const isRelabelled = wanted.labels !== undefined && label(turn, bead, wanted.labels);
  if (changed.length === 0) return isRelabelled;
  const { priority, ...rest } = Object.fromEntries(changed.map((field) => [field, texts[field]])) as Partial<
    Pick<BeadRow, Field>
  >;
  if (Object.keys(rest).length > 0) turn.tx.updateBead(bead.n, rest);
  const node: Partial<Node> = priority === undefined ? {} : { priority };
  turn.tx.updateNode(bead.n, { ...node, updatedAt: turn.now });
  turn.log(
    'bead.updated',
    bead,
    Object.fromEntries(changed.map((field) => [NAMES[field], shown(field, texts[field])])),
  );
  return true;
}

const shown = (field: Field, value: unknown): unknown =>
  field === 'dueAt' && typeof value === 'number' ? isoMoment(value) : value;

function notesOf({ notes }: BeadRow, wanted: Edit): { notes?: string } {
  if (wanted.appendNotes === undefined) return {};
  const before = wanted.notes ?? notes;
  return { notes: before === '' ? wanted.appendNotes : `${before.trimEnd()}\n\n${wanted.appendNotes}` };
}

function metadataOf(bead: BeadRow, wanted: Edit): { metadata?: Bead['metadata'] } {
  const { setMetadata, unsetMetadata } = wanted;
  if (!setMetadata && !unsetMetadata) return {};
  const before = wanted.metadata === undefined ? bead.metadata : wanted.metadata;
  const gone = new Set(unsetMetadata);
  const after = Object.entries({ ...before, ...setMetadata }).filter(([key]) => !gone.has(key));
  return { metadata: after.length === 0 ? null : Object.fromEntries(after) };
}

/** Values that are told apart in JSON. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
