import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dispatcher } from '../runtime/dispatch/dispatcher.js';
import type { Capacity } from '../runtime/dispatch/plan.js';
import { SystemField } from '../runtime/dispatch/system-field.js';
import { runIn } from '../runtime/gate/github.js';
import { findAgent } from '../runtime/polecat/agents.js';
import { quoted } from '../runtime/polecat/tmux-client.js';
import { listRigs, TOWN_PATHS, type Town, townConfig } from '../runtime/town/index.js';
import type { Environment } from './environment.js';
import type { OpenYard } from './yard.js';

export interface DispatchOptions {
  /** How many polecats work at the same time. */
  readonly max?: string;
  readonly driver?: 'headless' | 'tmux';
  readonly lease?: string;
  readonly trust?: boolean;
}

/** Where neither the town nor the command says how many. */
const USUAL_MOST = 4;

/** A dispatcher over the processes and worktrees of this machine. */
export function dispatcherOf(
  { yard, engine, session }: OpenYard,
  { max, driver = 'headless', lease, trust }: DispatchOptions,
  { variables, programs }: Environment,
): Dispatcher {
  const bin = programFolder(join(yard.town.root, TOWN_PATHS.daemon, 'bin'), programs);
  const args = [
    ...[join(programs, 'gt.cjs'), 'supervise', '--driver', driver, '--bin', bin],
    ...(lease === undefined ? [] : ['--lease', lease]),
    ...(trust ? ['--trust'] : []),
  ];
  const field = new SystemField(yard, engine, { command: process.execPath, args, env: variables });
  return new Dispatcher(engine, field, {
    actor: session.actor(),
    capacity: capacityOf({ yard }, max),
    gh: runIn(yard.town.root),
  });
}

function capacityOf({ yard }: Pick<OpenYard, 'yard'>, max: string | undefined): Capacity {
  const rigs = listRigs(yard.town).flatMap(({ name, max_polecats }): [string, number][] =>
    max_polecats === undefined ? [] : [[name, max_polecats]],
  );
  return {
    all: max === undefined ? (townConfig(yard.town).max_polecats ?? USUAL_MOST) : Number(max),
    perRig: new Map(rigs),
    perAgent: new Map(),
  };
}

/** A folder in which `gt` and `bd` are these very programs, for the PATH of agents. */
function programFolder(folder: string, programs: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['gt', 'bd']) {
    const text = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(join(programs, `${name}.cjs`))} "$@"\n`;
    // Whoever runs it meanwhile has the one or the other, whole.
    const beside = join(folder, `.${name}.${process.pid}`);
    writeFileSync(beside, text, { mode: 0o755 });
    renameSync(beside, join(folder, name));
  }
  return folder;
}

/** Who works where nothing is said of it. */
const USUAL_AGENT = 'claude';

/** Who is to work: what is asked for, else what the town says. Throws GT8802 when there is none of that name. */
export function agentOf(town: Town, asked: string | undefined): string {
  const agent = asked ?? townConfig(town).default_agent ?? USUAL_AGENT;
  findAgent(town, agent);
  return agent;
}
