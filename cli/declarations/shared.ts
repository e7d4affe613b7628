import { type Command, Option } from 'commander';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../exit.js';
import { FINDING_FORMATS } from '../output/finding-format.js';

/** What a declared command does when it is called; its code is loaded then, not before. */
export type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** What a declaration needs: where commands are added, and how they are run. */
export interface Declaring {
  readonly program: Command;
  readonly environment: Environment;
  readonly run: Run;
  /** Runs another command line; never rejects. */
  readonly main: (args: readonly string[], environment: Environment) => Promise<ExitCode>;
}

/** For an option that may be given again: all its values. */
export const repeat = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

export const searchPath = (): Option =>
  new Option('--search-path <dir>', 'look here first, ahead of all tiers (repeatable)').argParser(repeat);

export const variables = (): Option =>
  new Option('--var <name=value>', 'give a variable a value (repeatable)').argParser(repeat);

export const preset = (): Option =>
  new Option('--preset <name>', 'only these legs of a convoy, as the formula names them');

export const changedSince = (): Option =>
  new Option(
    '--changed-since <rev>',
    'only formulas that have changed since a git revision, and those that draw such a one in; of cook with --check',
  );

/** How findings are told; where they go is said by the command. */
export const findingsFormat = (): Option =>
  new Option('--format <format>', 'how findings are told, human unless given').choices(FINDING_FORMATS);

/** Help text: commands one could type. */
export const examples = (program: Command, lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${program.name()} ${line}`).join('\n')}`;

/** Help text: the exit codes, as the README has them. */
export const EXIT_CODES = `
Exit codes:
  0  fine
  1  a formula has errors, or there is none of that name
  2  the command was called wrongly
  3  a file could not be read or written
  4  a bug of this program
`;
