import { wholeBeadJson } from '../../runtime/beads/json.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { beadPage, pageOf } from '../output/bead-page.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface ShowOptions extends LedgerOptions {}

/** `bd show`: all there is to beads. */
export async function show(
  ids: readonly string[],
  options: ShowOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout } = environment;
  return withLedger(options, environment, async (session) => {
    const { pages, json } = await session.read((view) => {
      const beads = ids.map((id) => resolveBead(view, id));
      return options.json
        ? { pages: [], json: beads.map((bead) => wholeBeadJson(view, bead)) }
        : { pages: beads.map((bead) => pageOf(view, bead)), json: [] };
    });
    if (options.json) stdout.write(toJson(json));
    else stdout.write(pages.map((page) => beadPage(page, stdout)).join('\n'));
    return EXIT.ok;
  });
}
