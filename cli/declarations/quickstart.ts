import type { QuickstartOptions } from '../commands/quickstart.js';
import { type Declaring, examples } from './shared.js';

export function declareQuickstart({ program, environment, run, main }: Declaring): void {
  program
    .command('quickstart')
    .summary('a first formula, from nothing to its digest')
    .description(
      'Make a folder with a first formula, cook it, run it with a script as its agent, and show its digest: the commands that are ' +
        'run are shown, and the folder stays for you to go on with. It takes less than a minute.',
    )
    .argument('[folder]', 'a new or empty folder (default: gt-quickstart)')
    .option('--json', 'as JSON; what the commands print goes to stderr')
    .addHelpText('after', examples(program, ['quickstart', 'quickstart /tmp/try']))
    .action((folder: string | undefined, options: QuickstartOptions) =>
      run(async () =>
        (await import('../commands/quickstart.js')).quickstart(folder, options, environment, main),
      ),
    );
}
