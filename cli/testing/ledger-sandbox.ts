import { type Outcome, type RunOptions, Sandbox } from './sandbox.js';

/** A moment as the programs print it. */
const MOMENT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z/g;

/** A sandbox with a ledger in which the ids begin with `t-`; everything is done by ann, and moments are hidden. */
export class LedgerSandbox extends Sandbox {
  constructor() {
    super();
    this.bd('init', '--prefix', 't');
  }

  override spawn(command: string, args: readonly string[], { env = {} }: RunOptions = {}): Outcome {
    const done = super.spawn(command, args, { env: { BD_ACTOR: 'ann', TZ: 'UTC', ...env } });
    return {
      ...done,
      stdout: done.stdout.replace(MOMENT, '<moment>'),
      stderr: done.stderr.replace(MOMENT, '<moment>'),
    };
  }

  /** Carry out commands of `bd`, one a line, at once. */
  given(...lines: readonly string[]): this {
    const { stderr, code } = this.write({ 'given.txt': lines.join('\n') }).bd('batch', '-f', 'given.txt');
    if (code !== 0) throw new Error(stderr);
    return this;
  }

  /** Run `bd` as somebody else. */
  as(actor: string, ...args: readonly string[]): Outcome {
    return this.run('bd', args, { env: { BD_ACTOR: actor } });
  }

  /** What `bd` prints with `--json`. */
  json(...args: readonly string[]): unknown {
    const { stdout, stderr, code } = this.bd(...args, '--json');
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  /** Pour or wisp a formula, or bond one; gives the id. */
  made(...args: readonly string[]): string {
    const { stdout, stderr, code } = this.gt(...args, '--json');
    if (code !== 0) throw new Error(stderr);
    return (JSON.parse(stdout) as { id: string }).id;
  }
}

/** An outcome with names in the place of ids, which differ from run to run. */
export function named({ stdout, stderr, code }: Outcome, ids: Readonly<Record<string, string>>): Outcome {
  const shown = (text: string): string =>
    Object.entries(ids).reduce((told, [name, id]) => told.replaceAll(id, name), text);
  return { stdout: shown(stdout), stderr: shown(stderr), code };
}

export const fine = (stdout: string): Outcome => ({ stdout, stderr: '', code: 0 });
export const refused = (stderr: string, code = 1): Outcome => ({ stdout: '', stderr, code });
