import { resolveBead } from '../../runtime/beads/resolve.js';
import { why } from '../../runtime/ready/why.js';
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
    const { chain, ...own } = await session.read((view) => why(view, resolveBead(view, id)));
    const { stdout } = environment;
    if (options.json) stdout.write(toJson({ ...own, chain }));
    else {
      const rows = [own, ...chain].map(({ id: of, reason, message }) => ({ cells: [of, reason, message] }));
      stdout.write(table(rows, stdout.width));
    }
    return EXIT.ok;
  });
}
