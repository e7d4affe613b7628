import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.js';

/** The built programs. Tests run what users run, as a process; nothing of it is replaced. */
export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
if (!existsSync(join(DIST, 'gt.cjs')))
  throw new Error('dist/gt.cjs is missing, and these tests run it: "npm run build" makes it');

/** What a process did, whole. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/** A temporary folder with a project (a repository), which paths are relative to, and a home without formulas. */
export class Sandbox extends TemporaryFolder {
  /** Nothing of the tester's own settings reaches the programs. */
  readonly #env = { PATH: process.env['PATH'] ?? '', HOME: join(this.root, 'home') };

  constructor() {
    super();
    mkdirSync(this.path('.git'), { recursive: true });
    mkdirSync(this.#env.HOME);
  }

  override path(path: string): string {
    return join(this.root, 'project', path);
  }

  /** Write formulas of the project, by name. */
  formulas(texts: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [name, text] of Object.entries(texts))
      this.write({ [`.beads/formulas/${name}.formula.toml`]: text });
    return this;
  }

  gt(...args: readonly string[]): Outcome {
    return this.run('gt', args);
  }

  bd(...args: readonly string[]): Outcome {
    return this.run('bd', args);
  }

  run(program: 'gt' | 'bd', args: readonly string[], options?: RunOptions): Outcome {
    return this.spawn(process.execPath, [join(DIST, `${program}.cjs`), ...args], options);
  }

  /** Run a line of shell; `$GT` is the command `gt`. */
  shell(line: string, env: Readonly<Record<string, string>> = {}): Outcome {
    const gt = `"${process.execPath}" "${join(DIST, 'gt.cjs')}"`;
    return this.spawn('sh', ['-c', line.replaceAll('$GT', gt)], { env });
  }

  /** Run a command in the project. */
  spawn(command: string, args: readonly string[], { env = {} }: RunOptions = {}): Outcome {
    const { stdout, stderr, status, error } = spawnSync(command, args, {
      cwd: this.path('.'),
      env: { ...this.#env, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error) throw error;
    return { stdout: this.#shown(stdout), stderr: this.#shown(stderr), code: status };
  }

  /** Absolute paths differ from run to run. */
  #shown(text: string): string {
    return text.replaceAll(this.root, '<root>');
  }
}
