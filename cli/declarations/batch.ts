import type { BatchOptions } from '../commands/batch.js';
import { changing, LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareBatch({ program, environment, run, main }: Declaring): void {
  changing(program.command('batch'))
    .summary('carry out many commands as one: all of them, or none')
    .description(
      'Carry out many commands as one transaction: all of them, or none.\n\n' +
        'Each line is a command as it would be typed, without the name of the program: create, update, close, reopen, ' +
        'dep add, dep remove, label add, label remove or comment. Quotes are those of a shell; "#" begins a comment.',
    )
    .option('-f, --file <file>', 'the commands (default: stdin)', '-')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['batch -f plan.txt', 'batch --json < plan.txt']),
    )
    .action((options: BatchOptions) =>
      run(async () => (await import('../commands/batch.js')).batch(options, main, environment)),
    );
}
