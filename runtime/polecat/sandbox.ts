import { join } from 'node:path';
import { fail } from '../failure/failure.js';
import { commitOf, git, gitFailed, gitText, isAncestor, type Probe } from '../town/git.js';
import { pathInside } from '../town/inside.js';
import { NETWORK_WAIT, withLock } from '../town/lock.js';
import { findRig, type Rig } from '../town/rig.js';
import type { Town } from '../town/town.js';
import { branchOf, checkBranch, checkLane } from './lane.js';
import { placeWorktree } from './place-worktree.js';

/** Where the work of one lane of a molecule is done: a worktree of the rig, on a branch of its own. */
export interface Sandbox {
  readonly town: Town;
  readonly rig: Rig;
  readonly lane: string;
  /** Absolute. */
  readonly path: string;
  readonly branch: string;
}

export interface SandboxOptions {
  readonly town: Town;
  readonly rig: string;
  /** The id of the bead that opens the lane: of the molecule, or of the leg or child that works beside others. */
  readonly lane: string;
  /** Else `polecat/<lane>`. */
  readonly branch?: string | undefined;
  /** What a new branch begins from: a commit or branch; else the rig's default branch as it now is in the origin. */
  readonly from?: string | undefined;
  readonly probe?: Probe | undefined;
}

/** Whatever changes worktrees or shared branches of a rig's repository takes turns. */
export const inTurn = <T>({ repo }: Pick<Rig, 'repo'>, work: () => Promise<T>): Promise<T> =>
  withLock(join(repo, 'gt-worktrees.lock'), work, NETWORK_WAIT);

/**
 * The sandbox of a lane, in `<rig>/polecats/<lane>`. It belongs to the lane and outlives the polecat that works in it: one
 * that is there, whole or as a crash has left it, is given back with all the work in it, whoever began it. Rejects with
 * GT8704, GT8706, GT8707, GT8709, GT8804, GT8810, and with GT8803 when something else is in its place or its branch is
 * checked out elsewhere.
 */
export async function ensureSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { town, probe = () => {} } = options;
  const rig = findRig(town, options.rig);
  const lane = checkLane(options.lane);
  const path = pathInside(town.root, rig.name, 'polecats', lane);
  const branch = await checkBranch(rig.repo, options.branch ?? branchOf(lane));
  await inTurn(rig, async () => {
    await beginBranch(rig, branch, options.from);
    probe('branch');
    await placeWorktree({ repo: rig.repo, path, branch, probe });
  });
  return { town, rig, lane, path, branch };
}

/** A branch that is there stays where it is. */
async function beginBranch(rig: Rig, branch: string, from: string | undefined): Promise<void> {
  if (await commitOf(rig.repo, `refs/heads/${branch}`)) return;
  const commit = await (from === undefined ? refreshDefault(rig) : commitOf(rig.repo, from));
  const doing = `begin the branch ${JSON.stringify(branch)}`;
  if (commit === undefined)
    return fail('GT8709', { doing, reason: `the rig has no ${JSON.stringify(from)}` });
  await gitText(rig.repo, ['update-ref', `refs/heads/${branch}`, commit, ''], doing);
}

/**
 * Bring the rig's default branch to where it is in the origin, unless work was merged into it that is not there, and give
 * the commit that work begins from. Rejects with GT8709.
 */
export async function refreshDefault(rig: Rig): Promise<string> {
  const { repo, default_branch: name, push = true } = rig;
  const fetched = await git(repo, ['fetch', '--quiet', 'origin']);
  if (fetched.code !== 0) gitFailed(`fetch ${JSON.stringify(rig.url)}`, fetched);
  const [own, theirs] = [
    await commitOf(repo, `refs/heads/${name}`),
    await commitOf(repo, `refs/remotes/origin/${name}`),
  ];
  if (own === undefined || theirs === undefined)
    return fail('GT8709', {
      doing: `find the branch ${JSON.stringify(name)}`,
      reason: 'the repository has none',
    });
  if (own !== theirs && (await isAncestor(repo, own, theirs)))
    await gitText(repo, ['update-ref', `refs/heads/${name}`, theirs, own], `move the branch ${name}`);
  else if (!push) return own;
  return theirs;
}
