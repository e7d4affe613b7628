import { Command, CommanderError } from 'commander';
import { VERSION } from '../compiler/version.js';
import { CHANGES, groupsOf } from './declarations/all.js';
import { type Declaring, examples } from './declarations/shared.js';
import type { Environment } from './environment.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { tellFailure } from './failure.js';

const ALL_EXIT_CODES = `
Exit codes:
  0  fine
  1  a formula has errors, or the ledger says no: no such bead, or not in a state for that
  2  the command was called wrongly
  3  a file or the ledger could not be read or written
  4  a bug of this program
`;

/** `gt` has every command; `bd` those that Beads has, over the same code. Never rejects. */
export async function main(args: readonly string[], environment: Environment): Promise<ExitCode> {
  const { program: name, stdout, stderr } = environment;
  let code: ExitCode = EXIT.ok;
  const program = new Command(name)
    .description('Compile workflow formulas into checked graphs of steps, and keep track of the work.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.width,
      getErrHelpWidth: () => stderr.width,
    });
  const declaring: Declaring = {
    program,
    environment,
    main,
    run: async (work) => {
      code = await work();
    },
  };
  if (environment.session) for (const declare of CHANGES) declare(declaring);
  else
    for (const { heading, commands } of groupsOf(name)) {
      program.commandsGroup(heading);
      for (const declare of commands) declare(declaring);
    }
  declareHelp(program);
  program.addHelpText(
    'after',
    ALL_EXIT_CODES +
      examples(program, [
        'formula list',
        'cook shiny',
        'cook --check .beads/formulas',
        'create "Fix the login"',
        'ready',
      ]),
  );
  const mistakes: string[] = [];
  tellMistakesOnOneLine(program, mistakes);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return tellFailure(error, environment, isJsonAsked(args));
    if (error.exitCode === 0) return EXIT.ok;
    const [mistake] = mistakes;
    return mistake === undefined
      ? EXIT.usage
      : tellFailure(new UsageError(mistake), environment, isJsonAsked(args));
  }
}

/** Before the command line has been understood. */
const isJsonAsked = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
};

/** commander's own `help` shows the program's help for a command that is not there. */
function declareHelp(program: Command): void {
  program
    .command('help')
    .description('show the help of a command')
    .argument('[command...]', 'such as: formula list')
    .action((names: string[]) => {
      let command = program;
      for (const name of names) {
        const next = command.commands.find((each) => each.name() === name);
        if (!next) return command.error(`error: unknown command '${name}'`);
        command = next;
      }
      command.outputHelp();
    });
}

/** commander's own texts, in the form of ours: one line that ends in what to do. They are kept, to be told later. */
function tellMistakesOnOneLine(command: Command, mistakes: string[], path = command.name()): void {
  command.configureOutput({
    outputError: (text) => {
      const [mistake = '', suggestion] = text.trimEnd().split('\n');
      const near = suggestion?.match(/^\((.*)\)$/)?.[1]?.replace(/^Did/, 'did');
      mistakes.push(
        `${mistake.replace(/^error: /, '').replace(/\.$/, '')}; ${near ?? `see "${path} --help"`}`,
      );
    },
  });
  for (const each of command.commands) tellMistakesOnOneLine(each, mistakes, `${path} ${each.name()}`);
}
