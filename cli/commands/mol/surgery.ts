import { cancelMolecule } from '../../../runtime/step/cancel.js';
import { pause, refuseEnded, resume } from '../../../runtime/step/pause.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMolecule } from '../../molecule.js';
import { writeChanged } from '../../output/changed.js';
import { demandReason } from '../../reason.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface SurgeryOptions extends LedgerOptions {
  readonly reason: string;
}

/** `gt mol pause`, `resume`, `cancel`. */
export async function operate(
  verb: 'pause' | 'resume' | 'cancel',
  id: string,
  options: SurgeryOptions,
  environment: Environment,
): Promise<ExitCode> {
  demandReason('--reason', options.reason);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) => {
      const root = resolveMolecule(turn.tx, id);
      if (verb === 'pause') pause(turn, root, options.reason);
      else if (verb === 'resume') resume(turn, root, options.reason);
      else {
        refuseEnded(turn, root, 'cancelled');
        cancelMolecule(turn, root.n, options.reason);
      }
      return [root.n];
    });
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}
