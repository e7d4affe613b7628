import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CookOptions } from './commands/cook.js';
import type { FormulaOptions } from './commands/formula.js';
import type { GraphOptions } from './commands/graph.js';
import type { Environment } from './environment.js';
import { EXIT, type ExitCode } from './exit.js';
import { VERSION } from './version.js';

const repeat = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
const searchPath = (): Option =>
  new Option('--search-path <dir>', 'look here first, ahead of all tiers (repeatable)').argParser(repeat);
const variables = (): Option =>
  new Option('--var <name=value>', 'give a variable a value (repeatable)').argParser(repeat);

/** Set by whichever command ran; `main` exits with it. */
interface Outcome {
  code: ExitCode;
}

function addCook(program: Command, environment: Environment, outcome: Outcome): void {
  program
    .command('cook')
    .summary('compile formulas into checked protomolecules')
    .description(
      'Compile formulas into checked protomolecules.\n\n' +
        'On a terminal the woven graph is shown as a tree; in a pipe, with --json or -o it is the protomolecule itself.',
    )
    .argument('[formulas...]', 'names of formulas, or files; with --check files or folders')
    .addOption(variables())
    .addOption(
      new Option('--mode <mode>', 'runtime: every variable must have a value, and all texts are filled')
        .choices(['compile', 'runtime'])
        .default('compile'),
    )
    .option('--dry-run', 'show the graph as a tree, and write nothing')
    .option(
      '--emit <phase>',
      'print what stands after read, check, inherit, expand, weave, wire, graph or emit',
    )
    .option('--stats', 'print the time of each phase to stderr')
    .option('--json', 'print the protomolecule, and findings as JSON')
    .option('-o, --output <file>', 'write the protomolecule to a file (several: to a folder)')
    .option('--check', 'check files and folders and report all findings, for CI')
    .addOption(searchPath())
    .addHelpText(
      'after',
      example(program, [
        'cook shiny',
        'cook release --var version=1.2.0 -o release.json',
        'cook --check .beads/formulas',
      ]),
    )
    .action(async (names: string[], options: CookOptions) => {
      const { cook } = await import('./commands/cook.js');
      outcome.code = await cook(names, options, environment);
    });
}

function addFormula(program: Command, environment: Environment, outcome: Outcome, withWhich: boolean): void {
  const formula = program.command('formula').description('List and show formulas.');
  formula
    .command('list')
    .description('Every formula that a name can mean from here.')
    .addOption(
      new Option('--type <type>', 'only of this type').choices(['workflow', 'expansion', 'aspect', 'convoy']),
    )
    .option('--json', 'as a JSON array')
    .addOption(searchPath())
    .addHelpText('after', example(program, ['formula list', 'formula list --type aspect']))
    .action(async (options: FormulaOptions) => {
      const { list } = await import('./commands/formula.js');
      outcome.code = await list(options, environment);
    });
  formula
    .command('show')
    .description('What a formula is for, its variables and its steps.')
    .argument('<formula>', 'a name, or a file')
    .option('--json', 'as JSON')
    .addOption(searchPath())
    .addHelpText('after', example(program, ['formula show shiny']))
    .action(async (name: string, options: FormulaOptions) => {
      const { show } = await import('./commands/formula.js');
      outcome.code = await show(name, options, environment);
    });
  if (!withWhich) return;
  formula
    .command('which')
    .description('All files that could be meant by a name, and why one of them is.')
    .argument('<formula>', 'a name')
    .option('--json', 'as JSON')
    .addOption(searchPath())
    .addHelpText('after', example(program, ['formula which shiny']))
    .action(async (name: string, options: FormulaOptions) => {
      const { which } = await import('./commands/formula.js');
      outcome.code = await which(name, options, environment);
    });
}

function addGraph(program: Command, environment: Environment, outcome: Outcome): void {
  program
    .command('graph')
    .description('Draw the cooked graph of a formula.')
    .argument('<formula>', 'a name, or a file')
    .addOption(
      new Option('--format <format>', 'what to draw')
        .choices(['tree', 'mermaid', 'dot', 'svg'])
        .default('tree'),
    )
    .addOption(variables())
    .option('-o, --output <file>', 'write to a file')
    .addOption(searchPath())
    .addHelpText(
      'after',
      example(program, ['graph shiny-secure', 'graph shiny-secure --format svg -o shiny-secure.svg']),
    )
    .action(async (name: string, options: GraphOptions) => {
      const { graph } = await import('./commands/graph.js');
      outcome.code = await graph(name, options, environment);
    });
}

const example = (program: Command, lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${program.name()} ${line}\n`).join('')}`;

/** `gt` has every command; `bd` those that beads has, over the same code. */
export async function main(
  name: 'gt' | 'bd',
  args: readonly string[],
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const outcome: Outcome = { code: EXIT.ok };
  const program = new Command(name)
    .description('Compile workflow formulas and run what they describe.')
    .version(VERSION, '-V, --version', 'print the version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
  addCook(program, environment, outcome);
  addFormula(program, environment, outcome, name === 'gt');
  if (name === 'gt') addGraph(program, environment, outcome);
  try {
    await program.parseAsync(args, { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError || error instanceof InvalidArgumentError) {
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    if (error instanceof Error && error.name === 'UsageError') {
      stderr.write(`error: ${error.message}\n`);
      return EXIT.usage;
    }
    if (error instanceof Error && 'syscall' in error) {
      stderr.write(`error: ${error.message}\n`);
      return EXIT.environment;
    }
    stderr.write(`error[GT9001]: ${name} failed; this is a bug in ${name}, please report it\n`);
    stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return EXIT.bug;
  }
}
