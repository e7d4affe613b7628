import { isoMoment } from '../../runtime/beads/dates.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { type Burned, burn as burnWisp } from '../../runtime/molecule/burn.js';
import { collectWisps, leftoverWisps, USUAL_AGE } from '../../runtime/molecule/gc.js';
import { settle } from '../../runtime/step/settle.js';
import type { Turn } from '../../runtime/step/turn.js';
import { spanOption } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { counted } from '../output/counted.js';
import { toJson } from '../output/json.js';
import { ago } from '../output/mol/moment.js';
import { table } from '../output/table.js';
import { demandReason } from '../reason.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface BurnOptions extends LedgerOptions {
  readonly abandon?: string;
  readonly dryRun?: boolean;
}

export interface GcOptions extends LedgerOptions {
  readonly age?: string;
  readonly dryRun?: boolean;
}

/** `gt burn`: wisps that leave nothing, all of them or none. */
export async function burn(
  ids: readonly string[],
  options: BurnOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout } = environment;
  const abandon = demandReason('--abandon', options.abandon);
  const isDry = options.dryRun === true;
  return withLedger(options, environment, async (session) => {
    const work = (turn: Turn): Burned[] =>
      ids.map((id) => {
        const burned = burnWisp(turn, resolveBead(turn.tx, id).n, { abandon });
        settle(turn);
        return burned;
      });
    const { result: done } = await session.attempt(isDry, work);
    if (options.json)
      stdout.write(toJson(done.map((each) => ({ ...each, ...(isDry && { dry_run: true }) }))));
    else stdout.write(done.map((each) => burnedText(each, isDry)).join(''));
    return EXIT.ok;
  });
}

function burnedText({ id, steps, closed }: Burned, isDry: boolean): string {
  const ended = Object.values(closed).reduce((sum, many) => sum + many, 0);
  return `${isDry ? 'would burn' : 'burned'} ${id}: ${counted(steps, 'step', 'steps')}, ${ended} closed\n`;
}

/** `gt mol gc`: burn the wisps that nobody needs any more. */
export async function gc(options: GcOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const age = options.age === undefined ? USUAL_AGE : spanOption('--age', options.age);
  return withLedger(options, environment, async (session) => {
    const when = { now: session.now, age };
    if (options.dryRun) {
      const found = await session.read((view) => leftoverWisps(view, when));
      const told = found.map(({ id, formula, why, since }) => ({
        id,
        formula,
        why,
        since: isoMoment(since),
        dry_run: true,
      }));
      const rows = found.map(({ id, formula, why, since }) => ({
        cells: [id, formula, why, `last change ${ago(since, when.now)}`],
      }));
      stdout.write(options.json ? toJson(told) : table(rows, Number.POSITIVE_INFINITY));
      if (found.length === 0 && !options.json) stderr.write('no wisp would be burned\n');
      return EXIT.ok;
    }
    const burned = await collectWisps(
      {
        read: (work) => session.read(work),
        change: async (work) => (await session.change(work)).result,
      },
      when,
    );
    stdout.write(options.json ? toJson(burned) : burned.map((each) => burnedText(each, false)).join(''));
    if (burned.length === 0 && !options.json) stderr.write('no wisp is left over\n');
    return EXIT.ok;
  });
}
