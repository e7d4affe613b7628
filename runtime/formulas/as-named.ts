import type { Candidate } from '../../compiler/host.js';
import type { DiskHost } from './disk-host.js';
import { placeOf } from './places.js';

/**
 * A formula as it is used by its name, which its overlay counts for; undefined where the name means another one. `standing`: what can be
 * seen without naming a file.
 */
export function asNamed(candidate: Candidate, standing: DiskHost): Candidate | undefined {
  const [first] = standing.candidates(candidate.name);
  return first && placeOf(first) === placeOf(candidate) ? first : undefined;
}
