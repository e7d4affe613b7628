import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { isInside } from '../formulas/tiers.js';

/**
 * The path of something below the root of a town, absolute. What is written there must stay there: throws GT8707 when
 * it, or what stands of the way to it, leads out of the town once links are followed.
 */
export function pathInside(root: string, ...parts: readonly string[]): string {
  const path = join(root, ...parts);
  if (!isInside(path, root)) return fail('GT8707', { path, root });
  let standing = path;
  while (!standsAt(standing)) standing = dirname(standing);
  const [real, realRoot] = [realOf(standing), realOf(root)];
  return real === realRoot || isInside(real, realRoot) ? path : fail('GT8707', { path, root });
}

function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}
