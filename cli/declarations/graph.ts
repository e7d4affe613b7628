import { Option } from 'commander';
import type { GraphOptions } from '../commands/graph.js';
import { PICTURE_FORMATS } from '../output/picture-formats.js';
import { type Declaring, examples, preset, searchPath, variables } from './shared.js';

export function declareGraph({ program, environment, run }: Declaring): void {
  program
    .command('graph')
    .description('draw the cooked graph of a formula')
    .argument('<formula>', 'a name, or a file')
    .addOption(new Option('--format <format>', 'what to draw').choices(PICTURE_FORMATS).default('tree'))
    .addOption(variables())
    .addOption(preset())
    .option('-o, --output <file>', 'write to a file')
    .addOption(searchPath())
    .addHelpText(
      'after',
      examples(program, ['graph shiny-secure', 'graph shiny-secure --format svg -o shiny-secure.svg']),
    )
    .action((name: string, options: GraphOptions) =>
      run(async () => (await import('../commands/graph.js')).graph(name, options, environment)),
    );
}
