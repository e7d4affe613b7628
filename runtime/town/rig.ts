import { join } from 'node:path';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import { fail } from '../failure/failure.js';
import { prefixOf } from '../ledger/init.js';
import { makeFolder } from './folder.js';
import { commitOf, gitText, type Probe } from './git.js';
import { pathInside } from './inside.js';
import { NETWORK_WAIT, withLock } from './lock.js';
import { checkName } from './name.js';
import { RIGS_FILE, type RigEntry, type RigsFile } from './registries.js';
import { defaultBranchOf, fetchInto, urlOf } from './repository.js';
import { changeSettings, readSettings } from './settings-file.js';
import { TOWN_PATHS, type Town } from './town.js';

/** A repository that polecats and people work on. */
export interface Rig extends RigEntry {
  readonly name: string;
  /** Its folder, absolute. */
  readonly path: string;
  /** The bare repository that all its worktrees are of, absolute. */
  readonly repo: string;
}

export interface AddRigOptions {
  /** What a relative path is relative to. */
  readonly cwd: string;
  /** The branch that work begins from; else the one that the repository has checked out. */
  readonly branch?: string | undefined;
  readonly probe?: Probe | undefined;
}

const REPO = '.repo.git';

/**
 * Add a rig to a town: its bare repository, and folders for those who work in it. `repo` is a path or an address of git.
 * The registry is written last, so that a rig that a crash has left half made is not there, and is completed by doing the
 * same again. Of a rig that is there nothing is changed. Rejects with GT8704, GT8705 when it is of another repository,
 * GT8707, GT8709, GT8710, GT8712, GT8713.
 */
export async function addRig(
  town: Town,
  name: string,
  repo: string,
  { cwd, branch, probe = () => {} }: AddRigOptions,
): Promise<Rig & { readonly isNew: boolean }> {
  const url = urlOf(repo, cwd);
  const known = knownRig(town, checkName('a rig', name), url);
  if (known) return { ...known, isNew: false };
  const rig = placeOf(town, name);
  const lock = (what: string): string => join(town.root, TOWN_PATHS.daemon, `${what}.lock`);
  const make = async (): Promise<Rig & { readonly isNew: boolean }> => {
    const other = knownRig(town, name, url);
    if (other) return { ...other, isNew: false };
    const default_branch = await defaultBranchOf(town.root, url, branch);
    for (const folder of [rig.repo, join(rig.path, 'polecats'), join(rig.path, 'crew')]) makeFolder(folder);
    probe('folders');
    await fetchInto(rig.repo, url, { bare: true });
    probe('fetched');
    await beginDefaultBranch(rig.repo, default_branch);
    probe('branch');
    const entry = await withLock(lock('rigs'), async () => register(town, name, { url, default_branch }));
    probe('registered');
    return { ...rig, ...entry, isNew: true };
  };
  // One repository that takes long keeps nobody from adding another.
  return withLock(lock(`rig-${name.toLowerCase()}`), make, NETWORK_WAIT);
}

function register(town: Town, name: string, known: Pick<RigEntry, 'url' | 'default_branch'>): RigEntry {
  const entry = { ...known, prefix: freePrefix(name, listRigs(town)) };
  changeSettings<RigsFile>(pathInside(town.root, TOWN_PATHS.rigs), RIGS_FILE, (before) => ({
    version: 1,
    rigs: { ...before?.rigs, [name]: entry },
  }));
  return entry;
}

/** All rigs of a town, by name. Throws GT8702, GT8703. */
export function listRigs(town: Town): Rig[] {
  const rigs = readSettings(pathInside(town.root, TOWN_PATHS.rigs), RIGS_FILE)?.rigs ?? {};
  return Object.entries(rigs)
    .map(([name, entry]) => ({ ...entry, ...placeOf(town, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The rig of that name. Throws GT8706 when there is none, and what `listRigs` throws. */
export function findRig(town: Town, name: string): Rig {
  const rigs = listRigs(town);
  const known = rigs.map((rig) => rig.name);
  return rigs.find((rig) => rig.name === name) ?? fail('GT8706', { name, near: suggest(name, known), known });
}

/** The rig that is there; a name in other letters is the same folder on many disks. */
function knownRig(town: Town, name: string, url: string): Rig | undefined {
  const known = listRigs(town).find((rig) => rig.name.toLowerCase() === name.toLowerCase());
  if (known && (known.name !== name || known.url !== url))
    fail('GT8705', { name: known.name, url: known.url, given: url });
  return known;
}

/** Throws GT8707. */
function placeOf({ root }: Town, name: string): Pick<Rig, 'name' | 'path' | 'repo'> {
  for (const folder of ['polecats', 'crew']) pathInside(root, name, folder);
  return { name, path: pathInside(root, name), repo: pathInside(root, name, REPO) };
}

/** The branch that work is merged into begins where it is in the origin, and goes its own way from there. */
async function beginDefaultBranch(repo: string, branch: string): Promise<void> {
  const doing = `make the branch ${JSON.stringify(branch)}`;
  await gitText(repo, ['symbolic-ref', 'HEAD', `refs/heads/${branch}`], doing);
  if (await commitOf(repo, `refs/heads/${branch}`)) return;
  const commit = await commitOf(repo, `refs/remotes/origin/${branch}`);
  if (commit === undefined) return fail('GT8709', { doing, reason: 'the origin has it no more' });
  await gitText(repo, ['update-ref', `refs/heads/${branch}`, commit, ''], doing);
}

/** Two rigs may have names that differ in letters that no prefix has. */
function freePrefix(name: string, others: readonly RigEntry[]): string {
  const first = prefixOf(name);
  const taken = new Set(others.map(({ prefix }) => prefix));
  for (let number = 2; ; number++) {
    const prefix = number === 2 && !taken.has(first) ? first : `${first}-${number}`;
    if (!taken.has(prefix)) return prefix;
  }
}
