import { type Command, CommanderError } from 'commander';
import { declareProgram } from './declarations/program.js';
import type { Environment } from './environment.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { tellFailure } from './failure.js';

/** `gt` has every command; `bd` those that Beads has, over the same code. Never rejects. */
export async function main(args: readonly string[], environment: Environment): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = declareProgram({
    environment,
    main,
    run: async (work) => {
      code = await work();
    },
  });
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
