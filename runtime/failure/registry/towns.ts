import { didYouMean } from '../../../compiler/diagnostics/define.js';
import { environment, quote, refused } from '../define.js';

/** What is wrong in a file of settings, and in which line. */
export interface SettingsProblem {
  readonly line: number;
  readonly text: string;
}

const told = (path: string, problems: readonly SettingsProblem[]): string =>
  problems.map(({ line, text }) => `${path}:${line}: ${text}`).join('; ');

/** GT87xx: towns, rigs and who works in them. */
export const towns = {
  GT8701: environment<{ folder: string }>(
    ({ folder }) => `there is no town: no mayor/town.json in ${quote(folder)} or above it`,
    () => 'make one with "gt install PATH", or name one in GT_TOWN_ROOT',
  ),
  GT8702: environment<{ path: string; line: number; reason: string }>(
    ({ path, line, reason }) => `${path}:${line}: ${reason}`,
    () => 'mend the file by hand; it is as it was',
  ),
  GT8703: environment<{ path: string; problems: readonly SettingsProblem[] }>(
    ({ path, problems }) => told(path, problems),
    () => 'mend the file by hand; nothing of it counts until then',
  ),
  GT8704: refused<{ what: string; name: string }>(
    ({ what, name }) => `${quote(name)} cannot be the name of ${what}`,
    () =>
      'a name has letters, digits, _ and -, and does not begin with -; some names are those of folders of the town',
  ),
  GT8705: refused<{ name: string; url: string; given: string }>(
    ({ name, url, given }) => `the rig ${quote(name)} is there, of ${quote(url)} and not of ${quote(given)}`,
    () => 'add the repository under another name; "gt rig list" shows which there are',
  ),
  GT8706: refused<{ name: string; near: readonly string[]; known: readonly string[] }>(
    ({ name }) => `there is no rig ${quote(name)} in this town`,
    ({ near, known }) =>
      didYouMean(near) ??
      (known.length === 0
        ? 'add one with "gt rig add NAME REPO"'
        : `the rigs are ${known.join(', ')}; "gt rig add NAME REPO" adds another`),
  ),
  GT8707: refused<{ path: string; root: string }>(
    ({ path, root }) => `${quote(path)} leads out of the town ${quote(root)}`,
    () => 'a link stands on its way; put a folder in its place, or choose another name',
  ),
  GT8708: refused<{ text: string }>(
    ({ text }) => `${quote(text)} names nobody in a town`,
    () => 'write mayor/, RIG/polecats/NAME or RIG/crew/NAME',
  ),
  GT8709: environment<{ doing: string; reason: string }>(({ doing, reason }) => `cannot ${doing}: ${reason}`),
  GT8710: refused<{ path: string; reason: string }>(
    ({ path, reason }) => `${quote(path)} is there already: ${reason}`,
    () => 'it was left as it is; choose another name, or move it away',
  ),
  GT8711: refused<{ path: string; town: string }>(
    ({ path, town }) => `${quote(path)} lies in the town ${quote(town)}, and a town has no towns in it`,
    () => 'choose a folder outside of it, or add a rig to that town with "gt rig add"',
  ),
  GT8712: refused<{ url: string; reason: string }>(
    ({ url, reason }) => `no work can begin in ${quote(url)}: ${reason}`,
    ({ reason }) =>
      reason.includes('commit') ? 'make a first commit there, and try again' : 'name a branch with --branch',
  ),
  GT8713: refused<{ host: string }>(
    ({ host }) => `the address of the repository on ${quote(host)} has a password in it`,
    () => 'a town keeps addresses as plain text; leave it out, and let a credential helper of git give it',
  ),
  GT8714: environment<{ revision: string; isShallow: boolean }>(
    ({ revision, isShallow }) =>
      isShallow
        ? `the repository has no revision ${quote(revision)}, or not here: the clone is shallow, without the older ones`
        : `the repository has no revision ${quote(revision)}`,
    ({ isShallow }) =>
      isShallow
        ? 'fetch them with "git fetch --unshallow", or let CI check out all of them (fetch-depth: 0)'
        : 'name a commit, a branch or a tag that is here; "git fetch" brings what only the other side has',
  ),
};
