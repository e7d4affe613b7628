import { readdirSync, readFileSync, realpathSync, renameSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { makeFolder } from '../town/folder.js';
import { gitText, type Probe } from '../town/git.js';
import { removeStaleLocks } from './stale-lock.js';
import { INITIALIZING, listWorktrees, type Worktree } from './worktrees.js';

export interface Placing {
  readonly repo: string;
  readonly path: string;
  readonly branch: string;
  readonly probe: Probe;
}

/**
 * Have a worktree of `repo` at `path`: a new one with `branch` where nothing is; one that is there as it is, with its
 * files, whatever a crash has left of what git knows of it. The lock of the repository is held. Rejects with GT8803, GT8709.
 */
export async function placeWorktree(placing: Placing): Promise<void> {
  const { repo, path, branch, probe } = placing;
  makeFolder(dirname(path));
  const all = await listWorktrees(repo);
  const registered = all.find((each) => isSame(each.path, path));
  const doing = `make the sandbox ${JSON.stringify(path)}`;
  const run = (folder: string, ...args: readonly string[]): Promise<string> => gitText(folder, args, doing);
  const isInterrupted = registered?.lock === INITIALIZING;
  if (isInterrupted) await run(repo, 'worktree', 'unlock', '--', path);
  if (isEmpty(path)) {
    refuseSecond(all, placing);
    // By force: it is registered, and its folder is gone.
    const force = registered ? ['--force'] : [];
    await run(repo, 'worktree', 'add', '--quiet', ...force, '--', path, branch);
    return probe('added');
  }
  // Writes the file `.git` of every worktree that lacks it.
  if (registered && !standsAt(join(path, '.git'))) await run(repo, 'worktree', 'repair');
  if (!registered) await adopt(placing, all);
  const admin = adminOf(path);
  if (admin !== undefined) removeStaleLocks(real(path), admin);
  if (isInterrupted) {
    // git was killed while it filled the folder, and nobody has worked there.
    await run(path, 'symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    await run(path, 'reset', '--quiet', '--hard');
  }
  // The index of the branch; what differs in the folder is work to be committed.
  if (!standsAt(join(admin ?? '', 'index'))) await run(path, 'reset', '--quiet');
}

/** A folder with work in it that git does not know as a worktree: make it one again, and touch no file of the work. */
async function adopt(placing: Placing, all: readonly Worktree[]): Promise<void> {
  const { repo, path, branch, probe } = placing;
  const doing = `take up the sandbox ${JSON.stringify(path)} again`;
  const run = (...args: readonly string[]): Promise<string> => gitText(repo, args, doing);
  const admin = adminOf(path);
  const own = join(realpathSync.native(repo), 'worktrees');
  if (admin !== undefined && !isSame(dirname(admin), own))
    return fail('GT8803', { path, reason: 'the folder belongs to another repository' });
  const beside = join(repo, `gt-adopted-${basename(path)}`);
  if (admin === undefined || !standsAt(admin)) {
    // What git keeps of a worktree is made for an empty one beside, and handed over.
    if (!all.some((each) => isSame(each.path, beside))) {
      refuseSecond(all, placing);
      await run('worktree', 'add', '--quiet', '--no-checkout', '--', beside, branch);
      probe('beside');
    }
    move(join(beside, '.git'), join(path, '.git'));
    probe('moved');
  }
  if (standsAt(beside)) rmdirSync(beside);
  await run('worktree', 'repair', path);
  probe('repaired');
}

/** git would put a branch into two worktrees, when forced, and the one would change under the other. */
function refuseSecond(all: readonly Worktree[], { path, branch }: Placing): void {
  const other = all.find((each) => each.branch === branch && !isSame(each.path, path) && !isEmpty(each.path));
  if (other)
    fail('GT8803', {
      path,
      reason: `the branch ${JSON.stringify(branch)} is checked out in ${JSON.stringify(other.path)}`,
    });
}

/** The folder in the repository where git keeps what it knows of a worktree; undefined where nothing says it. */
function adminOf(path: string): string | undefined {
  const file = join(path, '.git');
  const stat = standsAt(file);
  if (!stat) return undefined;
  if (!stat.isFile()) return file;
  const [, admin] = /^gitdir: (.*)$/m.exec(reading(file, () => readFileSync(file, 'utf8'))) ?? [];
  return admin;
}

/** Whether nothing stands at `path`, or an empty folder. */
const isEmpty = (path: string): boolean =>
  !standsAt(path) || reading(path, () => readdirSync(path).length === 0);

/** Paths as git has them have links followed, as far as they are there. */
const isSame = (a: string, b: string): boolean => real(a) === real(b);

const real = (path: string): string =>
  standsAt(path)
    ? reading(path, () => realpathSync.native(path))
    : join(
        reading(path, () => realParent(path)),
        basename(path),
      );

const realParent = (path: string): string =>
  standsAt(dirname(path)) ? realpathSync.native(dirname(path)) : dirname(path);

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    throw new FileFailure('write', to, reasonOf(error));
  }
}
