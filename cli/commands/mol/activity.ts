import { isoMoment } from '../../../runtime/beads/dates.js';
import type { LedgerEvent } from '../../../runtime/ledger/event.js';
import { wholeNumber } from '../../choices.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMoleculeOrDigest } from '../../molecule.js';
import { eventJson } from '../../output/event-json.js';
import { toJson } from '../../output/json.js';
import { table } from '../../output/table.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface ActivityOptions extends LedgerOptions {
  readonly limit?: string;
}

const USUAL_LIMIT = 20;

/** `gt mol activity`: what happened in a molecule, the newest last. */
export async function activity(
  id: string,
  options: ActivityOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const asked = options.limit === undefined ? USUAL_LIMIT : wholeNumber('--limit', options.limit);
  const limit = asked === 0 ? undefined : asked;
  return withLedger(options, environment, async (session) => {
    const { root, events } = await session.read((view) => {
      const found = resolveMoleculeOrDigest(view, id);
      const newest = view.events({
        ...{ molecule: found.id, newestFirst: true },
        limit: limit === undefined ? undefined : limit + 1,
      });
      return { root: found, events: newest };
    });
    const shown = events.slice(0, limit).reverse();
    if (options.json) stdout.write(toJson(shown.map(eventJson)));
    else {
      const rows = shown.map((event) => ({ cells: eventCells(event, root.id) }));
      stdout.write(table(rows, stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY));
    }
    if (shown.length < events.length) stderr.write(`the last ${shown.length} events; --limit 0 shows all\n`);
    return EXIT.ok;
  });
}

function eventCells({ at, type, subject, actor, attempt, data }: LedgerEvent, molecule: string): string[] {
  const step = subject === molecule ? '' : subject.slice(molecule.length + 1);
  const told = ['outcome', 'reason', 'worker', 'formula']
    .flatMap((key) => (typeof data?.[key] === 'string' ? [String(data[key])] : []))
    .join(', ');
  return [isoMoment(at), type, step, attempt === null ? '' : `attempt ${attempt}`, actor, told];
}
