import type { Invocation } from './invocations.js';
import { BEADS, GAS_TOWN } from './known-commands.js';

/** A command, or a word before further words of one. */
interface Command {
  /** All words that may follow; undefined where they are arguments, or not known. */
  readonly words: ReadonlyMap<string, Command> | undefined;
}

const ANY: Command = { words: undefined };

/** Where an invocation leaves the commands that there are. */
export interface UnknownCommand {
  /** What is right: `gt mail`. */
  readonly before: string;
  /** What can follow it. */
  readonly known: Iterable<string>;
  /** How many words of the invocation there are up to the one that is wrong, the program's name not among them. */
  readonly length: number;
}

/** The commands that a text may name: those of Gas Town and Beads, and our own. */
export class Commands {
  readonly #known: Readonly<Record<Invocation['program'], Command>>;

  /** `own`: the commands of these programs, as words: `formula list`. */
  constructor(own: Readonly<Record<Invocation['program'], readonly string[]>>) {
    this.#known = { gt: tree(GAS_TOWN, own.gt), bd: tree(BEADS, own.bd) };
  }

  /** What is wrong with an invocation; undefined where nobody can tell that something is. */
  unknown({ program, words }: Invocation): UnknownCommand | undefined {
    let at = this.#known[program];
    for (const [index, { text }] of words.entries()) {
      if (!at.words) return undefined;
      const next = at.words.get(text) ?? (program === 'gt' ? byPrefix(text, at.words) : undefined);
      if (next) {
        at = next;
        continue;
      }
      const before = [program, ...words.slice(0, index).map((word) => word.text)].join(' ');
      return { before, known: at.words.keys(), length: index + 1 };
    }
    return undefined;
  }
}

/** Gas Town takes any beginning of a command for it; of two that begin so nobody knows which was meant. */
function byPrefix(text: string, words: ReadonlyMap<string, Command>): Command | undefined {
  const found = [...words].filter(([name]) => name.startsWith(text));
  const [first] = found;
  return found.length === 1 && first ? first[1] : found.length > 1 ? ANY : undefined;
}

/**
 * `lines`: a command and what may follow it, `mail: inbox send`; without a colon anything may. A command of
 * several words has a line of its own.
 */
function tree(lines: string, own: readonly string[]): Command {
  const root = new Map<string, Command>();
  const add = (path: readonly string[], command: Command): void => {
    let words = root;
    for (const word of path.slice(0, -1)) {
      const next = words.get(word)?.words;
      if (!next) return; // what follows is not known in whole, so it is not looked at
      words = next as Map<string, Command>;
    }
    const [last] = path.slice(-1);
    if (last !== undefined && !(words.get(last)?.words && !command.words)) words.set(last, command);
  };
  for (const line of lines.split('\n')) {
    const [names = '', subcommands] = line.trim().split(/:\s*/);
    const words = subcommands?.split(' ').map((word): [string, Command] => [word, ANY]);
    for (const name of names.split(', ')) {
      if (words) add(name.split(' '), { words: new Map(words) });
      else for (const each of name.split(' ')) add([each], ANY);
    }
  }
  for (const path of own) add(path.split(' '), ANY);
  return { words: root };
}
