import type { BeadRow, Outcome } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import type { Molecule } from '../../ledger/molecule.js';
import { moleculeOf } from '../removal.js';

/** How far a molecule is. Containers count as steps, as they do in every count. */
export interface Progress {
  readonly total: number;
  readonly closed: number;
  /** How those ended that have. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Steps that somebody works on, or whose work is being checked. */
  readonly inProgress: number;
  readonly ready: number;
  /** Of all steps, rounded down: 100 only when all have closed. */
  readonly percent: number;
  /** Steps that close in an hour, as it went so far; undefined before one has. */
  readonly perHour: number | undefined;
  /** Milliseconds until all have closed, if it goes on like that; undefined where nothing can be said. */
  readonly left: number | undefined;
}

/** How far the molecule of a root is. Throws GT8201 or GT8220 when it is the root of none. */
export function progressOf(view: View, root: BeadRow, now: number): Progress {
  const molecule = moleculeOf(view, root);
  const beads = view
    .beads({ molecule: root.n, ephemeral: 'include', states: ['closed'] })
    .filter(({ n }) => n !== root.n);
  const ready = view.count({ molecule: root.n, ephemeral: 'include', states: ['ready'] });
  return progressFrom(molecule, root, beads, ready, now);
}

function progressFrom(
  { openSteps, runningSteps }: Molecule,
  { startedAt, createdAt }: BeadRow,
  closed: readonly BeadRow[],
  ready: number,
  now: number,
): Progress {
  const outcomes: Record<Outcome, number> = { pass: 0, fail: 0, skipped: 0, cancelled: 0 };
  for (const { outcome } of closed) if (outcome !== null) outcomes[outcome] += 1;
  const total = openSteps + closed.length;
  // What nobody worked on says nothing of how long work takes.
  const worked = closed.filter(({ attempt }) => attempt > 0);
  const elapsed = now - (startedAt ?? createdAt);
  const perHour = worked.length > 0 && elapsed > 0 ? (worked.length * 3_600_000) / elapsed : undefined;
  const isOver = openSteps === 0;
  return {
    total,
    closed: closed.length,
    outcomes,
    inProgress: runningSteps,
    ready,
    percent: total === 0 ? 100 : Math.floor((closed.length * 100) / total),
    perHour,
    left: perHour === undefined || isOver ? undefined : Math.round((openSteps / perHour) * 3_600_000),
  };
}
