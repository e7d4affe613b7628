import { spawnSync } from 'node:child_process';
import { dirname, join, relative, resolve } from 'node:path';
import { fail } from '../failure/failure.js';
import { FileFailure, isFolder, reasonOf, standsAt } from './file-failure.js';

/** What an object name leads to, links followed: an object, or why there is none. */
export type Followed =
  | { readonly object: string; readonly type: string; readonly size: number }
  | { readonly reason: string };

/** A listing of a folder of a hundred thousand formulas has some ten megabytes. */
const MAX_LISTING_BYTES = 64 * 1024 * 1024;

/** One commit of a repository, read with git; nothing of the working tree is looked at or changed. */
export class GitRevision {
  private constructor(
    /** The repository's root, absolute. */
    readonly root: string,
    /** As it was asked for. */
    readonly name: string,
    private readonly commit: string,
  ) {}

  /**
   * The commit that `revision` names in the repository around `folder`, which itself need not be there any
   * more. Throws a FileFailure where there is no git or no repository, a RuntimeFailure where that has no such revision.
   */
  static open(folder: string, revision: string): GitRevision {
    const refuse = (reason: string): never => {
      throw new FileFailure('read', revision, reason);
    };
    const root = repositoryAround(folder);
    if (root === undefined) return refuse('there is no git repository here');
    // git must not take it for an option.
    if (revision.startsWith('-') || revision === '') return refuse('it cannot be a revision');
    const prefix = git(root, ['rev-parse', '--show-prefix']);
    if (prefix.code !== 0 || prefix.text.trim() !== '')
      return refuse(`git finds no repository in ${JSON.stringify(root)}${said(prefix)}`);
    const found = git(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
    const commit = found.text.trim();
    if (found.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) {
      const isShallow = git(root, ['rev-parse', '--is-shallow-repository']).text.trim() === 'true';
      return fail('GT8714', { revision, isShallow });
    }
    return new GitRevision(root, revision, commit);
  }

  /** The path below the root of what stands or stood at an absolute path; undefined outside the repository. */
  pathOf(absolute: string): string | undefined {
    const path = relative(this.root, absolute);
    return path === '..' || path.startsWith('../') ? undefined : path;
  }

  /** What is in a folder, by its path below the root, links followed; undefined where there is no such folder. */
  folder(path: string): { readonly object: string; readonly names: readonly string[] } | undefined {
    const found =
      path === '' ? { object: `${this.commit}^{tree}`, type: 'tree' } : this.follow(this.commit, path);
    if ('reason' in found) {
      if (found.reason === MISSING) return undefined;
      throw new FileFailure('read', `${this.name}:${path}`, found.reason);
    }
    if (found.type !== 'tree') throw new FileFailure('read', `${this.name}:${path}`, 'it is not a folder');
    const { code, text } = git(this.root, ['ls-tree', '-z', '--name-only', found.object]);
    if (code !== 0) throw new FileFailure('read', `${this.name}:${path}`, 'git cannot list it');
    return { object: found.object, names: text.split('\0').filter((name) => name !== '') };
  }

  /** The paths, below the root, of all files of the working tree that are not as they were, with those that have come or gone. */
  changedPaths(): string[] {
    return [
      ...this.#list(['diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', this.commit, '--']),
      ...this.#list(['ls-files', '--others', '--exclude-standard', '-z']),
    ];
  }

  /** The paths, below the root, of all files that git keeps or is to keep. */
  trackedPaths(): string[] {
    return this.#list(['ls-files', '-z']);
  }

  #list(args: readonly string[]): string[] {
    const { code, text } = git(this.root, args);
    if (code !== 0) throw new FileFailure('read', this.name, 'git cannot compare it with what is there');
    return text.split('\0').filter((path) => path !== '');
  }

  /** The object at `path` in a commit or folder. Links that lead out of that are not followed. */
  follow(within: string, path: string): Followed {
    // Objects are asked for line by line.
    if (path.includes('\n')) return { reason: 'its name has a line end' };
    const asked = `${within}:${path}\n`;
    const { code, text } = git(this.root, ['cat-file', '--batch-check', '--follow-symlinks'], asked);
    if (code !== 0) return { reason: 'git cannot look it up' };
    const [, object, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)\n$/.exec(text) ?? [];
    if (object !== undefined && type !== undefined) return { object, type, size: Number(size) };
    const [, why] = /^(symlink|dangling|loop|notdir) \d+\n/.exec(text) ?? [];
    return { reason: (why && LINK_REASONS[why]) ?? MISSING };
  }

  /** The content of a file by its object and size. */
  content({ object, size }: { readonly object: string; readonly size: number }): Uint8Array | undefined {
    const { status, stdout } = start(this.root, ['cat-file', 'blob', object], undefined, size + 1);
    return status === 0 ? stdout : undefined;
  }

  /** The file that stood at an absolute path, links followed. Throws a FileFailure where there was none. */
  file(absolute: string): Uint8Array {
    const path = this.pathOf(absolute);
    const found = path === undefined ? { reason: OUTSIDE } : this.follow(this.commit, path);
    if ('reason' in found) throw new FileFailure('read', `${this.name}:${path ?? absolute}`, found.reason);
    const content = found.type === 'blob' ? this.content(found) : undefined;
    if (!content) throw new FileFailure('read', `${this.name}:${path}`, 'it is not a file');
    return content;
  }
}

const MISSING = 'there is no such file in that revision';

export const OUTSIDE = 'it leads out of its folder';

const LINK_REASONS: Readonly<Record<string, string>> = {
  symlink: OUTSIDE,
  dangling: 'its link leads nowhere',
  loop: 'its links lead in a circle',
  notdir: 'a part of its path is a file, not a folder',
};

/** The nearest folder above, or the folder itself, that a repository has its `.git` in. */
function repositoryAround(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isFolder(at) && standsAt(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

interface Answer {
  readonly code: number | null;
  readonly text: string;
  readonly stderr: string;
}

function git(root: string, args: readonly string[], input?: string): Answer {
  const { status, stdout, stderr } = start(root, args, input, MAX_LISTING_BYTES);
  return { code: status, text: stdout.toString('utf8'), stderr: stderr.toString('utf8').trim() };
}

/** Run git without a shell. Throws a FileFailure where it cannot be started. */
function start(root: string, args: readonly string[], input: string | undefined, maxBuffer: number) {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: root,
    input: input ?? '',
    maxBuffer,
  });
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new FileFailure(
      'read',
      root,
      'there is no program "git", which revisions are read with; install git',
    );
  if (error) throw new FileFailure('read', root, `git failed: ${reasonOf(error)}`);
  return { status, stdout, stderr };
}

/** What git said of it, where it said something. */
const said = ({ stderr }: Answer): string => (stderr === '' ? '' : ` (${stderr.split('\n')[0]})`);
