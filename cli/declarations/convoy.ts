import type { Command } from 'commander';
import type { ConvoyCloseOptions, ConvoyCreateOptions, ConvoyListOptions } from '../commands/convoy.js';
import type { LedgerOptions } from '../session.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

/** Work that belongs together, wherever it is done. */
export function declareConvoy(declaring: Declaring): void {
  const convoy = declaring.program
    .command('convoy')
    .description('track beads and molecules together, and know when all of them are done')
    .helpCommand(false);
  declareChanges(convoy, declaring);
  declareViews(convoy, declaring);
}

function declareChanges(convoy: Command, { program, environment, run }: Declaring): void {
  changing(convoy.command('create'))
    .description('make a convoy; it lands when all that it tracks has closed')
    .argument('<name>', 'what it is called')
    .argument('[ids...]', 'the beads, molecules or steps that it tracks')
    .option('--notify [address]', 'whom it tells when it lands, such as gas/crew/ann (default: mayor/)')
    .option('--human', 'people are to be told too')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['convoy create Login gt-a3f gt-b7k --notify mayor/ --human']),
    )
    .action((name: string, ids: string[], options: ConvoyCreateOptions) =>
      run(async () => (await import('../commands/convoy.js')).create(name, ids, options, environment)),
    );
  changing(convoy.command('add'))
    .description('have a convoy track more; one that has landed is open again if any of it is')
    .argument('<convoy>', 'its id or name')
    .argument('[ids...]', 'the beads, molecules or steps that it tracks too')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['convoy add Login gt-c2m']))
    .action((name: string, ids: string[], options: LedgerOptions) =>
      run(async () => (await import('../commands/convoy.js')).add(name, ids, options, environment)),
    );
  changing(convoy.command('close'))
    .description('give a convoy up; what it tracks goes on, and nobody is notified')
    .argument('<convoy>', 'its id or name')
    .option('-r, --reason <text>', 'why')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['convoy close Login -r "not this year"']))
    .action((name: string, options: ConvoyCloseOptions) =>
      run(async () => (await import('../commands/convoy.js')).close(name, options, environment)),
    );
}

function declareViews(convoy: Command, { program, environment, run }: Declaring): void {
  reading(convoy.command('list'))
    .description('list the convoys that are open, the oldest first')
    .option('--all', 'those that have closed too')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['convoy list', 'convoy list --all --json']))
    .action((options: ConvoyListOptions) =>
      run(async () => (await import('../commands/convoy.js')).list(options, environment)),
    );
  reading(convoy.command('status'))
    .description('show how far a convoy is, who works on what, and what nobody comes to')
    .argument('<convoy>', 'its id or name')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['convoy status Login']))
    .action((name: string, options: LedgerOptions) =>
      run(async () => (await import('../commands/convoy.js')).status(name, options, environment)),
    );
}
