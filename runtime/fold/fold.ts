import type { Outcome } from '../ledger/bead.js';
import type { LedgerEvent } from '../ledger/event.js';

/** What the events say of a bead: a view of the ledger that asks nothing else of it (spec: LAW-10). */
export interface Facts {
  readonly molecule: string | null;
  /** A bead that nobody works on is open, whatever it waits for. */
  readonly status: 'open' | 'claimed' | 'verifying' | 'closed';
  readonly outcome: Outcome | null;
  /** How often it was claimed. */
  readonly attempt: number;
  /** Who has claimed it. */
  readonly worker: string | null;
  /** Deferred, or waiting for the next attempt. */
  readonly isPutOff: boolean;
  /** A person has set its status to `blocked`. */
  readonly isMarked: boolean;
  /** Of a molecule. */
  readonly isPaused: boolean;
  readonly isCancelled: boolean;
}

/** What all these events, in their order, say of every bead that is there. */
export function fold(events: Iterable<LedgerEvent>): Map<string, Facts> {
  const facts = new Map<string, Facts>();
  for (const event of events) apply(facts, event);
  return facts;
}

/** Go on where a fold has ended. */
export function apply(facts: Map<string, Facts>, event: LedgerEvent): void {
  const { subject, molecule, type } = event;
  if (type === 'molecule.squashed' || type === 'molecule.burned')
    for (const [id, each] of facts) if (each.molecule === subject && id !== subject) facts.delete(id);
  if (type === 'bead.deleted' || type === 'molecule.burned') {
    facts.delete(subject);
    return;
  }
  const before = facts.get(subject) ?? newborn(molecule);
  facts.set(subject, { ...before, ...changeOf(event) });
  // Steps that come to be with others are named by what they came with.
  for (const id of listOf(event.data?.['made'])) facts.set(`${subject}.${id}`, newborn(molecule));
}

const newborn = (molecule: string | null): Facts => ({
  molecule,
  status: 'open',
  outcome: null,
  attempt: 0,
  worker: null,
  isPutOff: false,
  isMarked: false,
  isPaused: false,
  isCancelled: false,
});

/** Nobody works on it, and nothing but what it waits for holds it back. */
const OPEN = { status: 'open', outcome: null, worker: null, isPutOff: false, isMarked: false } as const;

function changeOf({ type, attempt, data, molecule }: LedgerEvent): Partial<Facts> {
  switch (type) {
    case 'bead.claimed':
      return { ...OPEN, status: 'claimed', attempt: attempt ?? 0, worker: textOf(data?.['worker']) };
    case 'step.verifying':
      return { status: 'verifying', worker: null };
    case 'step.failed':
      return { ...OPEN, isPutOff: typeof data?.['wakeAt'] === 'number' };
    case 'step.expired':
      // The lease of a check runs out too, and the check is made again.
      return data?.['isVerifying'] === true ? {} : OPEN;
    case 'bead.released':
    case 'bead.reopened':
    case 'step.retried':
      return OPEN;
    case 'bead.deferred':
      return { ...OPEN, isPutOff: true };
    case 'bead.woken':
      return { isPutOff: false };
    case 'bead.marked':
      return { ...OPEN, isMarked: data?.['isStuck'] === true };
    case 'bead.closed':
    case 'step.skipped':
      return { ...OPEN, status: 'closed', outcome: outcomeOf(data) };
    case 'molecule.paused':
    case 'molecule.resumed':
      return { isPaused: type === 'molecule.paused' };
    case 'molecule.cancelled':
      return { isCancelled: true };
    case 'molecule.squashed':
      return { molecule: null, isPaused: false, isCancelled: false };
    case 'bead.imported':
      return { molecule, ...snapshotOf(data) };
    case 'bead.created':
      return { isPutOff: data?.['isPutOff'] === true };
    default:
      return {};
  }
}

/** A bead as it was in a file: what became of it before is not known here (R9). */
function snapshotOf(data: LedgerEvent['data']): Partial<Facts> {
  const { status, attempt } = data ?? {};
  const isClosed = status === 'closed';
  return {
    ...OPEN,
    ...(isClosed && { status: 'closed', outcome: outcomeOf(data) }),
    isPutOff: status === 'deferred',
    isMarked: status === 'blocked',
    ...(typeof attempt === 'number' && { attempt }),
  };
}

const OUTCOMES: readonly Outcome[] = ['pass', 'fail', 'skipped', 'cancelled'];

const outcomeOf = (data: LedgerEvent['data']): Outcome =>
  OUTCOMES.find((outcome) => outcome === data?.['outcome']) ?? 'pass';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
