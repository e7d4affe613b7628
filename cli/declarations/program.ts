import { Command } from 'commander';
import { VERSION } from '../../compiler/version.js';
import { CHANGES, groupsOf } from './all.js';
import { type Declaring, examples } from './shared.js';

const ALL_EXIT_CODES = `
Exit codes:
  0  fine
  1  a formula has errors, or the ledger says no: no such bead, or not in a state for that
  2  the command was called wrongly
  3  a file or the ledger could not be read or written
  4  a bug of this program
`;

/** A program with all its commands declared; the code of none is loaded. */
export function declareProgram(declaring: Omit<Declaring, 'program'>): Command {
  const { environment } = declaring;
  const { program: name, stdout, stderr } = environment;
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
  if (environment.session) for (const declare of CHANGES) declare({ ...declaring, program });
  else
    for (const { heading, commands } of groupsOf(name)) {
      program.commandsGroup(heading);
      for (const declare of commands) declare({ ...declaring, program });
    }
  declareHelp(program);
  return program.addHelpText(
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
}

/** commander's own `help` shows the program's help for a command that is not there. */
function declareHelp(program: Command): void {
  program
    .command('help')
    .description('show the help of a command')
    .argument('[command...]', 'such as: formula list')
    .addHelpText('after', examples(program, ['help', 'help cook', 'help mol show']))
    .action((names: string[]) => {
      let command = program;
      for (const name of names) {
        const next = command.commands.find((each) => each.name() === name);
        if (next) command = next;
        // A group says itself what may have been meant; any other command would be run.
        else if (command.commands.length > 0 && !name.startsWith('-'))
          return void command.parse([name], { from: 'user' });
        else return command.error(`error: unknown command '${name}'`);
      }
      command.outputHelp();
    });
}
