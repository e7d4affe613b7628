import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { View } from '../ledger/contract.js';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import { branchOf, isAlive, killGroup, releaseSandbox, type Sandbox, tailOf } from '../polecat/index.js';
import type { Engine } from '../step/engine.js';
import { findRig } from '../town/index.js';
import { printedLast } from './circumstances.js';
import type { Field, Sent } from './dispatcher.js';
import { folderOf, lanePaths, type Yard } from './yard.js';

/** How a supervisor is called: a program and what stands before the options of its lane. */
export interface SupervisorProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Lines of its log that are told of a supervisor that could not begin. */
const TOLD = 3;

/** Processes and worktrees of this machine. */
export class SystemField implements Field {
  constructor(
    private readonly yard: Yard,
    private readonly engine: Engine,
    private readonly program: SupervisorProgram,
  ) {}

  /** It is a group of its own, and goes on when its dispatcher ends. */
  send({ n }: Lane): Sent {
    return { ended: this.#run(n) };
  }

  isAlive(mark: ProcessMark): boolean {
    return isAlive(mark);
  }

  end(leader: ProcessMark): Promise<void> {
    return killGroup(leader);
  }

  printed({ n }: Lane, view: View): number | undefined {
    return printedLast(this.yard.town, view.idOf(n) ?? '');
  }

  async clear(lane: Lane): Promise<string | undefined> {
    const folder = folderOf(this.yard, lane);
    if (folder === undefined) return undefined;
    if (lane.rig === null) return clearPlain(folder);
    const { town } = this.yard;
    const id = await this.engine.read((view) => view.idOf(lane.n) ?? '');
    const rig = findRig(town, lane.rig);
    const sandbox: Sandbox = { town, rig, lane: id, path: folder, branch: lane.branch ?? branchOf(id) };
    const released = await releaseSandbox(sandbox);
    return released.released ? undefined : released.reason;
  }

  async #run(n: number): Promise<string | undefined> {
    const id = await this.engine.read((view) => view.idOf(n) ?? '');
    const { log } = lanePaths(this.yard, id);
    mkdirSync(dirname(log), { recursive: true });
    const { command, args, env } = this.program;
    const file = openSync(log, 'a', 0o600);
    const { town, ledger } = this.yard;
    const options = ['--town', town.root, '--ledger', ledger, String(n)];
    try {
      const child = spawn(command, [...args, ...options], {
        cwd: town.root,
        env: { ...env },
        detached: true,
        stdio: ['ignore', file, file],
      });
      return await new Promise((resolve) => {
        child.on('error', (error) => resolve(`no supervisor could be started: ${error.message}`));
        child.on('exit', (code, signal) => resolve(troubleOf(code, signal, log)));
        // Whoever waits for it says so; nobody has to.
        child.unref();
      });
    } finally {
      closeSync(file);
    }
  }
}

function troubleOf(code: number | null, signal: string | null, log: string): string | undefined {
  if (code === 0) return undefined;
  const said = (tailOf(log, TOLD) ?? []).join(' ').trim();
  return `its supervisor ended ${signal === null ? `with ${code}` : `by ${signal}`}${said === '' ? '' : `: ${said}`}`;
}

/** An empty folder goes; one that has something in it is somebody's. */
function clearPlain(folder: string): string | undefined {
  try {
    rmdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTEMPTY' || code === 'EEXIST') return undefined;
    throw error;
  }
  return undefined;
}
