import { Option } from 'commander';
import type { ExpandOptions } from '../commands/expand.js';
import { type Declaring, EXIT_CODES, examples, preset, searchPath, variables } from './shared.js';

export function declareExpand({ program, environment, run }: Declaring): void {
  program
    .command('expand')
    .summary('write out what a formula is composed of, as one plain formula')
    .description(
      'Write out what a formula is composed of, as one plain formula in TOML: all that parents, expansions, loops, advice ' +
        'and aspects make of it, with nothing left to compose. It is cooked to the same steps in the same order.\n\n' +
        'Variables stay, but for those that decide which steps there are: give them with --var. A comment above each step ' +
        'says where it was written and how it came there.',
    )
    .argument('<formula>', 'a name, or a file')
    .addOption(
      new Option('--phase <phase>', 'inherit: only merge the parents in, and keep all other composition')
        .choices(['inherit', 'all'])
        .default('all'),
    )
    .addOption(variables())
    .addOption(preset())
    .option('--no-comments', 'leave out where the steps come from')
    .option('--source-map <file>', 'write a file that says of each line where it comes from, as JSON')
    .option(
      '-o, --output <file>',
      'write to a file; the name of a formula file becomes the name of the formula',
    )
    .option('--json', 'print the formula and where its parts come from as JSON')
    .addOption(searchPath())
    .addHelpText(
      'after',
      EXIT_CODES +
        examples(program, [
          'expand shiny-secure',
          'expand shiny-enterprise --phase inherit',
          'expand towers-of-hanoi --var disks=3 -o hanoi-3.formula.toml --source-map hanoi-3.map.json',
        ]),
    )
    .action((name: string, options: ExpandOptions) =>
      run(async () => (await import('../commands/expand.js')).expand(name, options, environment)),
    );
}
