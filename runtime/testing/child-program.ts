import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { TemporaryFolder } from './temporary-folder.js';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** A program that a test runs as a process of its own: what has to be killed, stopped or raced against. */
export class ChildProgram {
  readonly #folder = new TemporaryFolder();

  /** `source`: its TypeScript, which is bundled as it stands now, with all that it imports. */
  constructor(source: URL) {
    // Other users may run it too.
    chmodSync(this.#folder.root, 0o755);
    symlinkSync(NODE_MODULES, this.#folder.path('node_modules'));
    buildSync({
      entryPoints: [fileURLToPath(source)],
      outfile: this.#folder.path('program.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
  }

  start(...args: readonly string[]): Child {
    return this.startAs(undefined, ...args);
  }

  /** `user`: its number in the system; only root may start one for another. */
  startAs(user: number | undefined, ...args: readonly string[]): Child {
    const program = [this.#folder.path('program.mjs'), ...args];
    return new Child(
      spawn(process.execPath, program, { stdio: 'pipe', ...(user !== undefined && { uid: user }) }),
    );
  }

  remove(): void {
    this.#folder.remove();
  }
}

/** How a child has ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: readonly string[];
  readonly stderr: string;
}

export class Child {
  readonly #lines: string[] = [];
  readonly #waiting: (() => void)[] = [];
  #stderr = '';
  readonly ended: Promise<Ending>;

  constructor(private readonly process: ChildProcess) {
    const { stdout, stderr } = process;
    if (!stdout || !stderr) throw new Error('a child without pipes');
    createInterface({ input: stdout }).on('line', (line) => {
      this.#lines.push(line);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.ended = new Promise((resolve, reject) => {
      process.on('error', reject);
      process.on('close', (code, signal) =>
        resolve({ code, signal, stdout: this.#lines, stderr: this.#stderr }),
      );
    });
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('the child did not start');
    return this.process.pid;
  }

  /** Resolves when it has printed that line; rejects when it ends without. */
  async says(line: string): Promise<void> {
    while (!this.#lines.includes(line)) {
      const more = new Promise<'more'>((resolve) => this.#waiting.push(() => resolve('more')));
      const next = await Promise.race([more, this.ended]);
      if (next !== 'more' && !this.#lines.includes(line))
        throw new Error(`the child ended before it said ${line}: ${JSON.stringify(next)}`);
    }
  }

  /** A line on its standard input. */
  tell(line: string): void {
    this.process.stdin?.write(`${line}\n`);
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}
