import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Environment } from '../environment.js';
import type { Change, Session } from '../session.js';
import { beadsOf, readyText } from './changed.js';
import { counted } from './counted.js';
import { toJson } from './json.js';

/** What an operator made. */
interface Made {
  readonly id: string;
  readonly n: number;
  readonly isNew: boolean;
  readonly steps: number;
}

/** How many steps that are ready are shown; a wide formula has thousands. */
const MOST_SHOWN = 20;

/** What was poured or bonded, and what is ready because of it. */
export async function writeMade(
  session: Session,
  { result, readied, isDry }: Change<Made>,
  proto:
    | (Pick<Protomolecule, 'name' | 'fingerprint'> & { readonly phase?: 'liquid' | 'vapor' | undefined })
    | undefined,
  { json }: { readonly json?: boolean },
  { stdout, program }: Environment,
): Promise<void> {
  const { id, isNew, steps } = result;
  // Of a dry run nothing is there to be read any more.
  const ready = isDry
    ? []
    : await session.read((view) =>
        beadsOf(
          view,
          [...readied].sort((a, b) => a - b),
        ),
      );
  if (json) {
    stdout.write(
      toJson({
        id,
        ...(proto && { formula: proto.name, fingerprint: proto.fingerprint }),
        ...(proto?.phase && { phase: proto.phase }),
        is_new: isNew,
        dry_run: isDry,
        steps,
        ready_now: isDry ? readied.size : ready.map((bead) => bead.id),
      }),
    );
    return;
  }
  const what = proto ? `${proto.name}: ` : '';
  const told = !isNew ? 'is there already' : isDry ? 'would be made' : 'made';
  stdout.write(
    `${what}${id} ${told}, ${counted(steps, 'step', 'steps')}${isDry && isNew ? `, ${readied.size} of them ready` : ''}\n`,
  );
  if (isDry || !isNew) return;
  stdout.write(readyText(ready.slice(0, MOST_SHOWN), stdout));
  if (ready.length > MOST_SHOWN)
    stdout.write(`and ${ready.length - MOST_SHOWN} more; "${program} ready --mol ${id}" shows them\n`);
}
