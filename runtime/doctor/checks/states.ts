import type { BeadRow } from '../../ledger/bead.js';
import type { Check } from '../finding.js';

/** How many of them are named. */
const MOST = 10;

/** GT8602: beads in a state that nothing can bring them to. */
export const states: Check = {
  code: 'GT8602',
  find(view) {
    const odd = view.beads({ ephemeral: 'include' }).flatMap((bead) => {
      const why = oddness(bead);
      return why === undefined ? [] : [`${bead.id} ${why}`];
    });
    if (odd.length === 0) return [];
    return [
      {
        code: 'GT8602',
        severity: 'error',
        message: `${odd.length} beads are in a state that nothing can bring them to`,
        evidence: odd.slice(0, MOST),
        help: '"gt why ID" tells what holds one; "gt step" has what can be done to it',
        canFix: false,
      },
    ];
  },
};

function oddness({ state, outcome, closedAt, worker, hold, kind }: BeadRow): string | undefined {
  if ((state === 'closed') !== (outcome !== null)) return `is ${state} with the outcome ${outcome}`;
  if ((state === 'closed') !== (closedAt !== null)) return `is ${state}, and was closed at ${closedAt}`;
  if (state === 'claimed' && worker === null) return 'is claimed by nobody';
  if (state === 'held' && hold === null) return 'is held for no reason';
  if (state === 'running' && kind !== 'container') return 'runs, and is no container';
  return undefined;
}
