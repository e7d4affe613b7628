import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capacityOf } from '../runtime/dispatch/capacity.js';
import { patienceOf } from '../runtime/dispatch/circumstances.js';
import { Dispatcher } from '../runtime/dispatch/dispatcher.js';
import { SystemField } from '../runtime/dispatch/system-field.js';
import { runIn } from '../runtime/gate/github.js';
import { findAgent } from '../runtime/polecat/agents.js';
import { quoted } from '../runtime/polecat/tmux-client.js';
import { TOWN_PATHS, type Town, townConfig } from '../runtime/town/index.js';
import { wholeNumber } from './choices.js';
import type { Environment } from './environment.js';
import { UsageError } from './exit.js';
import type { OpenYard } from './yard.js';

export interface DispatchOptions {
  /** How many polecats work at the same time. */
  readonly max?: string;
  readonly driver?: 'headless' | 'tmux';
  readonly lease?: string;
  readonly trust?: boolean;
}

/** What `--max` says. Throws a UsageError. */
export function most(max: string | undefined): number | undefined {
  const number = max === undefined ? undefined : wholeNumber('--max', max);
  if (number === 0)
    throw new UsageError('--max 0: nobody would ever be sent; leave it out, or write 1 or more');
  return number;
}

/** Shorter leases would run out between two renewals of a machine that is busy. */
const SHORTEST_LEASE = 100;

/** What `--lease` says. Throws a UsageError. */
export function leaseOf(text: string): number {
  const lease = wholeNumber('--lease', text);
  if (lease < SHORTEST_LEASE)
    throw new UsageError(`--lease ${text}: it is in milliseconds, and ${SHORTEST_LEASE} are the fewest`);
  return lease;
}

/** A dispatcher over the processes and worktrees of this machine. */
export function dispatcherOf(
  { yard, engine, session }: OpenYard,
  { max, driver = 'headless', lease, trust }: DispatchOptions,
  { variables, programs }: Environment,
): Dispatcher {
  const bin = programFolder(join(yard.town.root, TOWN_PATHS.daemon, 'bin'), programs);
  const args = [
    ...[join(programs, 'gt.cjs'), 'supervise', '--driver', driver, '--bin', bin],
    ...(lease === undefined ? [] : ['--lease', String(leaseOf(lease))]),
    ...(trust ? ['--trust'] : []),
  ];
  const field = new SystemField(yard, engine, { command: process.execPath, args, env: variables });
  return new Dispatcher(engine, field, {
    actor: session.actor(),
    capacity: capacityOf(yard.town, most(max)),
    patience: patienceOf(yard.town),
    gh: runIn(yard.town.root),
  });
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
