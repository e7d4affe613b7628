import { Command, CommanderError } from 'commander';
import { VERSION } from '../compiler/version.js';
import { declareConformance } from './declarations/conformance.js';
import { declareCook } from './declarations/cook.js';
import { declareDiff } from './declarations/diff.js';
import { declareExpand } from './declarations/expand.js';
import { declareExplain } from './declarations/explain.js';
import { declareFmt } from './declarations/fmt.js';
import { declareFormula } from './declarations/formula.js';
import { declareGraph } from './declarations/graph.js';
import { declareLint } from './declarations/lint.js';
import { type Declaring, EXIT_CODES, examples } from './declarations/shared.js';
import type { Environment } from './environment.js';
import { EXIT, type ExitCode } from './exit.js';
import { tellFailure } from './failure.js';

/** `gt` has every command; `bd` those that Beads has, over the same code. Never rejects. */
export async function main(args: readonly string[], environment: Environment): Promise<ExitCode> {
  const { program: name, stdout, stderr } = environment;
  let code: ExitCode = EXIT.ok;
  const program = new Command(name)
    .description('Compile workflow formulas into checked graphs of steps.')
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
    run: async (work) => {
      code = await work();
    },
  };
  declareCook(declaring);
  declareFormula(declaring);
  if (name === 'gt') declareGraph(declaring);
  if (name === 'gt') declareDiff(declaring);
  if (name === 'gt') declareFmt(declaring);
  if (name === 'gt') declareExpand(declaring);
  if (name === 'gt') declareConformance(declaring);
  if (name === 'gt') declareExplain(declaring);
  if (name === 'gt') declareLint(declaring);
  declareHelp(program);
  program.addHelpText(
    'after',
    EXIT_CODES + examples(program, ['formula list', 'cook shiny', 'cook --check .beads/formulas']),
  );
  tellMistakesOnOneLine(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return tellFailure(error, environment);
  }
}

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

/** commander's own texts, in the form of ours: one line that ends in what to do. */
function tellMistakesOnOneLine(command: Command, path = command.name()): void {
  command.configureOutput({
    outputError: (text, write) => {
      const [mistake, suggestion] = text.trimEnd().split('\n');
      const near = suggestion?.match(/^\((.*)\)$/)?.[1]?.replace(/^Did/, 'did');
      write(`${mistake?.replace(/\.$/, '')}; ${near ?? `see "${path} --help"`}\n`);
    },
  });
  for (const each of command.commands) tellMistakesOnOneLine(each, `${path} ${each.name()}`);
}
