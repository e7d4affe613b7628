import type { Command } from 'commander';
import { declareProgram } from '../declarations/program.js';
import type { Environment } from '../environment.js';

/** A command that help shows, and the words that it is called by. */
export interface Declared {
  readonly path: readonly string[];
  readonly command: Command;
}

/** Every command of a program that can be called, as it is declared, in the order of the help. */
export function declaredCommands(name: 'gt' | 'bd'): Declared[] {
  const screen = { isTerminal: false, colors: false, width: 100, write: () => {} };
  const environment = { program: name, stdout: screen, stderr: screen } as unknown as Environment;
  const program = declareProgram({ environment, run: async () => {}, main: async () => 0 });
  return below(program, []);
}

function below(command: Command, path: readonly string[]): Declared[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .flatMap((each) => {
      const own = [...path, each.name()];
      return each.commands.length > 0 ? below(each, own) : [{ path: own, command: each }];
    });
}

/** What `--help` prints for a command. */
export function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 100 });
  command.outputHelp();
  return text;
}
