import { parseJson } from '../../runtime/beads/fields.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { RuntimeFailure } from '../../runtime/failure/failure.js';
import type { Node } from '../../runtime/ledger/bead.js';
import { closeByHand } from '../../runtime/step/by-hand.js';
import { report } from '../../runtime/step/close.js';
import { reopen as reopenBead } from '../../runtime/step/reopen.js';
import { settle } from '../../runtime/step/settle.js';
import type { Turn } from '../../runtime/step/turn.js';
import { wholeNumber } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeChanged } from '../output/changed.js';
import { type LedgerOptions, withLedger } from '../session.js';
import { readJsonText } from '../texts.js';

export interface ReopenOptions extends LedgerOptions {
  readonly reason?: string;
}

export interface CloseOptions extends ReopenOptions {
  readonly outcome: 'pass' | 'fail' | 'skipped';
  readonly output?: string;
  readonly attempt?: string;
}

/** `bd close`: beads are done. */
export async function close(
  ids: readonly string[],
  options: CloseOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { outcome, reason } = options;
  if (options.output !== undefined && outcome === 'skipped')
    throw new UsageError('--output has no effect with --outcome skipped; drop one of the two');
  const attempt = options.attempt === undefined ? undefined : wholeNumber('--attempt', options.attempt);
  if (attempt !== undefined && ids.length > 1)
    throw new UsageError(`--attempt is that of one bead, and there are ${ids.length}; close them one by one`);
  const output =
    options.output === undefined
      ? undefined
      : parseJson('the output', await readJsonText(options.output, environment));
  const given = { outcome, reason, output };
  if (attempt === undefined)
    return change(ids, options, environment, (turn, node) => {
      closeByHand(turn, node, given);
      return undefined;
    });
  return change(ids, options, environment, (turn, node) =>
    report(turn, node, attempt, given) ? undefined : late(turn, node, attempt),
  );
}

/** What is told of a report that came too late: it has been recorded, so that the transaction is not given up. */
const late = (turn: Turn, { n, attempt: current, state }: Node, attempt: number): RuntimeFailure =>
  new RuntimeFailure('GT8303', { id: turn.idOf(n) ?? '', attempt, current, state });

/** `bd reopen`: closed beads are open again. */
export async function reopen(
  ids: readonly string[],
  options: ReopenOptions,
  environment: Environment,
): Promise<ExitCode> {
  return change(ids, options, environment, (turn, node) => {
    reopenBead(turn, node, options.reason, 'bead.reopened');
    return undefined;
  });
}

async function change(
  ids: readonly string[],
  options: LedgerOptions,
  environment: Environment,
  work: (turn: Turn, node: Node) => RuntimeFailure | undefined,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { result, readied } = await session.change((turn) =>
      ids.map((id) => {
        const bead = resolveBead(turn.tx, id);
        const refusal = work(turn, bead);
        // The next one may wait for this.
        settle(turn);
        return { n: bead.n, refusal };
      }),
    );
    for (const { refusal } of result) if (refusal) throw refusal;
    await writeChanged(session, { result: result.map(({ n }) => n), readied }, options, environment);
    return EXIT.ok;
  });
}
