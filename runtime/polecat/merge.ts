import { fail, isFailure } from '../failure/failure.js';
import { commitOf, git, gitFailed, gitText, isAncestor } from '../town/git.js';
import type { Rig } from '../town/rig.js';
import { pushShared } from './push.js';
import { refreshDefault, type Sandbox } from './sandbox.js';

/** How often a merge begins anew because somebody has pushed to the default branch meanwhile. */
const MAX_TRIES = 5;

/**
 * Merge a commit of a lane into the rig's default branch, in the repository alone: no worktree is touched. Where the rig
 * pushes, the origin has the merge before the rig's own branch does. The lock of the repository is held; gives the commit
 * that the branch is then at. Rejects with GT8805 on conflicts, GT8806, GT8709; no branch has moved then.
 */
export async function merge(sandbox: Sandbox, commit: string): Promise<string> {
  const { rig, branch } = sandbox;
  const { repo, default_branch: main, push = true } = rig;
  for (let tries = 1; ; tries++) {
    const base = await refreshDefault(rig);
    const merged = await mergeOnto(rig, base, { commit, branch });
    try {
      if (push && merged !== base) await pushShared(rig, main, merged);
    } catch (error) {
      if (tries === MAX_TRIES || !isFailure(error) || !(await hasMoved(rig, base))) throw error;
      continue;
    }
    await moveOwn(repo, main, merged);
    return merged;
  }
}

/** The commit in which both are; the base itself where the lane is in it already. */
async function mergeOnto(
  { repo, default_branch: main, push = true }: Rig,
  base: string,
  { commit, branch }: { readonly commit: string; readonly branch: string },
): Promise<string> {
  if (await isAncestor(repo, commit, base)) return base;
  if (await isAncestor(repo, base, commit)) return commit;
  const doing = `merge ${JSON.stringify(branch)}`;
  const outcome = await git(repo, ['merge-tree', '--write-tree', '-z', '--name-only', base, commit]);
  const [tree = '', ...names] = outcome.stdout.split('\0');
  const files = [...new Set(names.slice(0, names.indexOf('')))];
  if (outcome.code === 1) fail('GT8805', { branch, into: push ? `origin/${main}` : main, files });
  if (outcome.code !== 0) gitFailed(doing, outcome);
  const message = `Merge branch '${branch}' into ${main}`;
  const parents = ['-p', base, '-p', commit];
  const made = await gitText(
    repo,
    ['commit-tree', tree, ...parents, '-m', message],
    doing,
    await committer(repo),
  );
  return made.trim();
}

/** Whoever git's settings name; merges are made on machines without any too. */
async function committer(repo: string): Promise<Record<string, string>> {
  const { code } = await git(repo, ['var', 'GIT_COMMITTER_IDENT']);
  if (code === 0) return {};
  return Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'gt'],
      [`GIT_${who}_EMAIL`, 'gt@localhost'],
    ]),
  );
}

async function hasMoved(rig: Rig, base: string): Promise<boolean> {
  return (await refreshDefault(rig)) !== base;
}

/** Only forward: what stands on the rig's own branch alone is never left behind. */
async function moveOwn(repo: string, main: string, merged: string): Promise<void> {
  const own = await commitOf(repo, `refs/heads/${main}`);
  if (own === merged) return;
  if (own !== undefined && !(await isAncestor(repo, own, merged))) return;
  await gitText(repo, ['update-ref', `refs/heads/${main}`, merged, own ?? ''], `move the branch ${main}`);
}
