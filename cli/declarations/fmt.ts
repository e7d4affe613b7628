import type { FmtOptions } from '../commands/fmt.js';
import { type Declaring, EXIT_CODES, examples, searchPath } from './shared.js';

export function declareFmt({ program, environment, run }: Declaring): void {
  program
    .command('fmt')
    .summary('lay out formula files in one style')
    .description(
      'Lay out formula files in one style. Comments, the order of keys and tables, and what the formula says stay.\n\n' +
        'Files are rewritten in place, and those that changed are listed on stdout. A file with errors is left alone.',
    )
    .argument('[paths...]', 'files, folders, or names of formulas; - for stdin (default: all of this folder)')
    .option(
      '--check',
      'write nothing; list the files that are not formatted, and exit with 1 if there are any',
    )
    .option('--diff', 'write nothing; show what would change')
    .option('--json', 'tell all of it as JSON')
    .addOption(searchPath())
    .addHelpText(
      'after',
      EXIT_CODES +
        examples(program, ['fmt', 'fmt --check .beads/formulas', 'fmt shiny --diff', 'fmt - < draft.toml']),
    )
    .action((paths: string[], options: FmtOptions) =>
      run(async () => (await import('../commands/fmt.js')).fmt(paths, options, environment)),
    );
}
