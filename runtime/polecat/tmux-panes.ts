import { isFailure } from '../failure/failure.js';
import type { ProcessIdentity } from './process.js';
import { TmuxClient } from './tmux-client.js';

/**
 * Type a line into the terminal of a process that runs in a pane of that server, and Enter behind it; false where none has it.
 * The line goes to the process as it is: no shell and no key binding of tmux reads it. Rejects with GT8807 when tmux fails.
 */
export async function typeTo(socket: string, { pid }: ProcessIdentity, line: string): Promise<boolean> {
  const client = new TmuxClient(socket);
  const panes = await listed(client, 'list-panes', '-a', '-F', '#{pane_pid} #{pane_id}');
  const pane = panes.find((each) => each.startsWith(`${pid} `))?.split(' ')[1];
  if (pane === undefined) return false;
  await typeLine(client, pane, line);
  return true;
}

export async function typeLine(client: TmuxClient, pane: string, line: string): Promise<void> {
  await client.run('send-keys', '-t', pane, '-l', '--', line);
  await client.run('send-keys', '-t', pane, 'Enter');
}

/** The lines of a list; none where there is no server, or no tmux that could have begun one. */
export async function listed(client: TmuxClient, ...command: readonly string[]): Promise<string[]> {
  try {
    return (await client.run(...command)).split('\n').filter((line) => line !== '');
  } catch (error) {
    if (isFailure(error) && (error.code === 'GT8807' || error.code === 'GT8801')) return [];
    throw error;
  }
}
