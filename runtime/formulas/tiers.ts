import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A tier on disk. */
export interface Folder {
  readonly name: string;
  readonly label: string;
  /** Absolute. */
  readonly path: string;
}

/** Where a program stands; the command line fills it from its process, tests from their own folders. */
export interface Surroundings {
  readonly cwd: string;
  readonly home: string;
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
  const { cwd, home, town, builtin } = surroundings;
  const tiers: Folder[] = [];
  const add = (name: string, path: string): void => {
    const absolute = resolve(cwd, path);
    if (!tiers.some((tier) => tier.path === absolute))
      tiers.push({ name, label: labelOf(name, absolute, surroundings), path: absolute });
  };
  for (const path of searchPaths) add('search-path', path);
  const around: [string, string][] = projectFolders(cwd).map((path) => ['project', path]);
  const townRoot = town ?? findTown(cwd);
  if (townRoot) around.push(['town', join(townRoot, FORMULAS)]);
  around.push(['user', join(home, FORMULAS)], ['builtin', builtin]);
  if (file !== undefined) {
    const folder = dirname(resolve(cwd, file));
    // A file that lies in a tier belongs to that tier; only its place in the order changes.
    const known = around.find(([, path]) => resolve(cwd, path) === folder);
    add(known ? known[0] : 'file', folder);
  }
  for (const [name, path] of around) add(name, path);
  return tiers;
}

/** `.beads/formulas` of the working folder and those above, up to the repository's root. */
function projectFolders(cwd: string): string[] {
  const folders: string[] = [];
  for (const folder of upwards(cwd)) {
    folders.push(join(folder, FORMULAS));
    if (existsSync(join(folder, '.git'))) return folders;
  }
  // Outside a repository only the working folder counts: nobody means a stray folder in /.
  return [join(cwd, FORMULAS)];
}

function findTown(cwd: string): string | undefined {
  for (const folder of upwards(cwd)) if (existsSync(join(folder, 'mayor', 'town.json'))) return folder;
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
  const below = relative(cwd, path);
  if (below === '') return '.';
  if (!below.startsWith('..')) return below;
  return path === join(home, FORMULAS) ? join('~', FORMULAS) : path;
}
