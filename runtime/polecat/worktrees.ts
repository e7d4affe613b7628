import { gitText } from '../town/git.js';

/** A worktree as its repository has it registered. */
export interface Worktree {
  readonly path: string;
  /** Undefined where no branch is checked out. */
  readonly branch: string | undefined;
  /** Why it is locked; undefined when it is not. */
  readonly lock: string | undefined;
}

/** Why git has locked a worktree that it was killed in the middle of making. */
export const INITIALIZING = 'initializing';

/** The worktrees of a bare repository, whether their folders are there or not. Rejects with GT8709. */
export async function listWorktrees(repo: string): Promise<Worktree[]> {
  const text = await gitText(repo, ['worktree', 'list', '--porcelain', '-z'], 'list the worktrees');
  // Lines end with NUL, and entries with one more.
  return text
    .split('\0\0')
    .map((entry) => new Map(entry.split('\0').map(field)))
    .filter((fields) => fields.has('worktree') && !fields.has('bare'))
    .map((fields) => ({
      path: fields.get('worktree') ?? '',
      branch: fields.get('branch')?.replace(/^refs\/heads\//, ''),
      lock: fields.get('locked'),
    }));
}

function field(line: string): [string, string] {
  const space = line.indexOf(' ');
  return space === -1 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
}
