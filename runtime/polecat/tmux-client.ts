import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fail, RuntimeFailure } from '../failure/failure.js';
import type { Town } from '../town/town.js';
import { commonVariables } from './environment.js';

const INSTALL =
  'install it ("apt-get install tmux", "brew install tmux"), or let agents work without a terminal';
/** tmux answers at once, or hangs. */
const TIMEOUT = 20_000;

/** The name of the tmux server of a town; two towns on a machine may be called the same. */
export function tmuxSocket({ root, name }: Town): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '-');
  return `gt-${plain}-${createHash('sha256').update(root).digest('hex').slice(0, 6)}`;
}

/** A text as a word of the shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** One tmux server, which knows nothing of its user's own tmux and settings. */
export class TmuxClient {
  readonly #env = { ...commonVariables(process.env), ...tmpOf(process.env) };

  constructor(readonly socket: string) {}

  /** What a command prints. Rejects with GT8801 when there is no tmux, GT8807 when it fails. */
  async run(...command: readonly string[]): Promise<string> {
    const { error, stdout, stderr } = await this.#exec(command, TIMEOUT);
    if (!error) return stdout.trim();
    if (error.code === 'ENOENT') return fail('GT8801', { program: 'tmux', install: INSTALL });
    const reason = stderr.trim() || error.message;
    throw new RuntimeFailure('GT8807', { program: 'tmux', doing: `do "${command[0]}"`, reason });
  }

  /** Resolves when somebody signals on the channel, whether before or after; or when the server ends. */
  async waitFor(channel: string): Promise<void> {
    await this.#exec(['wait-for', channel], 0);
  }

  #exec(command: readonly string[], timeout: number) {
    const args = ['-L', this.socket, '-f', '/dev/null', ...command];
    return new Promise<{ error: NodeJS.ErrnoException | null; stdout: string; stderr: string }>((resolve) => {
      execFile('tmux', args, { env: this.#env, timeout }, (error, stdout, stderr) =>
        resolve({ error: error as NodeJS.ErrnoException | null, stdout, stderr }),
      );
    });
  }
}

/** Where its sockets are: whoever attaches must find the same. */
const tmpOf = ({ TMUX_TMPDIR }: NodeJS.ProcessEnv): Record<string, string> =>
  TMUX_TMPDIR === undefined ? {} : { TMUX_TMPDIR };
