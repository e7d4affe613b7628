import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { visible } from '../../compiler/picture/visible.js';
import { fail, isFailure } from '../failure/failure.js';
import type { Typed } from './driver.js';
import { isAlive, type ProcessIdentity } from './process.js';
import type { TmuxClient } from './tmux-client.js';

/** How long a program may take until it listens, and between two looks at its screen; milliseconds. */
export const USUAL_WAIT = 60_000;
const LOOK = 100;
/** Lines of its screen that are told of one that does not. */
const TOLD = 3;

export interface Typing {
  readonly pane: string;
  readonly identity: ProcessIdentity;
  readonly command: string;
  /** A folder for what is pasted, which nobody else may read. */
  readonly folder: string;
  readonly wait: number;
}

/**
 * Wait until the screen shows that the program listens, and paste the text. Nothing is typed into one that has ended. Rejects
 * with GT8811 when it does not listen in time.
 */
export async function typeWhenReady(
  client: TmuxClient,
  { text, ready }: Typed,
  { pane, identity, command, folder, wait }: Typing,
): Promise<void> {
  for (const end = performance.now() + wait; ; await pause(LOOK)) {
    if (!isAlive(identity)) return;
    const screen = await screenOf(client, pane);
    if (screen.includes(ready)) break;
    if (performance.now() >= end)
      fail('GT8811', {
        command,
        ready,
        waited: wait,
        shown: screen.trimEnd().split('\n').slice(-TOLD).join(' ⏎ '),
      });
  }
  const file = join(folder, 'typed');
  // Lines stay lines; what would end the paste, or be a key, is shown as a sign.
  writeFileSync(file, text.trimEnd().split(/\r?\n/).map(visible).join('\n'), { mode: 0o600 });
  const buffer = `typed-${identity.pid}`;
  await client.run('load-buffer', '-b', buffer, file);
  rmSync(file);
  await client.run('paste-buffer', '-d', '-p', '-r', '-b', buffer, '-t', pane);
  await client.run('send-keys', '-t', pane, 'Enter');
}

/** Nothing once the pane is gone. */
async function screenOf(client: TmuxClient, pane: string): Promise<string> {
  try {
    return await client.run('capture-pane', '-p', '-t', pane);
  } catch (error) {
    if (isFailure(error) && error.code === 'GT8807') return '';
    throw error;
  }
}
