import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { EventType, LedgerEvent } from '../ledger/event.js';
import type { Digest } from '../ledger/molecule.js';
import { withoutMolecule } from '../molecule/digest.js';
import { squash } from '../molecule/squash.js';
import type { Engine } from '../step/index.js';
import type { MoleculeOutcome, StepOutcome } from './model.js';

/** What became of one step, container or gate. */
export interface StepHistory {
  readonly id: string;
  readonly outcome: StepOutcome;
  readonly attempts: number;
  /** Places in the sequence of events: the first thing done for it, and its end. Undefined while there is none. */
  readonly began: number | undefined;
  readonly ended: number | undefined;
  /** Somebody works on it; a container or a gate ends by itself. */
  readonly isWork: boolean;
  readonly hasGates: boolean;
  readonly fansOut: boolean;
}

/** Something that happened, told with the ids of the formula. */
export interface Happening {
  /** Simulated milliseconds since the test began. */
  readonly at: number;
  /** Empty for the molecule itself. */
  readonly step: string;
  readonly type: EventType;
  readonly attempt: number | null;
  readonly data: LedgerEvent['data'];
}

/** All that is known of a molecule in the end. */
export interface History {
  readonly outcome: MoleculeOutcome;
  /** Milliseconds since 1970; null while it is open. */
  readonly closedAt: number | null;
  readonly steps: readonly StepHistory[];
  readonly happenings: readonly Happening[];
  readonly digest: Digest;
}

/** The id of a step as the formula has it: without that of its molecule. */
export const stepIdOf = (view: View, molecule: number, n: number): string =>
  withoutMolecule(view.idOf(n) ?? '', view.idOf(molecule) ?? '');

/** Look at everything, then squash it. */
export async function historyOf(engine: Engine, molecule: number, start: number): Promise<History> {
  return engine.change('formula-test', (turn) => {
    const { tx } = turn;
    const root = tx.bead(molecule);
    if (!root) throw new Error(`the molecule ${molecule} is gone`);
    const events = tx.events({ molecule: root.id });
    const bySubject = grouped(events);
    const steps = tx
      .beadsOf(molecule)
      .filter(({ n }) => n !== molecule)
      .map((bead) => stepHistory(tx, bead, root.id, bySubject.get(bead.id) ?? []));
    const isOpen = root.state !== 'closed';
    const outcome = isOpen && turn.molecule(molecule).stalled ? 'stalled' : (root.outcome ?? 'open');
    const { digest } = squash(turn, molecule, isOpen ? { abandon: 'the test is over' } : {});
    return {
      outcome,
      closedAt: root.closedAt,
      steps,
      happenings: events.map(({ at, subject, type, attempt, data }) => ({
        at: at - start,
        step: subject === root.id ? '' : withoutMolecule(subject, root.id),
        type,
        attempt,
        data,
      })),
      digest,
    };
  });
}

function grouped(events: readonly LedgerEvent[]): Map<string, LedgerEvent[]> {
  const groups = new Map<string, LedgerEvent[]>();
  for (const event of events) {
    const group = groups.get(event.subject);
    if (group) group.push(event);
    else groups.set(event.subject, [event]);
  }
  return groups;
}

const BEGINNINGS: ReadonlySet<EventType> = new Set<EventType>(['bead.claimed', 'container.started']);
const ENDS: ReadonlySet<EventType> = new Set<EventType>(['bead.closed', 'step.skipped']);

function stepHistory(view: View, bead: BeadRow, molecule: string, own: readonly LedgerEvent[]): StepHistory {
  // A step that only waits for a gate begins to as it is armed.
  const began = own.find(
    ({ type }) => BEGINNINGS.has(type) || (bead.kind === 'gate' && type === 'gate.armed'),
  );
  const isClosed = bead.state === 'closed';
  return {
    id: withoutMolecule(bead.id, molecule),
    outcome: bead.outcome ?? 'open',
    attempts: bead.attempt,
    began: began?.seq,
    ended: isClosed ? own.findLast(({ type }) => ENDS.has(type))?.seq : undefined,
    isWork: bead.kind === 'work',
    hasGates: view.gates(bead.n).length > 0,
    fansOut: bead.policy?.on_complete !== undefined,
  };
}
