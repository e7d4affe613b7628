import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../failure/failure.js';
import { isFolder } from '../formulas/file-failure.js';
import { isOnPath } from './agents.js';
import type { Driver, Ended, Session, StartOptions } from './driver.js';
import { killGroup, type ProcessIdentity, processOfChild } from './process.js';
import { Transcript } from './transcript.js';

/** How long what has left the group may keep the output open, in milliseconds. */
const DRAIN = 1_000;

/**
 * What the process is until it is let go: a shell that waits for a line on descriptor 3 and becomes the agent then; when
 * whoever started it is gone there is no line, and nothing runs. Both outputs are one pipe, so that what is printed stays in
 * order.
 */
const GATE = 'read -r go <&3 || exit 125; exec 3<&-; exec "$@" 2>&1';

/** Agents as plain processes without a terminal, each leading a group of its own. */
export const headless: Driver = {
  hasTerminal: false,
  async start(options: StartOptions): Promise<Session> {
    const { command, args, env, cwd, stdin, begun } = options;
    if (!isFolder(cwd)) fail('GT8808', { command, reason: `there is no folder ${JSON.stringify(cwd)}` });
    if (!isOnPath(command, env['PATH'] ?? '')) fail('GT8801', { program: command, install: undefined });
    const transcript = new Transcript(options.transcript);
    const child = spawn('/bin/sh', ['-c', GATE, 'sh', command, ...args], {
      cwd,
      env: { ...env },
      detached: true,
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore', 'pipe'],
    });
    if (child.pid === undefined) {
      transcript.close();
      const [error] = (await once(child, 'error')) as [Error];
      return fail('GT8808', { command, reason: error.message });
    }
    const identity = processOfChild(child.pid);
    // Whether it reads its input is its own business.
    child.stdin?.on('error', () => {}).end(stdin);
    const ended = endOf(child, identity, transcript);
    // Whoever starts a session need not wait for it.
    ended.catch(() => {});
    const gate = child.stdio[3] as Writable;
    // It may have been killed meanwhile.
    gate.on('error', () => {});
    try {
      await begun?.(identity);
    } catch (error) {
      gate.destroy();
      await ended;
      throw error;
    }
    gate.end('go\n');
    return {
      identity,
      ended,
      kill: async (grace) => {
        await killGroup(identity, grace);
        await ended;
      },
    };
  },
};

async function endOf(child: ChildProcess, identity: ProcessIdentity, transcript: Transcript): Promise<Ended> {
  let transcriptFailure: string | undefined;
  const keep = (bytes: Buffer): void => {
    if (transcriptFailure !== undefined) return;
    try {
      transcript.append(bytes);
    } catch (error) {
      // A full disk does not end the work; what is missing is told at the end.
      transcriptFailure = error instanceof Error ? error.message : String(error);
    }
  };
  child.stdout?.on('data', keep);
  const closed = once(child, 'close');
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    // What it leaves behind would go on in a sandbox that another gets next.
    await killGroup(identity);
    const timer = new AbortController();
    await Promise.race([closed, pause(DRAIN, undefined, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
    return { code, signal, ...(transcriptFailure !== undefined && { transcriptFailure }) };
  } finally {
    child.stdout?.destroy();
    transcript.close();
  }
}
