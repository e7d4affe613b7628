import { Option } from 'commander';
import { DRAFT_TYPES } from '../authoring/draft-types.js';
import type { NewOptions } from '../commands/new.js';
import { type Declaring, examples, repeat } from './shared.js';

export function declareNew({ program, environment, run }: Declaring): void {
  program
    .command('new')
    .summary('begin a formula')
    .description(
      'Begin a formula among those of the project, which cooks without findings and has the line that lets editors check it.\n\n' +
        'On a terminal without options it asks for all it needs. A file that is there is never written over.',
    )
    .argument('[name]', 'what the formula is called')
    .addOption(new Option('--type <type>', 'workflow unless given').choices(DRAFT_TYPES))
    .option('--description <text>', 'what it is for')
    .addOption(
      new Option(
        '--step <id:title>',
        'a step, behind the one before; a leg of a convoy, a piece of advice of an aspect (repeatable)',
      ).argParser(repeat),
    )
    .addOption(
      new Option(
        '--var <name=default>',
        'a variable; without a default it has to be given (repeatable)',
      ).argParser(repeat),
    )
    .option('--dry-run', 'print it, and write nothing')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(program, [
        'new',
        'new ship-it',
        'new ship-it --step design:Design --step "build:Build it" --var feature',
        'new audit --type aspect --step scan --dry-run',
      ]),
    )
    .action((name: string | undefined, options: NewOptions) =>
      run(async () => (await import('../commands/new.js')).newFormula(name, options, environment)),
    );
}
