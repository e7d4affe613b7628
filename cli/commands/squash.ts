import { type Squashed, squash as squashMolecule } from '../../runtime/molecule/squash.js';
import type { Turn } from '../../runtime/step/turn.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { resolveMoleculeOrDigest } from '../molecule.js';
import { counted } from '../output/counted.js';
import { toJson } from '../output/json.js';
import { digestText } from '../output/mol/digest-page.js';
import { demandReason } from '../reason.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface SquashOptions extends LedgerOptions {
  readonly summary?: string;
  readonly abandon?: string;
  readonly dryRun?: boolean;
}

/** `gt squash`: a finished molecule or wisp becomes its digest. */
export async function squash(
  id: string,
  options: SquashOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout } = environment;
  const { summary } = options;
  const abandon = demandReason('--abandon', options.abandon);
  const isDry = options.dryRun === true;
  return withLedger(options, environment, async (session) => {
    const work = (turn: Turn): Squashed =>
      squashMolecule(turn, resolveMoleculeOrDigest(turn.tx, id).n, { summary, abandon });
    const { result: done } = await session.attempt(isDry, work);
    if (options.json) stdout.write(toJson(squashedJson(done, isDry)));
    else stdout.write(`${headline(done, isDry)}\n${digestText(done.digest, stdout)}`);
    return EXIT.ok;
  });
}

function headline({ id, squashed }: Squashed, isDry: boolean): string {
  if (squashed.length === 0) return `${id} is a digest already`;
  return `${isDry ? 'would squash' : 'squashed'} ${counted(squashed.length, 'step', 'steps')} into ${id}`;
}

const squashedJson = ({ id, digest, squashed }: Squashed, isDry: boolean) => ({
  ...{ id, molecule_id: id, digest_id: id, squashed_count: squashed.length },
  squashed_ids: squashed,
  ...(isDry && { dry_run: true }),
  digest,
});
