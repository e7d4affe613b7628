import type { ConformanceOptions } from '../commands/conformance.js';
import { type Declaring, EXIT_CODES, examples } from './shared.js';

export function declareConformance({ program, environment, run }: Declaring): void {
  program
    .command('conformance')
    .summary('hold an implementation of the language against its cases')
    .description(
      'Run the cases of a conformance suite (spec/conformance): formulas in, protomolecule and findings out.\n\n' +
        'Without --command they are cooked by this program; spec/conformance/README.md says what another one is asked and answers.',
    )
    .argument('<folder>', 'a suite: folders SECTION/NAME, each with a case.toml')
    .option(
      '--command <program>',
      'another implementation: a program and its arguments, separated by blanks and started without a shell for each case',
    )
    .option('--filter <text>', 'only cases with this in their id, or of this rule')
    .option('--update', 'write what comes as what is expected; for review by reading')
    .option('--json', 'print the results as JSON')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .addHelpText(
      'after',
      EXIT_CODES.replace(
        'a formula has errors, or there is none of that name',
        'a case came to something else',
      ) +
        examples(program, [
          'conformance spec/conformance',
          'conformance spec/conformance --filter LOOP-2',
          'conformance spec/conformance --command "python3 adapter.py"',
        ]),
    )
    .action((folder: string, options: ConformanceOptions) =>
      run(async () => (await import('../commands/conformance.js')).conformance(folder, options, environment)),
    );
}
