import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { standsAt } from '../formulas/file-failure.js';
import type { View } from '../ledger/contract.js';
import type { Lane, ProcessMark } from '../ledger/lane.js';
import {
  branchOf,
  endStrays,
  isAlive,
  killGroup,
  releaseSandbox,
  type Sandbox,
  tailOf,
  tmuxSocket,
} from '../polecat/index.js';
import type { Engine } from '../step/engine.js';
import { findRig, listRigs } from '../town/index.js';
import { pathInside } from '../town/inside.js';
import { printedLast } from './circumstances.js';
import type { Field, Sent, Worktree } from './dispatcher.js';
import { sandboxOf } from './lane-sandbox.js';
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
    const id = await this.engine.read((view) => view.idOf(lane.n) ?? '');
    const sandbox = sandboxOf(this.yard, lane, id);
    return sandbox ? whyNotReleased(sandbox) : clearPlain(folder);
  }

  worktrees(): Worktree[] {
    const { town } = this.yard;
    return listRigs(town).flatMap(({ name, path }) => {
      const folder = join(path, 'polecats');
      return standsAt(folder) ? readdirSync(folder).map((id) => ({ rig: name, id })) : [];
    });
  }

  async clearWorktree({ rig, id }: Worktree): Promise<string | undefined> {
    const { town } = this.yard;
    const path = pathInside(town.root, rig, 'polecats', id);
    return whyNotReleased({ town, rig: findRig(town, rig), lane: id, path, branch: branchOf(id) });
  }

  endStrays(): Promise<number> {
    return endStrays(tmuxSocket(this.yard.town));
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

async function whyNotReleased(sandbox: Sandbox): Promise<string | undefined> {
  const released = await releaseSandbox(sandbox);
  return released.released ? undefined : released.reason;
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
