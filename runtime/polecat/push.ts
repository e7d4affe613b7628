import { fail } from '../failure/failure.js';
import { commitOf, git, gitText, said } from '../town/git.js';
import type { Rig } from '../town/rig.js';

/** What we pushed last to a branch of a lane: only that may give way to commits that were rewritten since. */
const pushedRef = (branch: string): string => `refs/gt/pushed/${branch}`;

/**
 * Push the branch of a lane to the origin. Commits that somebody else has put there are never overwritten; what we put
 * there is, when it was amended or rebased since. Rejects with GT8806.
 */
export async function pushLane(rig: Rig, branch: string, commit: string): Promise<void> {
  const before = await commitOf(rig.repo, pushedRef(branch));
  const lease = before === undefined ? [] : [`--force-with-lease=refs/heads/${branch}:${before}`];
  await push(rig, branch, commit, lease);
  await gitText(rig.repo, ['update-ref', pushedRef(branch), commit], 'remember what was pushed');
}

/** Push to a branch that is others' too: only where that goes on from what is there. Rejects with GT8806. */
export const pushShared = (rig: Rig, branch: string, commit: string): Promise<void> =>
  push(rig, branch, commit, []);

async function push(rig: Rig, branch: string, commit: string, options: readonly string[]): Promise<void> {
  const args = ['push', '--quiet', ...options, '--', 'origin', `${commit}:refs/heads/${branch}`];
  const outcome = await git(rig.repo, args);
  if (outcome.code !== 0) fail('GT8806', { branch, url: rig.url, reason: said(outcome) });
}
