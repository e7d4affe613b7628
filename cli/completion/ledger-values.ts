import { STATUSES } from '../../runtime/beads/status.js';
import { knownBeadTypes } from '../../runtime/beads/types.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import { convoysIn } from '../../runtime/convoy/convoy.js';
import type { View } from '../../runtime/ledger/contract.js';
import { openLedger } from '../../runtime/ledger/open.js';
import type { Environment } from '../environment.js';
import { ledgerFolder } from '../session.js';
import type { Candidate } from './place.js';
import type { Asked } from './values.js';

/** As many as somebody can look through. */
const MOST = 100;

/** Beads whose ids begin as typed; while that is nothing but the prefix, those that were touched last. */
export const beads = ({ typed }: Asked, environment: Environment): Promise<Candidate[]> =>
  looked(environment, (view) => {
    const prefix = `${view.setting('prefix') ?? ''}-`;
    const rest = typed.slice(prefix.length);
    if (rest === '')
      return view
        .beads({ ephemeral: 'include', sort: 'updated', reverse: true, limit: MOST })
        .map(({ id, title }) => ({ word: id, about: title }));
    return view
      .idsLike(typed.startsWith(prefix) ? rest : typed, Number.MAX_SAFE_INTEGER)
      .filter((id) => id.startsWith(typed))
      .slice(0, MOST)
      .map((id) => ({ word: id, about: view.beadById(id)?.title ?? '' }));
  });

export const convoys = (environment: Environment): Promise<Candidate[]> =>
  looked(environment, (view) =>
    convoysIn(view, { closed: false }).flatMap(({ id, title }) => [
      { word: id, about: title },
      { word: title, about: id },
    ]),
  );

/** Who has work on the hook, by name. */
export const polecats = (environment: Environment): Promise<Candidate[]> =>
  looked(environment, (view) =>
    view
      .lanes({})
      .flatMap(({ n, polecat }) =>
        polecat === null ? [] : [{ word: polecat, about: view.bead(n)?.title ?? '' }],
      ),
  );

/** The words that a field of beads can have. */
export async function words(
  field: 'type' | 'status' | 'priority',
  { surroundings }: Environment,
): Promise<Candidate[]> {
  const known = {
    status: () => STATUSES,
    priority: () => ['0', '1', '2', '3', '4'],
    type: async () => knownBeadTypes((await projectConfig(surroundings.cwd)).stepTypes),
  };
  return [...(await known[field]())].map((word) => ({ word }));
}

/** Look into the ledger as it stands; none is made or rebuilt for the sake of a word. */
async function looked<T>(environment: Environment, look: (view: View) => T): Promise<T> {
  const ledger = await openLedger(ledgerFolder({}, environment));
  try {
    return await ledger.read(look);
  } finally {
    ledger.close();
  }
}
