import type { Command } from 'commander';

/** Every command of a program, as words: `formula`, `formula list`. */
export function commandPaths(program: Command): string[] {
  return program.commands.flatMap((command) => [
    command.name(),
    ...commandPaths(command).map((path) => `${command.name()} ${path}`),
  ]);
}
