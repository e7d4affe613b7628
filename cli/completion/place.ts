import type { Command, Option } from 'commander';
import { type Values, valuesOfArgument, valuesOfOption } from './kinds.js';

/** A word that could be typed, and what it is for. */
export interface Candidate {
  readonly word: string;
  readonly about?: string;
}

/** What can stand where somebody asks for more of a command line. */
export type Place =
  /** The words are known from the declarations alone. */
  | { readonly candidates: readonly Candidate[] }
  /** A value; of `--name=value` the part up to `=` stays. */
  | {
      readonly values: Values;
      readonly typed: string;
      readonly before: string;
      /** What stands before it: the words that are arguments. */
      readonly args: readonly string[];
    };

/** A command line up to its last word, which is not finished, read as commander will read it. */
export function placeOf(program: Command, words: readonly string[]): Place {
  const typed = words.at(-1) ?? '';
  const { command, args, given, pending, isEnded } = walk(program, words.slice(0, -1));
  const value = (values: Values, text: string, before = ''): Place => ({
    values,
    typed: text,
    before,
    args,
  });
  if (pending) return value(valuesOfOption(pending), typed);
  if (!isEnded && typed.startsWith('-')) {
    const at = typed.indexOf('=');
    if (at === -1) return { candidates: optionsOf(command, given) };
    const option = findOption(command, typed.slice(0, at));
    return option
      ? value(valuesOfOption(option), typed.slice(at + 1), typed.slice(0, at + 1))
      : { candidates: [] };
  }
  if (command.commands.length > 0) return { candidates: args.length === 0 ? commandsOf(command) : [] };
  const declared = command.registeredArguments;
  const argument = declared[args.length] ?? (declared.at(-1)?.variadic ? declared.at(-1) : undefined);
  return argument ? value(valuesOfArgument(argument), typed) : { candidates: [] };
}

interface Walked {
  readonly command: Command;
  /** Arguments of that command. */
  readonly args: readonly string[];
  readonly given: ReadonlySet<Option>;
  /** An option whose value comes next. */
  readonly pending: Option | undefined;
  /** `--` has been typed. */
  readonly isEnded: boolean;
}

function walk(program: Command, words: readonly string[]): Walked {
  let command = program;
  let pending: Option | undefined;
  let isEnded = false;
  const args: string[] = [];
  const given = new Set<Option>();
  for (const word of words) {
    if (pending) pending = undefined;
    else if (!isEnded && word === '--') isEnded = true;
    else if (!isEnded && word.startsWith('-') && word !== '-') {
      const [name = '', attached] = word.split('=', 2);
      const option = findOption(command, name);
      if (!option) continue;
      given.add(option);
      if (option.required && attached === undefined) pending = option;
    } else {
      const next = args.length === 0 ? named(command, word) : undefined;
      if (next) command = next;
      else args.push(word);
    }
  }
  return { command, args, given, pending, isEnded };
}

/** The command of that name or alias below another. */
export const named = (command: Command, word: string): Command | undefined =>
  command.commands.find((each) => each.name() === word || each.aliases().includes(word));

const findOption = (command: Command, name: string): Option | undefined =>
  command.options.find(({ long, short }) => long === name || short === name);

/** Its commands that help shows. */
export const commandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ word: each.name(), about: each.summary() || each.description() }));

/** Its options that help shows, but for those that are given and cannot be again. */
const optionsOf = (command: Command, given: ReadonlySet<Option>): Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => !given.has(option) || option.parseArg !== undefined)
    .map(({ long, short, description }) => ({ word: long ?? short ?? '', about: description }));
