import { Option } from 'commander';
import type { CloseOptions, ReopenOptions } from '../commands/close.js';
import { changing, LEDGER_EXIT_CODES } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareClose({ program, environment, run }: Declaring): void {
  changing(program.command('close'))
    .summary('say that beads are done')
    .description(
      'Say that beads are done, and how they ended: all of them, or none. What is ready then is named.\n\n' +
        'What nobody has claimed is claimed and closed at once; what somebody else works on is not touched.',
    )
    .argument('<ids...>', 'ids of beads')
    .option('-r, --reason <text>', 'why it is closed')
    .addOption(
      new Option('--outcome <outcome>', 'how it ended').choices(['pass', 'fail', 'skipped']).default('pass'),
    )
    .option('--output <json>', 'what it came to, for the steps behind it: JSON; @FILE reads a file')
    .option('--attempt <number>', 'the attempt that is reported; refused when a newer one has begun')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, [
          'close api-a3f -r "fixed in 4be1"',
          'close api-a3f api-x1k',
          'close api-a3f --outcome fail -r "the API is gone"',
          'close survey --output \'{"files": ["a.ts", "b.ts"]}\'',
        ]),
    )
    .action((ids: string[], options: CloseOptions) =>
      run(async () => (await import('../commands/close.js')).close(ids, options, environment)),
    );
}

export function declareReopen({ program, environment, run }: Declaring): void {
  changing(program.command('reopen'))
    .summary('open closed beads again')
    .description(
      'Open closed beads again: all of them, or none. What waited for their end waits again, unless it has begun.',
    )
    .argument('<ids...>', 'ids of beads')
    .option('-r, --reason <text>', 'why it is opened again')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['reopen api-a3f -r "it came back"']))
    .action((ids: string[], options: ReopenOptions) =>
      run(async () => (await import('../commands/close.js')).reopen(ids, options, environment)),
    );
}
