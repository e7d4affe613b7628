import type { InitOptions } from '../commands/init.js';
import { LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareInit({ program, environment, run }: Declaring): void {
  program
    .command('init')
    .summary('begin a ledger in this folder')
    .description(
      'Begin a ledger in this folder: .beads/beads.db, which git does not see. One that is there stays as it is.',
    )
    .option('-p, --prefix <prefix>', 'what ids begin with (default: the name of the folder)')
    .option('--json', 'as JSON')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['init', 'init --prefix api']))
    .action((options: InitOptions) =>
      run(async () => (await import('../commands/init.js')).init(options, environment)),
    );
}
