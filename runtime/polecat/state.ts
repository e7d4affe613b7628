import { commitOf, git, gitFailed, gitText } from '../town/git.js';
import type { Sandbox } from './sandbox.js';

/** How many files a message names. */
const MAX_NAMED = 10;

/**
 * What keeps the work of a sandbox from being whole on its branch, in words; undefined when nothing does: no file is
 * changed, new or half merged, and the branch is checked out. Files that the repository ignores are no work. Rejects with
 * GT8709 when git cannot tell.
 */
export async function whyNotCommitted({ path, branch }: Sandbox): Promise<string | undefined> {
  const status = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames'];
  const text = await gitText(path, status, `look at the sandbox ${JSON.stringify(path)}`);
  const files = text.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
  if (files.length > 0) {
    const more = files.length > MAX_NAMED ? `, and ${files.length - MAX_NAMED} more` : '';
    const named = files.slice(0, MAX_NAMED).map((file) => JSON.stringify(file));
    return `there is work that is not committed: ${named.join(', ')}${more}`;
  }
  const head = await headOf(path);
  if (head !== `refs/heads/${branch}`)
    return `${head === undefined ? 'no branch' : JSON.stringify(head)} is checked out, and not ${JSON.stringify(branch)}`;
  return undefined;
}

/** The commit that a branch of the rig is at. Rejects with GT8709. */
export async function tipOf({ rig, branch }: Sandbox): Promise<string> {
  const commit = await commitOf(rig.repo, `refs/heads/${branch}`);
  return (
    commit ??
    gitFailed(`find the branch ${JSON.stringify(branch)}`, { code: 1, stdout: '', stderr: 'it is gone' })
  );
}

/** The branch that is checked out; undefined where none is, as in the middle of a rebase. */
async function headOf(path: string): Promise<string | undefined> {
  const outcome = await git(path, ['symbolic-ref', '--quiet', 'HEAD']);
  if (outcome.code === 0) return outcome.stdout.trim();
  return outcome.code === 1 ? undefined : gitFailed('tell which branch is checked out', outcome);
}
