import type { LintOptions } from '../commands/lint.js';
import { commandPaths } from './command-paths.js';
import {
  changedSince,
  type Declaring,
  EXIT_CODES,
  examples,
  findingsFormat,
  repeat,
  searchPath,
} from './shared.js';

export function declareLint({ program, environment, run }: Declaring): void {
  program
    .command('lint')
    .summary('find what is likely not meant in formulas')
    .description(
      'Find what can be cooked and is likely not meant so: variables that nothing uses, needs that say nothing, ' +
        'commands that do not exist. Errors are shown as well.\n\n' +
        'The table [lint] of .beads/gt.toml says what findings of a rule are: off, warning or error. ' +
        'A comment "# gt-lint-ignore GT7001 reason" has those of the next line, or of its own, ignored.',
    )
    .argument('[formulas...]', 'files, folders, or names of formulas (default: all of this folder)')
    .option('--fix', 'rewrite files with the fixes that leave their meaning as it is')
    .option('--dry-run', 'with --fix: write nothing; show on stdout what would change')
    .addOption(
      program
        .createOption('--rule <name=level>', 'the level of a rule: off, warning or error (repeatable)')
        .argParser(repeat),
    )
    .addOption(changedSince())
    .option('--json', 'the same as --format json')
    .addOption(findingsFormat())
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(searchPath())
    .addHelpText(
      'after',
      EXIT_CODES +
        examples(program, [
          'lint',
          'lint shiny --rule missing-title=warning',
          'lint .beads/formulas --fix --dry-run',
          'lint --format sarif -o findings.sarif',
          'lint --changed-since origin/main',
        ]),
    )
    .action((names: string[], options: LintOptions) =>
      run(async () =>
        (await import('../commands/lint.js')).lint(names, options, commandPaths(program), environment),
      ),
    );
}
