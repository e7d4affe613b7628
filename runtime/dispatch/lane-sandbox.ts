import type { Landing, Lane } from '../ledger/lane.js';
import { branchOf, landed, type Sandbox } from '../polecat/index.js';
import { findRig } from '../town/index.js';
import { folderOf, type Yard } from './yard.js';

/** The sandbox of a lane as the lane tells of it; undefined where it has none in a repository. `id`: of what is worked on. */
export function sandboxOf(
  yard: Yard,
  lane: Pick<Lane, 'rig' | 'sandbox' | 'branch'>,
  id: string,
): Sandbox | undefined {
  const path = folderOf(yard, lane);
  if (lane.rig === null || path === undefined) return undefined;
  const { town } = yard;
  return { town, rig: findRig(town, lane.rig), lane: id, path, branch: lane.branch ?? branchOf(id) };
}

/**
 * Why the work of a sandbox is not where it is to be, which is asked before the last step counts (R16); undefined when it is,
 * or where there is no repository. Rejects as `landed` does.
 */
export async function whyNotLanded(sandbox: Sandbox | undefined, land: Landing): Promise<string | undefined> {
  const result = sandbox && (await landed(sandbox, land));
  return result === undefined || result.landed ? undefined : result.reason;
}
