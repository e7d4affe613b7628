import { Option } from 'commander';
import type { CookOptions } from '../commands/cook-options.js';
import {
  changedSince,
  type Declaring,
  EXIT_CODES,
  examples,
  findingsFormat,
  preset,
  searchPath,
  variables,
} from './shared.js';

export function declareCook({ program, environment, run }: Declaring): void {
  program
    .command('cook')
    .summary('compile formulas into checked protomolecules')
    .description(
      'Compile formulas into checked protomolecules.\n\n' +
        'On a terminal the woven graph is shown as a tree; in a pipe, with --json or -o it is the protomolecule itself, as JSON. ' +
        'Findings go to stderr; with --check they are the result, and --format json, sarif and github go to stdout.',
    )
    .argument('[formulas...]', 'names of formulas, or files; with --check files or folders')
    .addOption(variables())
    .addOption(preset())
    .addOption(
      new Option('--mode <mode>', 'runtime: every variable must have a value, and all texts are filled')
        .choices(['compile', 'runtime'])
        .default('compile'),
    )
    .option('--strict', 'refuse values for variables that the formula does not declare')
    .option('--no-overlay', 'cook formulas as their files have them, without what formula-overlays/ change')
    .option('--dry-run', 'show the graph as a tree, wherever the output goes')
    .option(
      '--emit <phase>',
      'print what stands after read, check, inherit, expand, weave, wire, graph or emit',
    )
    .option('--stats', 'print the time of each phase to stderr')
    .option('--json', 'print the protomolecule even on a terminal, and findings as JSON')
    .addOption(findingsFormat())
    .option(
      '-o, --output <file>',
      'write to a file; several formulas go to a folder, as NAME.json; with --check the report',
    )
    .option('--check', 'only report all findings of all files, for CI (without a path: of this folder)')
    .addOption(changedSince())
    .addOption(searchPath())
    .addHelpText(
      'after',
      EXIT_CODES +
        examples(program, [
          'cook shiny',
          'cook beads-release --var version=1.2.0 -o release.json',
          'cook ./draft.formula.toml --dry-run',
          'cook code-review --preset quick',
          'cook --check .beads/formulas',
          'cook --check --format sarif -o findings.sarif',
          'cook --check --changed-since origin/main',
        ]),
    )
    .action((names: string[], options: CookOptions) =>
      run(async () => (await import('../commands/cook.js')).cook(names, options, environment)),
    );
}
