import { dirname, join, relative, resolve } from 'node:path';
import type { Tier } from '../../compiler/host.js';
import { standsAt } from './file-failure.js';

/** A tier on disk. */
export interface Folder extends Tier {
  /** Absolute. */
  readonly path: string;
  /**
   * The folder that this one must lie in when all links are followed, if any. A repository comes from other
   * people, and a link in it must not make the compiler read what lies outside; a user's own folders may be links.
   */
  readonly boundary?: string | undefined;
  /** `NAME.toml` is a formula here too: the folder of one that was named by its path. */
  readonly isPlain?: boolean;
}

/** Where a program stands; the command line fills it from its process, tests from their own folders. */
export interface Surroundings {
  readonly cwd: string;
  /** Undefined where the user has none. */
  readonly home: string | undefined;
  /** The town's root, when the environment names it (GT_TOWN_ROOT, else GT_ROOT). */
  readonly town: string | undefined;
  /** The built-in library of this package. */
  readonly builtin: string;
}

const FORMULAS = join('.beads', 'formulas');

/**
 * The folders that are searched for formulas, in order: `--search-path`, the folder of a file that was
 * named, the project's (from the working folder up to the repository's root), the town's, the user's,
 * the built-in library. A folder counts once, at its first place.
 */
export function findTiers(
  surroundings: Surroundings,
  searchPaths: readonly string[],
  file: string | undefined,
): Folder[] {
  const { cwd } = surroundings;
  const tiers: Folder[] = [];
  const add = (name: string, path: string, boundary?: string, isPlain = false): void => {
    const absolute = resolve(cwd, path);
    if (tiers.some((tier) => tier.path === absolute)) return;
    tiers.push({ name, label: labelOf(name, absolute, surroundings), path: absolute, boundary, isPlain });
  };
  const around = standingTiers(surroundings);
  for (const path of searchPaths) add('search-path', path);
  if (file !== undefined) {
    const folder = dirname(resolve(cwd, file));
    // A file that lies in a tier belongs to that tier; only its place in the order changes.
    const known = around.find(({ path }) => path === folder);
    add(
      known?.name ?? 'file',
      folder,
      known?.boundary,
      file.endsWith('.toml') && !file.endsWith('.formula.toml'),
    );
  }
  for (const { name, path, boundary } of around) add(name, path, boundary);
  return tiers;
}

/** The tiers that are there whatever is asked for. */
function standingTiers({ cwd, home, town, builtin }: Surroundings): Omit<Folder, 'label'>[] {
  const { folders, root } = projectFolders(cwd);
  const townRoot = townOf({ cwd, town });
  const own = { boundary: undefined };
  return [
    ...folders.map((folder) => ({ name: 'project', path: join(folder, FORMULAS), boundary: root })),
    ...(townRoot !== undefined ? [{ name: 'town', path: join(townRoot, FORMULAS), ...own }] : []),
    ...(home !== undefined ? [{ name: 'user', path: resolve(cwd, home, FORMULAS), ...own }] : []),
    { name: 'builtin', path: builtin, ...own },
  ];
}

/**
 * The working folder and those above, up to the repository's root: where the `.beads` of a project may be. All
 * absolute.
 */
export function projectFolders(cwd: string): { folders: string[]; root: string } {
  const folders: string[] = [];
  for (const folder of upwards(cwd)) {
    folders.push(folder);
    if (standsAt(join(folder, '.git'))) return { folders, root: folder };
  }
  // Outside a repository only the working folder counts: nobody means a stray folder in /.
  return { folders: [resolve(cwd)], root: resolve(cwd) };
}

/** The town's root; undefined outside of one. */
export function townOf({ cwd, town }: Pick<Surroundings, 'cwd' | 'town'>): string | undefined {
  if (town !== undefined) return resolve(cwd, town);
  for (const folder of upwards(cwd)) if (standsAt(join(folder, 'mayor', 'town.json'))) return folder;
  return undefined;
}

function* upwards(from: string): Generator<string> {
  for (let at = resolve(from); ; at = dirname(at)) {
    yield at;
    if (at === dirname(at)) return;
  }
}

function labelOf(name: string, path: string, { cwd, home }: Surroundings): string {
  if (name === 'builtin') return 'the built-in library';
  if (path === cwd) return '.';
  const shown = shownPath(path, cwd);
  return shown === path && home !== undefined && path === join(home, FORMULAS) ? join('~', FORMULAS) : shown;
}

/** `path` as a person is shown it: relative where it lies below the working folder, else absolute. */
export function shownPath(path: string, cwd: string): string {
  return isInside(path, cwd) ? relative(cwd, path) : path;
}

/** Whether the absolute `path` lies below the absolute `folder`. */
export function isInside(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '' && below !== '..' && !below.startsWith('../');
}
