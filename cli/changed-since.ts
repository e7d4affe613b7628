import type { HasChanged } from '../runtime/formulas/changed-since.js';
import type { Environment } from './environment.js';

/** What `--changed-since` asks for; git is not asked where it is not given. Throws a FileFailure for what is no revision. */
export async function changedSinceOption(
  { changedSince: revision, overlay }: { readonly changedSince?: string; readonly overlay?: boolean },
  { surroundings }: Environment,
): Promise<HasChanged | undefined> {
  if (revision === undefined) return undefined;
  const { changedSince } = await import('../runtime/formulas/changed-since.js');
  return changedSince(revision, surroundings.cwd, { overlays: overlay ?? false });
}
