import type { LabelOptions } from '../commands/label.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareLabel({ program, environment, run }: Declaring): void {
  const label = program
    .command('label')
    .description('give beads labels, take them, list them')
    .helpCommand(false);
  for (const verb of ['add', 'remove'] as const) {
    changing(label.command(verb))
      .summary(verb === 'add' ? 'give beads a label' : 'take a label from beads')
      .argument('<ids...>', 'ids of beads, and at the end a label, or several separated by commas')
      .addHelpText('after', LEDGER_EXIT_CODES + examples(program, [`label ${verb} api-a3f api-x1k urgent`]))
      .action((words: string[], options: LabelOptions) =>
        run(async () => (await import('../commands/label.js')).label(verb, words, options, environment)),
      );
  }
  reading(label.command('list'))
    .summary('list the labels of a bead')
    .argument('<id>', 'a bead')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['label list api-a3f']))
    .action((id: string, options: LabelOptions) =>
      run(async () => (await import('../commands/label.js')).list(id, options, environment)),
    );
}
