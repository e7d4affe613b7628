import type { Landing } from '../ledger/lane.js';
import { gitText } from '../town/git.js';
import { merge } from './merge.js';
import { pullRequestOf } from './pull-request.js';
import { pushLane } from './push.js';
import { inTurn, type Sandbox } from './sandbox.js';
import { tipOf, whyNotCommitted } from './state.js';

/** Whether work has landed, and what is to be done next. */
export type Landed =
  | {
      readonly landed: true;
      /** The last commit of the work. */
      readonly commit: string;
      /** How many commits of the lane are not in the default branch, or were not before it was merged. */
      readonly commits: number;
      readonly next: string;
    }
  /** It is on its way, and somebody else has to say yes. */
  | { readonly landed: false; readonly waiting: true; readonly reason: string; readonly next: string }
  | { readonly landed: false; readonly waiting: false; readonly reason: string; readonly next: string };

/**
 * Have the work of a sandbox land, and say whether it has. Asked again, it does only what is left. Rejects with GT8805 when
 * it cannot be merged, GT8806 when it cannot be pushed, GT8801 and GT8807 of `gh`, GT8709 and GT8804; the work is as it was
 * then.
 */
export async function landed(sandbox: Sandbox, land: Landing): Promise<Landed> {
  const { rig, branch, path } = sandbox;
  const reason = await whyNotCommitted(sandbox);
  if (reason !== undefined) {
    const next = `commit the work on ${JSON.stringify(branch)} in ${JSON.stringify(path)}, and say it is done again`;
    return { landed: false, waiting: false, reason, next };
  }
  const commit = await tipOf(sandbox);
  const commits = await countAhead(sandbox, commit);
  const done = (next: string): Landed => ({ landed: true, commit, commits, next });
  if (land === 'none') return done(`the work stays on ${JSON.stringify(branch)} in the rig`);
  if (land === 'merge') {
    const at = await inTurn(rig, () => merge(sandbox, commit));
    return done(`${JSON.stringify(rig.default_branch)} is at ${at.slice(0, 12)} and has the work`);
  }
  if (land === 'branch' && rig.push === false)
    return done(`"git fetch ${rig.repo} ${branch}" takes the work from the rig`);
  await pushLane(rig, branch, commit);
  if (land === 'branch') return done(`the work is on ${JSON.stringify(branch)} of ${rig.url}`);
  return afterRequest(await pullRequestOf(sandbox), done);
}

function afterRequest(
  { url, state }: Awaited<ReturnType<typeof pullRequestOf>>,
  done: (next: string) => Landed,
): Landed {
  if (state === 'MERGED') return done(`${url} is merged`);
  if (state === 'OPEN')
    return {
      landed: false,
      waiting: true,
      reason: `${url} is open`,
      next: 'wait until it is reviewed and merged',
    };
  const next = 'open it again, or let the work land in another way';
  return { landed: false, waiting: false, reason: `${url} was closed and not merged`, next };
}

async function countAhead({ rig }: Sandbox, commit: string): Promise<number> {
  const main = `refs/heads/${rig.default_branch}`;
  const text = await gitText(
    rig.repo,
    ['rev-list', '--count', commit, '--not', main, '--'],
    'count the commits',
  );
  return Number(text);
}
