import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Yard } from '../runtime/dispatch/yard.js';
import { isFailure } from '../runtime/failure/failure.js';
import { standsAt } from '../runtime/formulas/file-failure.js';
import { createFile } from '../runtime/formulas/replace-file.js';
import { projectFolders, townOf } from '../runtime/formulas/tiers.js';
import { LEDGER_FILE, openLedger } from '../runtime/ledger/open.js';
import { Engine } from '../runtime/step/engine.js';
import { addRig, findTown, install, listRigs, type Town } from '../runtime/town/index.js';
import { isRigName } from '../runtime/town/name.js';
import type { Environment } from './environment.js';
import { UsageError } from './exit.js';
import { beginNamedLedger, type LedgerOptions, OpenSession, rebuiltFolder } from './session.js';

/** A town with its open ledger. */
export interface OpenYard {
  readonly yard: Yard;
  readonly engine: Engine;
  readonly session: OpenSession;
}

/** Open the town that somebody stands in, do work there, and close it again. Rejects with GT8701 where there is none. */
export async function withYard<T>(
  options: LedgerOptions,
  environment: Environment,
  work: (open: OpenYard) => Promise<T>,
): Promise<T> {
  const town = findTown(environment.surroundings);
  const ledger = await rebuiltFolder(options, {
    ...environment,
    surroundings: { ...environment.surroundings, cwd: town.root },
  });
  return opened({ town, ledger }, options, environment, work);
}

/**
 * The same where there need not be a town: else one is made for the repository that somebody stands in, in the folder of
 * the ledger, so that what is interrupted goes on there; where there is no ledger, in a folder of its own under that of
 * temporary files.
 */
export async function withAnyYard<T>(
  options: LedgerOptions,
  environment: Environment,
  work: (open: OpenYard, rig: string | null) => Promise<T>,
): Promise<T> {
  const { surroundings } = environment;
  if (townOf(surroundings) !== undefined)
    return withYard(options, environment, (open) => {
      const rigs = listRigs(open.yard.town);
      return work(open, rigs.length === 1 ? (rigs[0]?.name ?? null) : null);
    });
  const ledger = await foundLedger(options, environment);
  const root =
    ledger === undefined ? mkdtempSync(join(realpathSync(tmpdir()), 'gt-run-')) : join(ledger, 'town');
  const town = await install(root, {
    name: 'gt-run',
    ledger: ledger === undefined,
    now: environment.clock(),
  });
  if (town.isNew && ledger !== undefined)
    createFile(join(root, '.gitignore'), Buffer.from('*\n'), join(root, '.gitignore'));
  const rig = await projectRig(town, environment);
  const yard = { town, ledger: ledger ?? join(root, '.beads') };
  return opened(yard, options, environment, (open) => work(open, rig));
}

/** Undefined where none is named and none is there. */
async function foundLedger(options: LedgerOptions, environment: Environment): Promise<string | undefined> {
  const named = options.ledger ?? environment.variable('BEADS_DIR');
  if (named !== undefined && named !== '') {
    if (named === ':memory:')
      throw new UsageError('--ledger :memory: is for one process; polecats are others');
    await beginNamedLedger(options, environment);
    const folder = await rebuiltFolder(options, environment);
    return realpathSync(folder);
  }
  for (let at = environment.surroundings.cwd; ; at = dirname(at)) {
    if (standsAt(join(at, '.beads', LEDGER_FILE)) || standsAt(join(at, '.beads', 'issues.jsonl')))
      return rebuiltFolder(options, environment);
    if (at === dirname(at)) return undefined;
  }
}

/**
 * The repository that somebody stands in, as a rig; null where there is none, or no work can begin in it, which is told: then
 * work is done in plain folders.
 */
async function projectRig(
  town: Town,
  { surroundings: { cwd }, stderr }: Environment,
): Promise<string | null> {
  const { root } = projectFolders(cwd);
  if (!standsAt(join(root, '.git'))) return null;
  const name = basename(root);
  try {
    const rig = await addRig(town, isRigName(name) ? name : 'project', root, { cwd });
    return rig.name;
  } catch (error) {
    if (!isFailure(error) || error.code !== 'GT8712') throw error;
    stderr.write(`work is done in plain folders: ${error.message}\n`);
    return null;
  }
}

async function opened<T>(
  yard: Yard,
  options: LedgerOptions,
  environment: Environment,
  work: (open: OpenYard) => Promise<T>,
): Promise<T> {
  const ledger = await openLedger(yard.ledger);
  try {
    const engine = new Engine(ledger, {
      clock: environment.clock,
      env: environment.variable,
      fileExists: () => undefined,
    });
    return await work({ yard, engine, session: new OpenSession(ledger, options, environment) });
  } finally {
    ledger.close();
  }
}
