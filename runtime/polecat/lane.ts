import { fail } from '../failure/failure.js';
import { git } from '../town/git.js';

/** What ids of beads are made of; a folder of that name is neither hidden nor another's. */
const LANE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/;

/** The branch that the work of a lane is on, unless another is asked for. */
export const branchOf = (lane: string): string => `polecat/${lane}`;

/** Throws GT8704 for what cannot be the name of a lane. */
export const checkLane = (lane: string): string =>
  LANE.test(lane) ? lane : fail('GT8704', { what: 'a lane', name: lane });

/** Rejects with GT8810 for what git does not take for the name of a branch. */
export async function checkBranch(repo: string, branch: string): Promise<string> {
  const { code, stdout } = await git(repo, ['check-ref-format', '--branch', branch]);
  // It also takes `@{-1}` and the like, and prints what that means.
  return code === 0 && stdout.trim() === branch ? branch : fail('GT8810', { branch });
}
