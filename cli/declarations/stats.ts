import type { StatsOptions } from '../commands/stats.js';
import { LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareStats({ program, environment, run }: Declaring): void {
  reading(program.command('stats'))
    .summary('count the beads')
    .description('Count the beads of the ledger by status and by what they wait for.')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['stats', 'stats --json']))
    .action((options: StatsOptions) =>
      run(async () => (await import('../commands/stats.js')).stats(options, environment)),
    );
}
