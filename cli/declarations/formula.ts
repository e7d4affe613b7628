import { type Command, Option } from 'commander';
import type { FormulaOptions, ListOptions } from '../commands/formula.js';
import type { ImportOptions } from '../commands/import-formula.js';
import { type Declaring, EXIT_CODES, examples, searchPath } from './shared.js';

/** `list`, `show` and, for `gt`, `which` and `import`, which Beads does not have. */
export function declareFormula(declaring: Declaring): void {
  const { program, environment } = declaring;
  const formula = program.command('formula').description('list and show formulas').helpCommand(false);
  declareList(formula, declaring);
  declareShow(formula, declaring);
  if (environment.program !== 'gt') return;
  declareWhich(formula, declaring);
  declareImport(formula, declaring);
}

function declareList(formula: Command, { program, environment, run }: Declaring): void {
  formula
    .command('list')
    .description('list every formula that a name can mean from here')
    .addOption(
      new Option('--type <type>', 'only of this type').choices(['workflow', 'expansion', 'aspect', 'convoy']),
    )
    .option('--json', 'as a JSON array')
    .addOption(searchPath())
    .addHelpText('after', examples(program, ['formula list', 'formula list --type aspect']))
    .action((options: ListOptions) =>
      run(async () => (await import('../commands/formula.js')).list(options, environment)),
    );
}

function declareShow(formula: Command, { program, environment, run }: Declaring): void {
  formula
    .command('show')
    .description('show what a formula is for, its variables and its steps')
    .argument('<formula>', 'a name, or a file')
    .option('--json', 'as JSON')
    .addOption(searchPath())
    .addHelpText('after', examples(program, ['formula show shiny']))
    .action((name: string, options: FormulaOptions) =>
      run(async () => (await import('../commands/formula.js')).show(name, options, environment)),
    );
}

function declareWhich(formula: Command, { program, environment, run }: Declaring): void {
  formula
    .command('which')
    .description('show all files that could be meant by a name, and why one of them is')
    .argument('<formula>', 'a name, or TIER:NAME')
    .option('--json', 'as JSON')
    .addOption(searchPath())
    .addHelpText('after', examples(program, ['formula which shiny', 'formula which builtin:shiny']))
    .action((name: string, options: FormulaOptions) =>
      run(async () => (await import('../commands/formula.js')).which(name, options, environment)),
    );
}

function declareImport(formula: Command, { program, environment, run }: Declaring): void {
  formula
    .command('import')
    .summary('take in formulas of Gas Town and Beads, or tell what is read differently in them')
    .description(
      'Take in formulas that were written for Gas Town and Beads: those that cook become formulas of the project, byte for byte, and nothing is written over.\n\n' +
        'With --report nothing is written: it tells for each formula what upstream reads differently, and why.',
    )
    .argument('<paths...>', 'files, or folders with all below them')
    .option('--report', 'only tell what is read differently')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      EXIT_CODES +
        examples(program, ['formula import --report ../gastown/formulas', 'formula import old.formula.toml']),
    )
    .action((paths: string[], options: ImportOptions) =>
      run(async () =>
        (await import('../commands/import-formula.js')).importFormulas(paths, options, environment),
      ),
    );
}
