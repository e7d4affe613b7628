import { resolve } from 'node:path';
import { fail } from '../failure/failure.js';
import { git, gitFailed, said } from './git.js';

/** An address of git: `scheme://…`, or `host:path` as scp has it. All else is a path. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/|^[^-/\s:][^/\s:]*:(?!:)/i;

/**
 * Where a repository comes from, as it is kept: an address as it stands, a path absolute. Throws GT8713 for an address
 * with a password in it.
 */
export function urlOf(repo: string, cwd: string): string {
  if (!ADDRESS.test(repo)) return resolve(cwd, repo);
  const [, user = '', host = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/@]*)@([^/]*)/i.exec(repo) ?? [];
  return user.includes(':') ? fail('GT8713', { host }) : repo;
}

/**
 * The branch that a repository has checked out, which is its default one; with `wanted`, whether it has that. Rejects
 * with GT8709 when it cannot be reached, GT8712 when no work can begin in it.
 */
export async function defaultBranchOf(
  folder: string,
  url: string,
  wanted: string | undefined,
): Promise<string> {
  const outcome = await git(folder, ['ls-remote', '--symref', '--', url, 'HEAD', 'refs/heads/*']);
  if (outcome.code !== 0) gitFailed(`reach ${JSON.stringify(url)}`, outcome);
  const branches = [...outcome.stdout.matchAll(/^[0-9a-f]+\trefs\/heads\/(.*)$/gm)].map(([, name]) => name);
  if (branches.length === 0) return fail('GT8712', { url, reason: 'it has no commits' });
  if (wanted !== undefined) {
    if (branches.includes(wanted)) return wanted;
    return fail('GT8712', { url, reason: `it has no branch ${JSON.stringify(wanted)}` });
  }
  const [, head] = /^ref: refs\/heads\/(.*)\tHEAD$/m.exec(outcome.stdout) ?? [];
  return head ?? fail('GT8712', { url, reason: 'it does not say which of its branches is the default one' });
}

/**
 * Fill the repository in `folder`, bare or not, from `url`, in steps that can each be done again after a crash: what the
 * branches of `url` are is in `refs/remotes/origin/`. Rejects with GT8709, GT8710 when it is of another origin.
 */
export async function fetchInto(
  folder: string,
  url: string,
  { bare }: { readonly bare: boolean },
): Promise<void> {
  const doing = `fetch ${JSON.stringify(url)}`;
  const run = async (...args: readonly string[]): Promise<void> => {
    const outcome = await git(folder, args);
    if (outcome.code !== 0) gitFailed(doing, outcome);
  };
  await run('init', '--quiet', ...(bare ? ['--bare'] : []), '--', folder);
  const origin = await originOf(folder);
  if (origin === undefined) await run('remote', 'add', '--', 'origin', url);
  else if (origin !== url)
    fail('GT8710', { path: folder, reason: `it is a repository of ${JSON.stringify(origin)}` });
  // `remote add` sets this after the address, and makes no such line in a bare mirror.
  await run('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
  await run('fetch', '--quiet', 'origin');
}

/** Where a repository comes from; undefined when it does not say. Rejects with GT8709 when git cannot tell. */
export async function originOf(folder: string): Promise<string | undefined> {
  const outcome = await git(folder, ['config', '--local', '--get', 'remote.origin.url']);
  if (outcome.code === 0) return outcome.stdout.replace(/\n$/, '');
  return outcome.code === 1
    ? undefined
    : fail('GT8709', { doing: `read the settings of ${JSON.stringify(folder)}`, reason: said(outcome) });
}
