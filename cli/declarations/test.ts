import { Option } from 'commander';
import type { TestOptions } from '../commands/test.js';
import { TEST_FORMATS } from '../output/test-formats.js';
import { type Declaring, EXIT_CODES, examples } from './shared.js';

export function declareTest({ program, environment, run }: Declaring): void {
  program
    .command('test')
    .summary('run the tests of formulas, without agents')
    .description(
      'Run formula tests: each pours a formula into a ledger in memory, has its steps come to what the test says, in ' +
        'simulated time, and looks whether what is expected holds. No agent and no command of a formula is run.\n\n' +
        'Tests of a formula NAME stand in NAME.formula-test.toml, beside it.',
    )
    .argument('[paths...]', "files or folders (default: the project's formulas)")
    .option('--filter <text>', 'only tests with this in their name, or in that of the formula')
    .addOption(
      new Option('--format <format>', 'how the results are told').choices(TEST_FORMATS).default('human'),
    )
    .option('-o, --output <file>', 'write the report to a file')
    .addHelpText(
      'after',
      EXIT_CODES.replace(
        'a formula has errors, or there is none of that name',
        'a test fails, or its file is wrong',
      ) +
        examples(program, [
          'test',
          'test .beads/formulas/shiny.formula-test.toml --filter review',
          'test .beads/formulas --format junit -o tests.xml',
        ]),
    )
    .action((paths: string[], options: TestOptions) =>
      run(async () => (await import('../commands/test.js')).test(paths, options, environment)),
    );
}
