import type { Command } from 'commander';
import type { Environment } from '../environment.js';
import { type Candidate, commandsOf, named, placeOf } from './place.js';

/** What a shell is told. */
export interface Answer {
  readonly candidates: readonly Candidate[];
  /** Files or folders may stand there too, which shells know themselves. */
  readonly also: 'files' | 'folders' | undefined;
}

/** The words that can stand in the place of the last one of `words`, which may be empty. */
export async function answer(
  program: Command,
  words: readonly string[],
  environment: Environment,
): Promise<Answer> {
  const place = placeOf(program, words);
  if ('candidates' in place)
    return { candidates: fitting(place.candidates, words.at(-1) ?? ''), also: undefined };
  const { values, typed, before, args } = place;
  const whole = (candidates: readonly Candidate[]): Candidate[] =>
    fitting(candidates, typed).map((each) => ({ ...each, word: before + each.word }));
  if ('words' in values)
    return { candidates: whole(values.words.map((word) => ({ word }))), also: undefined };
  const { kind } = values;
  if (kind === 'free') return { candidates: [], also: undefined };
  if (kind === 'file' || kind === 'folder') return { candidates: [], also: `${kind}s` };
  if (kind === 'command') return { candidates: whole(commandsBelow(program, args)), also: undefined };
  const { valuesOf } = await import('./values.js');
  const candidates = whole(await valuesOf(kind, { typed, args }, environment));
  return { candidates, also: kind === 'formula' ? 'files' : undefined };
}

/** What `help` can be asked about behind what it has been asked about already. */
function commandsBelow(program: Command, path: readonly string[]): Candidate[] {
  let command: Command | undefined = program;
  for (const word of path) command = command && named(command, word);
  return command ? commandsOf(command) : [];
}

/**
 * What is said goes into a command line and is run from there: a name that a shell could read as anything but a word is not
 * said, wherever it may come from.
 */
const PLAIN = /^[\w@%+=:,./-]+$/;

const fitting = (candidates: readonly Candidate[], typed: string): Candidate[] =>
  candidates.filter(({ word }) => word.startsWith(typed) && PLAIN.test(word));
