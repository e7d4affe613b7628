import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, isFailure } from '../failure/failure.js';
import { isFolder, standsAt } from '../formulas/file-failure.js';
import { isOnPath } from './agents.js';
import type { Driver, Ended, Session, StartOptions } from './driver.js';
import { isAlive, killGroup, type ProcessIdentity, processOfChild } from './process.js';
import { quoted, TmuxClient } from './tmux-client.js';
import { listen, type Output } from './tmux-output.js';
import { typeLine } from './tmux-panes.js';
import { markOfSelf, SESSION_FOLDER } from './tmux-strays.js';
import { typeWhenReady, USUAL_WAIT } from './tmux-typing.js';

/** How often one looks whether the process still lives: tmux sometimes misses the end of one that was short. */
const LOOK = 300;

/**
 * What the pane runs: it waits until all is set up, so that nothing that the agent prints is lost, and then does what
 * stands in a file. `$1` socket, `$2` channel, `$3` the folder of that file, `$4` whose it is (`endStrays`).
 */
const LAUNCH = 'tmux -L "$1" wait-for "$2" && . "$3/run"';

/**
 * The file: environment and arguments stand there and not among the arguments of tmux, which everybody on the machine sees
 * and which may not be long. The shell outlives the agent when both are asked to end, since with it the terminal would go,
 * and leaves the code that the agent ended with.
 */
const script = ({ command, args, env, cwd, stdin }: StartOptions, folder: string): string =>
  [
    `rm -f -- ${quoted(join(folder, 'run'))}`,
    `cd -- ${quoted(cwd)} || exit 125`,
    ...Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}`),
    ...(stdin === undefined ? [] : [`exec <${quoted(join(folder, 'stdin'))}`]),
    'trap : TERM INT HUP',
    [command, ...args].map(quoted).join(' '),
    `echo "$?" >${quoted(join(folder, 'code'))}`,
    '',
  ].join('\n');

/** Channels on which tmux lets one wait for another: that all is set up, and that the pane has ended. */
const go = (channel: string): string => `go-${channel}`;
const ended = (channel: string): string => `ended-${channel}`;

/**
 * Agents in sessions of tmux that people can attach to, in the server of that socket (`tmuxSocket`). `start` rejects with
 * GT8801 also where there is no tmux, and with GT8807 when it fails, as when a session of that name is there. `wait`: how long
 * a program may take until it listens, in milliseconds.
 */
export function tmuxDriver(socket: string, wait = USUAL_WAIT): Driver {
  const client = new TmuxClient(socket);
  return { hasTerminal: true, start: (options) => start(client, options, wait) };
}

async function start(client: TmuxClient, options: StartOptions, wait: number): Promise<Session> {
  const { name, stdin, typed, command } = options;
  refuse(options);
  const folder = mkdtempSync(join(tmpdir(), SESSION_FOLDER));
  const channel = `${name}-${randomBytes(6).toString('hex')}`;
  let began = false;
  let identity: ProcessIdentity | undefined;
  let end: Promise<Ended> | undefined;
  try {
    const how = ['-d', '-P', '-F', '#{pane_pid} #{pane_id}', '-x', '200', '-y', '50', '-s', name];
    const launch = ['sh', '-c', LAUNCH, 'gt', client.socket, go(channel), folder, markOfSelf()];
    const told = await client.run('new-session', ...how, '--', ...launch);
    began = true;
    const [pid = '', pane = ''] = told.split(' ');
    identity = processOfChild(Number(pid));
    const running = { name, pane, channel, identity };
    await client.run('set-option', '-p', '-t', pane, 'remain-on-exit', 'on');
    await client.run('set-hook', '-p', '-t', pane, 'pane-died', `wait-for -S ${ended(channel)}`);
    const output = await listen(client, { pane, pipe: join(folder, 'pipe'), transcript: options.transcript });
    if (stdin !== undefined) writeFileSync(join(folder, 'stdin'), stdin, { mode: 0o600 });
    writeFileSync(join(folder, 'run'), script(options, folder), { mode: 0o600 });
    end = endOf(client, { ...running, output, folder });
    // Whoever starts a session need not wait for it.
    end.catch(() => {});
    await options.begun?.(running.identity);
    await client.run('wait-for', '-S', go(channel));
    if (typed) await typeWhenReady(client, typed, { ...running, command, folder, wait });
    return sessionOf(client, running, end);
  } catch (error) {
    // Nobody has been told of the session.
    if (identity) await killGroup(identity, 0);
    // It ends the session, and must not end the next one of that name.
    await end?.catch(() => {});
    if (began) await client.run('kill-session', '-t', `=${name}`).catch(() => {});
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** What a shell in a pane could only tell in the transcript. */
function refuse({ command, cwd, env }: StartOptions): void {
  if (!isFolder(cwd)) fail('GT8808', { command, reason: `there is no folder ${JSON.stringify(cwd)}` });
  if (!isOnPath(command, env['PATH'] ?? '')) fail('GT8801', { program: command, install: undefined });
  const odd = Object.keys(env).find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  if (odd !== undefined)
    fail('GT8808', { command, reason: `${JSON.stringify(odd)} cannot be the name of a variable` });
}

interface Running {
  readonly name: string;
  readonly pane: string;
  readonly channel: string;
  readonly identity: ProcessIdentity;
}

function sessionOf(client: TmuxClient, { name, pane, identity }: Running, end: Promise<Ended>): Session {
  return {
    identity,
    ended: end,
    kill: async (grace) => {
      await killGroup(identity, grace);
      await end;
    },
    attach: `tmux -L ${client.socket} attach -t =${name}`,
    nudge: (line) => typeLine(client, pane, line),
  };
}

async function endOf(
  client: TmuxClient,
  running: Running & { readonly output: Output; readonly folder: string },
): Promise<Ended> {
  const { name, identity, output, folder } = running;
  await whenEnded(client, running);
  try {
    await killGroup(identity);
  } finally {
    await unlessGone(client.run('kill-session', '-t', `=${name}`));
  }
  const transcriptFailure = await output();
  const how = codeIn(join(folder, 'code'));
  rmSync(folder, { recursive: true, force: true });
  return { ...how, ...(transcriptFailure !== undefined && { transcriptFailure }) };
}

/** Resolves when the process or its session has ended. */
async function whenEnded(client: TmuxClient, { name, channel, identity }: Running): Promise<void> {
  const isAlone = endedAlone(identity).then(() => true);
  const first = await Promise.race([client.waitFor(ended(channel)).then(() => false), isAlone]);
  if (first) {
    // Nobody else would end the waiting.
    await unlessGone(client.run('wait-for', '-S', ended(channel)));
  } else if ((await unlessGone(client.run('has-session', '-t', `=${name}`))) !== undefined) {
    // Whatever has ended the waiting, an agent that works is left to its work.
    await isAlone;
  }
}

async function endedAlone(identity: ProcessIdentity): Promise<void> {
  while (isAlive(identity)) await pause(LOOK);
}

/** As a shell tells it: above 128 it is the number of a signal. Without the file it was killed together with its launcher. */
function codeIn(path: string): Pick<Ended, 'code' | 'signal'> {
  if (!standsAt(path)) return { code: null, signal: 'SIGKILL' };
  const code = Number(readFileSync(path, 'utf8'));
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  return signal === undefined ? { code, signal: null } : { code: null, signal };
}

/** The server may have been ended with all its sessions, and then there is nothing to ask or to end. */
async function unlessGone(command: Promise<string>): Promise<string | undefined> {
  try {
    return await command;
  } catch (error) {
    if (isFailure(error) && error.code === 'GT8807') return undefined;
    throw error;
  }
}
