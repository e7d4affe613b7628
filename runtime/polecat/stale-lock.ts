import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { isInside } from '../formulas/tiers.js';

/** Locks that a git which was killed leaves in what is kept of a worktree; what they hold had not come to count yet. */
const LOCKS = ['index.lock', 'HEAD.lock'];

/**
 * Take locks away that a killed process has left in a worktree, or whoever works there next could commit nothing. Only
 * where no process is in the worktree; where the system does not tell (all but Linux) they are left. Throws a FileFailure.
 */
export function removeStaleLocks(path: string, admin: string): void {
  const locks = LOCKS.map((name) => join(admin, name)).filter((lock) => standsAt(lock));
  if (locks.length === 0 || process.platform !== 'linux' || isAnybodyIn(path)) return;
  for (const lock of locks) {
    try {
      rmSync(lock, { force: true });
    } catch (error) {
      throw new FileFailure('write', lock, reasonOf(error));
    }
  }
}

/** Whether a process of this user works in a folder: git always does in that of the worktree. `path` has its links followed. */
function isAnybodyIn(path: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      const folder = folderOf(pid);
      return folder === path || (folder !== undefined && isInside(folder, path));
    });
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // It has ended meanwhile, or is another user's, to whom the worktree does not belong.
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return undefined;
    throw error;
  }
}
