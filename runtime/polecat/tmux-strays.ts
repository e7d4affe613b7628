import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive, killGroup, type ProcessIdentity, processOf } from './process.js';
import { TmuxClient } from './tmux-client.js';
import { listed } from './tmux-panes.js';

/** What the folders of sessions begin with, below that of temporary files. */
export const SESSION_FOLDER = 'gt-session-';

/** This process, as an argument of what a pane runs: whoever finds the pane can tell whether it is still somebody's. */
export function markOfSelf(): string {
  const self = processOf(process.pid);
  if (!self) throw new Error('this process does not live');
  return `supervisor=${self.pid}:${encodeURIComponent(self.startTime)}`;
}

/**
 * End the sessions of a server whose supervisors are gone, with all that runs in them: one may have died before it had written
 * down what it started, or before it let the session go. Gives how many there were. Rejects with GT8809 when one does not end.
 */
export async function endStrays(socket: string): Promise<number> {
  if (!existsSync(socketFile(socket))) return 0;
  const client = new TmuxClient(socket);
  const panes = await listed(
    client,
    'list-panes',
    '-a',
    '-F',
    '#{session_name} #{pane_pid} #{pane_start_command}',
  );
  let ended = 0;
  for (const line of panes) {
    const [, name = '', pid = '', command = ''] = /^(\S+) (\d+) (.*)$/.exec(line) ?? [];
    const supervisor = markIn(command);
    if (!supervisor || isAlive(supervisor)) continue;
    const process = processOf(Number(pid));
    if (process) await killGroup(process);
    await listed(client, 'kill-session', '-t', `=${name}`);
    const [folder] = command.match(/[^\s"']*\/gt-session-[A-Za-z0-9]+/) ?? [];
    if (folder !== undefined && isSessionFolder(folder)) rmSync(folder, { recursive: true, force: true });
    ended += 1;
  }
  return ended;
}

function markIn(command: string): ProcessIdentity | undefined {
  const [, pid, start] = /supervisor=(\d+):([^\s"']+)/.exec(command) ?? [];
  return pid === undefined || start === undefined
    ? undefined
    : { pid: Number(pid), startTime: decodeURIComponent(start) };
}

const isSessionFolder = (folder: string): boolean =>
  dirname(folder) === tmpdir() && basename(folder).startsWith(SESSION_FOLDER);

/** Where tmux has the socket of a server. */
const socketFile = (socket: string): string =>
  join(process.env['TMUX_TMPDIR'] || '/tmp', `tmux-${process.getuid?.() ?? 0}`, socket);
