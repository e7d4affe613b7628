import { passTime } from '../../step/time.js';
import type { Check } from '../finding.js';

/** How long after its end a lease is looked into, in milliseconds: whoever claims next ends it. */
const STALE = 3_600_000;
const MOST = 10;

/** GT8603: work whose worker has not been heard of for long, and that nobody has taken up. */
export const leases: Check = {
  code: 'GT8603',
  find(view, { now }) {
    const stale = view.due(now - STALE, 1_000).filter(({ leaseUntil }) => leaseUntil !== null);
    if (stale.length === 0) return [];
    return [
      {
        code: 'GT8603',
        severity: 'warning',
        message: `the leases of ${stale.length} beads ended more than an hour ago, and nobody has looked at them since`,
        evidence: stale
          .slice(0, MOST)
          .map(({ n, worker, attempt }) => `${view.idOf(n)}: ${worker}, attempt ${attempt}`),
        help: '"gt gate check" ends them, so that others can have the beads',
        canFix: true,
      },
    ];
  },
  fix: (turn) => void passTime(turn),
};
