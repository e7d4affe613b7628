import { inLine } from '../../runtime/beads/new/in-file.js';
import { RuntimeFailure } from '../../runtime/failure/failure.js';
import { settle } from '../../runtime/step/settle.js';
import { BatchSession } from '../batch-session.js';
import { type CommandLine, parseCommands } from '../command-line.js';
import type { Environment, Stream } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { beadsOf, readyText } from '../output/changed.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, type Session, withLedger } from '../session.js';
import { readFile } from '../texts.js';

export interface BatchOptions extends LedgerOptions {
  readonly file: string;
}

/** Runs a command line; the whole program. */
export type Main = (args: readonly string[], environment: Environment) => Promise<ExitCode>;

/** The commands that change something, and nothing else. */
const COMMANDS = [
  'create',
  'update',
  'close',
  'reopen',
  'dep add',
  'dep remove',
  'label add',
  'label remove',
  'comment',
];

/** A command that has begun and waits for its change to be made. */
interface Begun {
  readonly command: CommandLine;
  readonly session: BatchSession;
  readonly code: Promise<ExitCode>;
  readonly stdout: Captured;
  readonly stderr: Captured;
}

/** `bd batch`: many commands as one transaction. */
export async function batch(options: BatchOptions, main: Main, environment: Environment): Promise<ExitCode> {
  const where = options.file === '-' ? 'stdin' : options.file;
  const commands = parseCommands(await readFile(options.file, environment), where);
  for (const command of commands) refuseOthers(command, where);
  return withLedger(options, environment, async (session) => {
    const begun: Begun[] = [];
    try {
      for (const command of commands)
        begun.push(await begin(command, where, options, main, { ...environment, session }));
      const { result, readied } = await session.change((turn) =>
        begun.map((each) =>
          inLine(where, each.command.line, () => {
            const made = each.session.carryOut(turn);
            // The next one may wait for this.
            settle(turn);
            return made;
          }),
        ),
      );
      begun.forEach((each, at) => {
        each.session.finish(result[at]);
      });
      // What each has to say comes after the change; nothing but a bug can go wrong there.
      const codes = await Promise.all(begun.map(({ code }) => code));
      const ready = await session.read((view) => beadsOf(view, readied));
      const { stdout } = environment;
      if (options.json)
        stdout.write(toJson({ results: begun.map(resultOf), ready_now: ready.map(({ id }) => id) }));
      else stdout.write(begun.map((each) => each.stdout.text).join('') + readyText(ready, stdout));
      environment.stderr.write(begun.map((each) => each.stderr.text).join(''));
      return codes.find((code) => code !== EXIT.ok) ?? EXIT.ok;
    } catch (error) {
      for (const each of begun) each.session.giveUp(error);
      await Promise.all(begun.map(({ code }) => code));
      throw error;
    }
  });
}

function refuseOthers({ line, words }: CommandLine, where: string): void {
  const [first = '', second = ''] = words;
  if (!COMMANDS.includes(first) && !COMMANDS.includes(`${first} ${second}`))
    throw new UsageError(
      `${where}, line ${line}: ${JSON.stringify(first)} cannot be in a batch; what can is ${COMMANDS.join(', ')}`,
    );
  const own = words.find((word) => /^--(?:json|ledger|actor|silent)(?:=|$)/.test(word));
  if (own !== undefined)
    throw new UsageError(`${where}, line ${line}: give ${own} to "batch", not to a line of it`);
}

/** Start a command; it goes as far as what it wants to change. */
async function begin(
  command: CommandLine,
  where: string,
  { json }: BatchOptions,
  main: Main,
  environment: Environment & { readonly session: Session },
): Promise<Begun> {
  const session = new BatchSession(environment.session);
  const stdout = new Captured(environment.stdout);
  const stderr = new Captured(environment.stderr);
  const code = main([...command.words, ...(json ? ['--json'] : [])], {
    ...environment,
    session,
    stdout,
    stderr,
  });
  await Promise.race([session.said, code]);
  if (session.hasWork) return { command, session, code, stdout, stderr };
  throw faultOf(await code, stderr.text, where, command.line);
}

/** Why a command got no further than that it was looked at, in the words in which it said so. */
function faultOf(code: ExitCode, told: string, where: string, line: number): Error {
  const [, reason = 'this changes nothing', help] =
    /^error(?:\[\w+\])?: (.*)\n(?: {2}= help: (.*)\n)?/.exec(told) ?? [];
  if (code === EXIT.findings) return new RuntimeFailure('GT8113', { where, line, reason, help });
  return new UsageError(`${where}, line ${line}: ${reason}`);
}

function resultOf({ command, stdout }: Begun): unknown {
  return { line: command.line, result: JSON.parse(stdout.text) };
}

/** A stream that keeps what is written, with the looks of another. */
class Captured implements Stream {
  text = '';
  readonly isTerminal: boolean;
  readonly colors: boolean;
  readonly width: number;

  constructor(like: Stream) {
    this.isTerminal = like.isTerminal;
    this.colors = like.colors;
    this.width = like.width;
  }

  write(text: string): void {
    this.text += text;
  }
}
