import { resolveBead } from '../../runtime/beads/resolve.js';
import { fail } from '../../runtime/failure/failure.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import { makeNamedStep } from '../../runtime/molecule/lean.js';
import { forceClose, skip } from '../../runtime/step/by-hand.js';
import { release } from '../../runtime/step/claim.js';
import { reopen } from '../../runtime/step/reopen.js';
import { settle } from '../../runtime/step/settle.js';
import type { Turn } from '../../runtime/step/turn.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { writeChanged } from '../output/changed.js';
import { toJson } from '../output/json.js';
import { demandReason } from '../reason.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface StepOptions extends LedgerOptions {
  readonly reason?: string;
  readonly trust?: boolean;
}

export interface SkipOptions extends LedgerOptions {
  readonly reason: string;
}

export type RetryOptions = SkipOptions;

export interface ForceOptions extends SkipOptions {
  readonly outcome: 'pass' | 'fail';
}

/** `gt step skip`. */
export const skipSteps = (
  ids: readonly string[],
  options: SkipOptions,
  environment: Environment,
): Promise<ExitCode> => each(ids, options, environment, (turn, bead) => skip(turn, bead, options.reason));

/** `gt step retry`. */
export const retrySteps = (
  ids: readonly string[],
  options: RetryOptions,
  environment: Environment,
): Promise<ExitCode> =>
  each(ids, options, environment, (turn, bead) => reopen(turn, bead, options.reason, 'step.retried'));

/** `gt step force-close`. */
export const forceCloseSteps = (
  ids: readonly string[],
  options: ForceOptions,
  environment: Environment,
): Promise<ExitCode> =>
  each(ids, options, environment, (turn, bead) => forceClose(turn, bead, options.outcome, options.reason));

/** `gt step release`. */
export const releaseSteps = (
  ids: readonly string[],
  options: StepOptions,
  environment: Environment,
): Promise<ExitCode> => each(ids, options, environment, (turn, bead) => release(turn, bead, options.reason));

/** All of them in one transaction, or none. */
async function each(
  ids: readonly string[],
  options: StepOptions,
  environment: Environment,
  work: (turn: Turn, bead: BeadRow) => unknown,
): Promise<ExitCode> {
  demandReason('--reason', options.reason);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) =>
      ids.map((id) => {
        const bead = makeNamedStep(turn, id) ?? resolveBead(turn.tx, id);
        work(turn, bead);
        settle(turn);
        return bead.n;
      }),
    );
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}

/** `gt step check`. */
export async function checkStep(
  id: string,
  options: StepOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const bead = await session.read((view) => resolveBead(view, id));
    const result = await session.verify(bead.id, { trust: options.trust === true });
    if (!result) return fail('GT8306', { id: bead.id, state: bead.state, verb: 'checked' });
    const { verdict, told } = result;
    environment.stdout.write(options.json ? toJson({ id: bead.id, verdict, told }) : `${bead.id}: ${told}\n`);
    return verdict === 'fail' ? EXIT.findings : EXIT.ok;
  });
}
