import { realpathSync } from 'node:fs';
import { standsAt } from '../formulas/file-failure.js';
import { commitOf, git, isAncestor, said } from '../town/git.js';
import { pathInside } from '../town/inside.js';
import { inTurn, type Sandbox } from './sandbox.js';
import { tipOf, whyNotCommitted } from './state.js';
import { listWorktrees } from './worktrees.js';

/** What became of a sandbox: gone, or left as it was, and why. */
export type Released = { readonly released: true } | { readonly released: false; readonly reason: string };

/**
 * Remove a sandbox, only when nothing in it would be lost: all of it is committed, and its commits are merged into the
 * rig's default branch or pushed. Its branch stays. Otherwise all is left, and told why. Nothing is by force. Rejects
 * with GT8707, GT8709, GT8804.
 */
export async function releaseSandbox(sandbox: Sandbox): Promise<Released> {
  const { rig, town, lane } = sandbox;
  const path = pathInside(town.root, rig.name, 'polecats', lane);
  return inTurn(rig, async () => {
    if (!standsAt(path)) return { released: true };
    const real = realpathSync.native(path);
    if (!(await listWorktrees(rig.repo)).some((each) => each.path === real))
      return { released: false, reason: 'git does not know it as a worktree of the rig' };
    const reason = (await whyNotCommitted(sandbox)) ?? (await whyNotLanded(sandbox));
    if (reason !== undefined) return { released: false, reason };
    // git looks once more, and refuses what has come meanwhile.
    const outcome = await git(rig.repo, ['worktree', 'remove', '--', path]);
    if (outcome.code !== 0) return { released: false, reason: said(outcome) };
    return standsAt(path) ? { released: false, reason: 'its folder is still there' } : { released: true };
  });
}

/** Where commits are safe: with others, or in the rig's own repository where nobody may push. */
async function whyNotLanded(sandbox: Sandbox): Promise<string | undefined> {
  const { rig, branch } = sandbox;
  const tip = await tipOf(sandbox);
  const { default_branch: main, push = true } = rig;
  if (!push) return undefined;
  for (const ref of [`remotes/origin/${main}`, `remotes/origin/${branch}`, `heads/${main}`]) {
    const commit = await commitOf(rig.repo, `refs/${ref}`);
    if (commit !== undefined && (await isAncestor(rig.repo, tip, commit))) return undefined;
  }
  return `the commits of ${JSON.stringify(branch)} are neither merged into ${JSON.stringify(main)} nor pushed`;
}
