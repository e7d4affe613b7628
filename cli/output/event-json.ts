import { isoMoment } from '../../runtime/beads/dates.js';
import type { LedgerEvent } from '../../runtime/ledger/event.js';

/** An event as programs are told of it; `attempt` and `data` where there are any. */
export const eventJson = ({ seq, at, type, subject, molecule, actor, attempt, data }: LedgerEvent) => ({
  ...{ seq, at: isoMoment(at), type, issue_id: subject, molecule_id: molecule, actor },
  ...(attempt !== null && { attempt }),
  ...(data && { data }),
});
