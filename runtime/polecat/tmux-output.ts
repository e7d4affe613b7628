import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { quoted, type TmuxClient } from './tmux-client.js';
import { Transcript } from './transcript.js';

/** How long what a session has printed may take to get here once it has ended, in milliseconds. */
const DRAIN = 2_000;

/** Resolves when all that the pane printed is in the transcript; gives why it is not. */
export type Output = () => Promise<string | undefined>;

/** Write what a pane prints into a transcript. Throws and rejects as `Transcript` and `TmuxClient.run` do. */
export async function listen(
  client: TmuxClient,
  {
    pane,
    pipe,
    transcript: path,
  }: { readonly pane: string; readonly pipe: string; readonly transcript: string },
): Promise<Output> {
  const transcript = new Transcript(path);
  let failure: string | undefined;
  // A process that waits for the other end of the pipe: threads of ours are few.
  const reader = spawn('sh', ['-c', 'mkfifo -m 600 "$1" && echo && exec cat "$1"', 'gt', pipe], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(reader, 'close').finally(() => transcript.close());
  const [ready] = (await once(reader.stdout, 'data')) as [Buffer];
  const keep = (bytes: Buffer): void => {
    try {
      if (failure === undefined) transcript.append(bytes);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  };
  keep(ready.subarray(1));
  reader.stdout.on('data', keep);
  try {
    await client.run('pipe-pane', '-t', pane, `cat > ${quoted(pipe)}`);
  } catch (error) {
    reader.kill('SIGKILL');
    throw error;
  }
  return async () => {
    const timer = setTimeout(() => reader.kill('SIGKILL'), DRAIN);
    await closed;
    clearTimeout(timer);
    return failure;
  };
}
