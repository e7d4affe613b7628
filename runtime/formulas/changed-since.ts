import { join } from 'node:path';
import type { Candidate } from '../../compiler/host.js';
import { CONFIG } from '../config/project-config.js';
import { asNamed } from './as-named.js';
import { ChangedFiles } from './changed-files.js';
import type { DiskHost } from './disk-host.js';
import { drawnIn } from './drawn-in.js';
import { GitRevision } from './git-revision.js';
import { openFormulas } from './locate.js';
import { formulaPlaces, overlayPlaces, placeOf } from './places.js';
import { projectFolders, type Surroundings } from './tiers.js';

/** A formula that may be looked at: what it is, and from where it is seen. */
interface Seen {
  readonly host: DiskHost;
  readonly candidate: Candidate;
}

/** Whether something has changed in a formula, or in what it draws in. */
export type HasChanged = (seen: Seen) => Promise<boolean>;

export interface ChangedSinceOptions {
  readonly searchPaths: readonly string[];
  /** False: overlays are left out. */
  readonly overlays: boolean;
}

/**
 * What has changed since a git revision, in the working tree as it stands: a formula has when its own file did, or one that it
 * draws in (extends, expand, aspects, what is attached, a text beside it), the overlay of either, or the settings of the project.
 * A file that has come or gone counts wherever it changes what a name means, one that another hides does not. Throws a
 * FileFailure or a RuntimeFailure where there is no git, no repository or no such revision.
 */
export function changedSince(
  revision: string,
  surroundings: Surroundings,
  { searchPaths, overlays }: ChangedSinceOptions,
): HasChanged {
  const files = new ChangedFiles(GitRevision.open(surroundings.cwd, revision), surroundings.builtin);
  const standing = openFormulas(surroundings, searchPaths);
  const { folders } = projectFolders(surroundings.cwd);
  const isAll = folders.some((folder) => files.has(join(folder, CONFIG)));
  const any = (paths: readonly string[]): boolean => paths.some((path) => files.has(path));
  return async ({ host, candidate }) => {
    if (isAll || any([placeOf(candidate), ...formulaPlaces(candidate.name, host.tiers)])) return true;
    const named = overlays ? asNamed(candidate, standing) : undefined;
    if (named && any(overlayPlaces(named.name, standing.overlayFolders))) return true;
    const { names, overlaid, beside } = await drawnIn(candidate, host, overlays);
    return (
      [...names].some((name) => any(formulaPlaces(name, host.tiers))) ||
      [...overlaid].some((name) => any(overlayPlaces(name, host.overlayFolders))) ||
      any(beside.map(({ of, path }) => placeOf(of, path)))
    );
  };
}
