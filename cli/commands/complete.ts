import type { Command } from 'commander';
import { answer } from '../completion/answer.js';
import type { Candidate } from '../completion/place.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';

/** A line, and no more of a shell's screen than that. */
const MOST_SHOWN = 80;

/**
 * `gt complete -- WORDS`: what can stand in the place of the last word, a line each, with a tab before what it is for;
 * `:files` and `:folders` ask the shell for its own. Whatever cannot be read has no words: nobody has asked for a command yet.
 */
export async function complete(
  program: Command,
  words: readonly string[],
  environment: Environment,
): Promise<ExitCode> {
  try {
    const { candidates, also } = await answer(program, words, environment);
    const lines = [...candidates.map(lineOf), ...(also ? [`:${also}`] : [])];
    environment.stdout.write(lines.map((line) => `${line}\n`).join(''));
  } catch {
    // A message in the middle of somebody's command line would help nobody.
  }
  return EXIT.ok;
}

function lineOf({ word, about }: Candidate): string {
  // Titles and descriptions are of other people: nothing in them may move the cursor.
  const line = (about ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (line === '') return word;
  const letters = [...line];
  return `${word}\t${letters.length > MOST_SHOWN ? `${letters.slice(0, MOST_SHOWN - 1).join('')}…` : line}`;
}
