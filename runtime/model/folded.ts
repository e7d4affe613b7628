import { apply, type Facts, fold } from '../fold/fold.js';
import type { BeadRow } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** The fold of a ledger's events, which goes on where it ended, beside the rows (spec: LAW-10). */
export class Folded {
  readonly #facts = new Map<string, Facts>();
  #seq = 0;

  /** What the events say that the rows do not, one line each. */
  differences(view: View, beads: readonly BeadRow[]): string[] {
    for (const event of view.events({ after: this.#seq })) {
      apply(this.#facts, event);
      this.#seq = event.seq;
    }
    return apart(this.#facts, view, beads);
  }
}

/** The same of all events that there are, from the first. */
export const foldedAnew = (view: View, beads: readonly BeadRow[]): string[] =>
  apart(fold(view.events({})), view, beads);

function apart(facts: ReadonlyMap<string, Facts>, view: View, beads: readonly BeadRow[]): string[] {
  const rows = new Map(beads.map((bead) => [bead.id, JSON.stringify(factsOf(view, bead))]));
  // Steps of a lean wisp that are no rows are as they were poured.
  const unmade = (id: string): string => {
    const molecule = facts.get(id)?.molecule ?? null;
    const isLean = molecule !== null && view.molecule(view.numberOf(molecule) ?? 0)?.lean === true;
    return isLean ? JSON.stringify({ ...NEWBORN, molecule }) : 'nothing';
  };
  return [...new Set([...facts.keys(), ...rows.keys()])].flatMap((id) => {
    const folded = JSON.stringify(facts.get(id));
    const row = rows.get(id) ?? unmade(id);
    return folded === row ? [] : [`${id}: its events come to ${folded}, and its row says ${row}`];
  });
}

const NEWBORN: Facts = {
  molecule: null,
  status: 'open',
  outcome: null,
  attempt: 0,
  worker: null,
  isPutOff: false,
  isMarked: false,
  isPaused: false,
  isCancelled: false,
};

function factsOf(view: View, { n, molecule, state, hold, outcome, attempt, worker }: BeadRow): Facts {
  const root = molecule === n ? view.molecule(n) : undefined;
  const isStatus = state === 'claimed' || state === 'verifying' || state === 'closed';
  return {
    molecule: molecule === null ? null : (view.idOf(molecule) ?? null),
    status: isStatus ? state : 'open',
    outcome,
    attempt,
    worker: state === 'claimed' ? worker : null,
    isPutOff: state === 'deferred' || state === 'backoff',
    isMarked: hold === 'marked',
    isPaused: root?.paused ?? false,
    isCancelled: root ? root.cancelled !== null : false,
  };
}
