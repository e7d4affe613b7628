import type { HasChanged } from '../runtime/formulas/changed-since.js';
import type { Environment } from './environment.js';

interface Options {
  readonly changedSince?: string;
  /** False with `--no-overlay`. */
  readonly overlay?: boolean;
  readonly searchPath?: readonly string[];
}

/** What `--changed-since` asks for; git is not asked where it is not given. Throws for what is no revision. */
export async function changedSinceOption(
  { changedSince: revision, overlay = true, searchPath = [] }: Options,
  { surroundings }: Environment,
): Promise<HasChanged | undefined> {
  if (revision === undefined) return undefined;
  const { changedSince } = await import('../runtime/formulas/changed-since.js');
  return changedSince(revision, surroundings, { searchPaths: searchPath, overlays: overlay });
}
