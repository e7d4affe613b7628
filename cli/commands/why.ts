import { resolveBead } from '../../runtime/beads/resolve.js';
import { circumstancesOf } from '../../runtime/dispatch/circumstances.js';
import { whyHere } from '../../runtime/dispatch/why-here.js';
import { townOf } from '../../runtime/formulas/tiers.js';
import { why } from '../../runtime/ready/why.js';
import { findTown } from '../../runtime/town/index.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { table } from '../output/table.js';
import { type LedgerOptions, withLedger } from '../session.js';

/** `gt why`: one reason, and the chain behind it. */
export async function tellWhy(
  id: string,
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const here = await circumstances(environment, session.now);
    const { chain, ...own } = await session.read((view) => {
      const bead = resolveBead(view, id);
      return here ? whyHere(view, bead, here(view)) : why(view, bead);
    });
    const { stdout } = environment;
    if (options.json) stdout.write(toJson({ ...own, chain }));
    else {
      const rows = [own, ...chain].map(({ id: of, reason, message }) => ({ cells: [of, reason, message] }));
      stdout.write(table(rows, stdout.width));
    }
    return EXIT.ok;
  });
}

/** Undefined outside of a town: nobody is sent there. */
const circumstances = async ({ surroundings }: Environment, now: number) =>
  townOf(surroundings) === undefined ? undefined : circumstancesOf(findTown(surroundings), now);
