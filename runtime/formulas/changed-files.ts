import { realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isAbsence, standsAt } from './file-failure.js';
import type { GitRevision } from './git-revision.js';
import { isInside } from './tiers.js';

/** Which files of the working tree are not as a revision has them. Each is looked at once. */
export class ChangedFiles {
  readonly #changed: ReadonlySet<string>;
  readonly #tracked: ReadonlySet<string>;
  readonly #roots: ReadonlySet<string>;
  readonly #known = new Map<string, boolean>();

  /** `library`: the folder of the built-in library, which does not change while a project does, unless it is in the repository. */
  constructor(
    git: GitRevision,
    private readonly library: string,
  ) {
    this.#changed = new Set(git.changedPaths());
    this.#tracked = new Set(git.trackedPaths());
    this.#roots = new Set([git.root, realpathSync.native(git.root)]);
  }

  /**
   * Whether what stands at an absolute path, or stood there, has come, gone or changed, links followed. A file that git does
   * not know, since it lies outside of the repository or is ignored, may have: nobody can tell.
   */
  has(path: string): boolean {
    const known = this.#known.get(path) ?? this.#look(path);
    this.#known.set(path, known);
    return known;
  }

  #look(path: string): boolean {
    const real = realOf(path);
    const inside = [path, real].flatMap((each) => this.#below(each));
    if (inside.some((each) => isAmong(this.#changed, each))) return true;
    if (isInside(path, this.library) || standsAt(path) === undefined) return false;
    return !this.#below(real).some((each) => isAmong(this.#tracked, each));
  }

  /** The paths below the root that are this one. */
  #below(absolute: string): string[] {
    return [...this.#roots].flatMap((root) => {
      const path = relative(root, absolute);
      return path === '..' || path.startsWith(`..${sep}`) ? [] : [path];
    });
  }
}

/** Whether a path is among `paths`, or a folder around it: git names a repository within another, and a link to a folder, as one. */
function isAmong(paths: ReadonlySet<string>, path: string): boolean {
  for (let at = path; at !== '.' && at !== ''; at = dirname(at))
    if (paths.has(at) || paths.has(`${at}/`)) return true;
  return false;
}

/** Where a path leads, links followed as far as there is anything. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!isAbsence(error) || dirname(path) === path) return path;
    return join(realOf(dirname(path)), relative(dirname(path), path));
  }
}
