import type { ShowOptions } from '../commands/show.js';
import { LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareShow({ program, environment, run }: Declaring): void {
  reading(program.command('show'))
    .summary('show all there is to beads')
    .description(
      'Show all there is to beads: their texts, what they wait for and what waits for them, their children and comments.\n\n' +
        'An id may be given without its prefix, or by a part of it that no other has.',
    )
    .argument('<ids...>', 'ids of beads')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['show api-a3f', 'show a3f x1k --json']))
    .action((ids: string[], options: ShowOptions) =>
      run(async () => (await import('../commands/show.js')).show(ids, options, environment)),
    );
}
