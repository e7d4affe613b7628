import type { DiffOptions } from '../commands/diff.js';
import { type Declaring, EXIT_CODES, examples, preset, searchPath, variables } from './shared.js';

export function declareDiff({ program, environment, run }: Declaring): void {
  program
    .command('diff')
    .summary('compare what two formulas, or revisions, come to')
    .description(
      'Compare two cooked formulas step by step, and show the lines that what differs was written in.\n\n' +
        'Each side is a formula (a name or a file), one as it was in a git revision (NAME@REV or FILE@REV, with ' +
        'the parents and aspects of that revision), or a file that "cook -o" wrote. Only what is to be done is ' +
        'compared: moved lines and comments make no difference.',
    )
    .argument('<a>', 'what was: NAME, FILE, NAME@REV, FILE@REV or a cooked FILE.json')
    .argument('[b]', 'what is; left out with --rev')
    .option(
      '--rev <rev>',
      'compare the one formula as it was with what it is; REV..REV: between two revisions',
    )
    .addOption(variables())
    .addOption(preset())
    .option('--json', 'as JSON, every iteration of a loop by itself')
    .addOption(searchPath())
    .addHelpText(
      'after',
      EXIT_CODES.replace('fine', 'both say the same')
        .replace(
          'a formula has errors, or there is none of that name',
          'they differ; or one of them has errors, which are told on stderr',
        )
        .replace('a file could not be read or written', 'a file, or a git revision, could not be read') +
        examples(program, [
          'diff shiny shiny-secure',
          'diff shiny --rev main',
          'diff shiny --rev v1.0..v1.1',
          'diff shiny@HEAD~3 ./draft.formula.toml',
          'diff released.json beads-release --var version=1.2.0',
        ]),
    )
    .action((a: string, b: string | undefined, options: DiffOptions) =>
      run(async () => (await import('../commands/diff.js')).diff(a, b, options, environment)),
    );
}
