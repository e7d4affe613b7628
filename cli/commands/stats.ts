import { statsOf } from '../../runtime/beads/stats.js';
import { STATUSES } from '../../runtime/beads/status.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { table } from '../output/table.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface StatsOptions extends LedgerOptions {}

/** `bd stats`: how many beads there are. */
export async function stats(options: StatsOptions, environment: Environment): Promise<ExitCode> {
  const { stdout } = environment;
  return withLedger(options, environment, async (session) => {
    const { total, byStatus, byState, molecules, stalled } = await session.read(statsOf);
    const ready = byState.ready ?? 0;
    if (options.json) {
      stdout.write(toJson({ total, ...byStatus, ready, states: byState, molecules, stalled }));
      return EXIT.ok;
    }
    const rows: [string, number][] = [
      ...STATUSES.map((status): [string, number] => [status, byStatus[status]]),
      ['total', total],
      ['ready', ready],
      ['molecules', molecules],
      ...(stalled > 0 ? [['stalled', stalled] satisfies [string, number]] : []),
    ];
    const width = String(total).length;
    stdout.write(
      table(
        rows.map(([name, count]) => ({ cells: [name, String(count).padStart(width)] })),
        Number.POSITIVE_INFINITY,
      ),
    );
    return EXIT.ok;
  });
}
