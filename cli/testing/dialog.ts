import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DIST, type Sandbox } from './sandbox.js';

// A pseudo-terminal is made by `script` of util-linux, which Linux systems have; that of BSD and macOS has other options.
export const HAS_SCRIPT =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;
export const ABSENT = HAS_SCRIPT ? '' : ' (NOT TESTED: "script" of util-linux is not installed here)';

export interface Turn {
  readonly shown: string;
  /** What is typed then, or done in its place. */
  readonly keys: string | (() => void);
}

interface Said {
  /** All that the terminal has shown. */
  readonly shown: string;
  readonly code: number | null;
}

/**
 * A line of shell on a terminal of its own, `$GT` being the command `gt`, and somebody who types: the keys of each turn once its
 * words have been shown behind those of the turn before. What does not come is an error after `PATIENCE`.
 */
export async function dialog(sandbox: Sandbox, line: string, turns: readonly Turn[]): Promise<Said> {
  const gt = `"${process.execPath}" "${join(DIST, 'gt.cjs')}"`;
  const child = spawn('script', ['-qec', line.replaceAll('$GT', gt), '/dev/null'], {
    cwd: sandbox.path('.'),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: join(sandbox.root, 'home'),
      TERM: 'xterm',
      SHELL: '/bin/sh',
    },
    timeout: PATIENCE,
  });
  const waiting = [...turns];
  let shown = '';
  let from = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    for (let turn = waiting[0]; turn; turn = waiting[0]) {
      const at = shown.indexOf(turn.shown, from);
      if (at === -1) return;
      from = at + turn.shown.length;
      waiting.shift();
      if (typeof turn.keys === 'string') child.stdin.write(turn.keys);
      else turn.keys();
    }
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (waiting[0])
    throw new Error(`${JSON.stringify(waiting[0].shown)} was not shown, but ${JSON.stringify(shown)}`);
  return { shown: shown.replaceAll('\r\n', '\n'), code };
}

const PATIENCE = 30_000;
