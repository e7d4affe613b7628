import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beginRepository } from '../../runtime/testing/repository.js';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.js';
import { DIST, type Outcome } from './sandbox.js';

/** A real town with one rig, the built programs, and scripts as agents. */
export class TownSandbox extends TemporaryFolder {
  readonly town = this.path('town');
  /** What scripts have done: a line each. */
  readonly effects = this.path('effects');
  readonly env: Record<string, string>;
  readonly #running = new Set<ChildProcess>();

  constructor() {
    super();
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.path('home'),
      GT_TOWN_ROOT: this.town,
      BD_ACTOR: 'ann',
      GIT_AUTHOR_NAME: 'Ann',
      GIT_AUTHOR_EMAIL: 'ann@example.com',
      GIT_COMMITTER_NAME: 'Ann',
      GIT_COMMITTER_EMAIL: 'ann@example.com',
    };
    beginRepository(this.path('gas'));
    this.does('install', this.town);
    this.does('rig', 'add', 'gas', this.path('gas'));
  }

  gt(...args: readonly string[]): Outcome {
    const { stdout, stderr, status, error } = spawnSync(process.execPath, [join(DIST, 'gt.cjs'), ...args], {
      cwd: existsSync(this.town) ? this.town : this.root,
      env: this.env,
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (error) throw error;
    return { stdout, stderr, code: status };
  }

  /** The same, which must go well; gives what it prints as JSON where it does. */
  does(...args: readonly string[]): string {
    const { stdout, stderr, code } = this.gt(...args);
    if (code !== 0) throw new Error(`gt ${args.join(' ')}: ${code}\n${stdout}${stderr}`);
    return stdout;
  }

  json<T>(...args: readonly string[]): T {
    return JSON.parse(this.does(...args, '--json')) as T;
  }

  /** A shell script that agents run, as an agent; its parent is the supervisor. */
  script(text: string): string {
    const file = this.path('agent.sh');
    writeFileSync(file, `#!/bin/sh\nEFFECTS='${this.effects}'\n${text}\n`, { mode: 0o755 });
    return `script:exec ${file}`;
  }

  lines(): string[] {
    return existsSync(this.effects)
      ? readFileSync(this.effects, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];
  }

  /** A program that goes on meanwhile. */
  begin(...args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [join(DIST, 'gt.cjs'), ...args], {
      cwd: this.town,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.resume();
    child.stderr?.resume();
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return child;
  }

  /** Look until it is so; the deadline is that of a machine that is very slow. */
  async until(what: string, isSo: () => boolean, patience = 120_000): Promise<void> {
    for (const end = performance.now() + patience; !isSo(); await wait(50))
      if (performance.now() > end)
        throw new Error(`it never came to this: ${what}\n${this.gt('status').stdout}`);
  }

  /** How a bead stands. */
  bead(id: string): { readonly status: string; readonly outcome?: string } {
    const [found] = this.json<{ status: string; outcome?: string }[]>('show', id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  }

  /** Processes of this town that live, as `PID ARGUMENTS`: its dispatcher, its supervisors, and all that they have started. */
  processes(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((pid) => {
        const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'utf8');
        try {
          const args = read('cmdline').split('\0').join(' ').trim();
          // One that has ended and waits for its parent has no arguments any more.
          const isOurs = args !== '' && (args.includes(this.root) || read('environ').includes(this.root));
          return isOurs ? [`${pid} ${args}`] : [];
        } catch (error) {
          // It has ended meanwhile, or is another user's.
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return [];
          throw error;
        }
      });
  }

  /** SIGKILL for a process; false when it has ended meanwhile. */
  kills(pid: number): boolean {
    try {
      return process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
      throw error;
    }
  }

  override remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    // What a test that failed has left would go on for ever.
    for (const line of this.processes()) this.kills(Number.parseInt(line, 10));
    super.remove();
  }

  async end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}
