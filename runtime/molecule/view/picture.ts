import type { Picture, PictureStep } from '../../../compiler/picture/picture.js';
import type { PictureState } from '../../../compiler/picture/states.js';
import type { BeadRow, Hold } from '../../ledger/bead.js';
import { withIterationsInOrder } from './iterations.js';
import type { LiveMolecule, LiveStep } from './live.js';
import { wavesOf } from './waves.js';

/** A molecule as it is now, for the pictures of `compiler/picture`. */
export function pictureOf(live: LiveMolecule): Picture {
  const { root, molecule, barriers } = live;
  const steps = withIterationsInOrder(live.steps);
  const byName = new Map(steps.map((step) => [step.step, step]));
  const found = wavesOf({ steps, barriers }) ?? { order: [...byName.keys()], waves: [] };
  return {
    name: root.id,
    type: `${kindOf(live)} of ${molecule.formula}`,
    steps: found.order.flatMap((name) => {
      const step = byName.get(name);
      return step ? [pictureStep(step)] : [];
    }),
    barriers,
    waves: found.waves,
  };
}

/** What people call it. */
export const kindOf = ({ molecule }: Pick<LiveMolecule, 'molecule'>): string =>
  molecule.phase === 'vapor' ? 'wisp' : 'molecule';

function pictureStep(live: LiveStep): PictureStep {
  const { step, title, type, needs, container, gates, bead, outside } = live;
  return {
    id: step,
    title,
    type,
    needs,
    container,
    gates: gates.map(({ gate }) => gate),
    state: stateOf(bead),
    remarks: [
      ...(bead ? remarksOn(bead) : []),
      ...(isOver(bead) ? [] : outside.map((id) => `waits for ${id}`)),
    ],
  };
}

const isOver = (bead: BeadRow | undefined): boolean => bead?.state === 'closed';

/** Where a step is, in the few words that pictures have. */
export function stateOf(bead: Pick<BeadRow, 'state' | 'outcome'> | undefined): PictureState {
  switch (bead?.state) {
    case 'closed':
      return bead.outcome ?? 'pass';
    case 'claimed':
    case 'verifying':
    case 'running':
      return 'active';
    case 'ready':
      return 'ready';
    default:
      return 'open';
  }
}

const HELD: Readonly<Record<Hold, string>> = {
  paused: 'paused',
  alone: 'waits to run alone',
  marked: 'marked as blocked',
};

/** What the mark of its state does not say. */
function remarksOn({ state, hold, worker, attempt, failures, checkFailures }: BeadRow): string[] {
  const again = attempt > 1 ? [`attempt ${attempt}`] : [];
  switch (state) {
    case 'claimed':
      return [...(worker === null ? [] : [worker]), ...again];
    case 'verifying':
      return ['being checked', ...again];
    case 'gated':
      return ['gate closed'];
    case 'held':
      return hold === null ? [] : [HELD[hold]];
    case 'deferred':
      return ['deferred'];
    case 'backoff':
      return [`failed ${failures + checkFailures} times`.replace(' 1 times', ' once')];
    case 'closed':
      return again;
    default:
      return [];
  }
}
