import { type Command, Option } from 'commander';
import type { AddOptions, DepOptions, TreeOptions } from '../commands/dep.js';
import { changing, LEDGER_EXIT_CODES, reading } from './ledger.js';
import { type Declaring, examples } from './shared.js';

export function declareDep(declaring: Declaring): void {
  const dep = declaring.program
    .command('dep')
    .description('say and show what depends on what')
    .helpCommand(false);
  declareAdd(dep, declaring);
  declareRemove(dep, declaring);
  declareList(dep, declaring);
  declareTree(dep, declaring);
  declareCycles(dep, declaring);
}

function declareAdd(dep: Command, { program, environment, run }: Declaring): void {
  changing(dep.command('add'))
    .summary('let a bead depend on others')
    .description(
      'Let a bead depend on others. With "blocks" it waits for them to pass, with "conditional-blocks" it runs only if one of ' +
        'them fails, with "waits-for" it waits for all that they spawn too; other types only tell of something. Circles are refused.',
    )
    .argument('<id>', 'the bead that depends')
    .argument('<on...>', 'what it depends on')
    .option('-t, --type <type>', 'the type of the dependency', 'blocks')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES +
        examples(program, ['dep add api-x1k api-a3f', 'dep add api-x1k api-a3f --type related']),
    )
    .action((id: string, on: string[], options: AddOptions) =>
      run(async () => (await import('../commands/dep.js')).add(id, on, options, environment)),
    );
}

function declareRemove(dep: Command, { program, environment, run }: Declaring): void {
  changing(dep.command('remove'))
    .summary('let a bead depend on others no longer')
    .argument('<id>', 'the bead that depends')
    .argument('<on...>', 'what it depends on')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['dep remove api-x1k api-a3f']))
    .action((id: string, on: string[], options: DepOptions) =>
      run(async () => (await import('../commands/dep.js')).remove(id, on, options, environment)),
    );
}

function declareList(dep: Command, { program, environment, run }: Declaring): void {
  reading(dep.command('list'))
    .summary('list what a bead depends on, and what depends on it')
    .argument('<id>', 'a bead')
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['dep list api-x1k']))
    .action((id: string, options: DepOptions) =>
      run(async () => (await import('../commands/dep.js')).list(id, options, environment)),
    );
}

function declareTree(dep: Command, { program, environment, run }: Declaring): void {
  reading(dep.command('tree'))
    .summary('show all that a bead waits for, as a tree')
    .description(
      'Show all that a bead waits for, and what that waits for, as a tree. What is there twice is shown once.',
    )
    .argument('<id>', 'a bead')
    .addOption(
      new Option('--direction <direction>', 'down: what it waits for; up: what waits for it')
        .choices(['down', 'up'])
        .default('down'),
    )
    .option('--depth <number>', 'so far from the bead, 0 for all', '20')
    .addHelpText(
      'after',
      LEDGER_EXIT_CODES + examples(program, ['dep tree api-x1k', 'dep tree api-a3f --direction up']),
    )
    .action((id: string, options: TreeOptions) =>
      run(async () => (await import('../commands/dep.js')).tree(id, options, environment)),
    );
}

function declareCycles(dep: Command, { program, environment, run }: Declaring): void {
  reading(dep.command('cycles'))
    .summary('look for circles')
    .description(
      'Look through the whole ledger for circles of beads that wait for each other. Exits with 1 if there is one.',
    )
    .addHelpText('after', LEDGER_EXIT_CODES + examples(program, ['dep cycles']))
    .action((options: DepOptions) =>
      run(async () => (await import('../commands/dep.js')).cycles(options, environment)),
    );
}
