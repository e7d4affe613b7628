import { didYouMean } from '../../../compiler/diagnostics/define.js';
import { environment, quote, refused } from '../define.js';

/** GT88xx: sandboxes, agents and processes. */
export const polecats = {
  GT8801: environment<{ program: string; install: string | undefined }>(
    ({ program }) => `the program ${quote(program)} is not there`,
    ({ install }) => install ?? 'install it, or put its folder into PATH',
  ),
  GT8802: refused<{ name: string; near: readonly string[]; known: readonly string[] }>(
    ({ name }) => `there is no agent ${quote(name)}`,
    ({ near, known }) =>
      `${didYouMean(near) ?? `the agents are ${known.join(', ')}`}; settings/agents.json of the town can add one, and 'script:COMMAND' runs a command of the shell`,
  ),
  GT8803: refused<{ path: string; reason: string }>(
    ({ path, reason }) => `the sandbox ${quote(path)} cannot be had: ${reason}`,
    () => 'nothing in it was changed; look at it with git, and try again',
  ),
  GT8804: environment<{ path: string; waited: number; pid: number | undefined }>(
    ({ path, waited, pid }) =>
      `${quote(path)} is locked: after ${Math.round(waited / 1000)} s ${pid === undefined ? 'another process' : `process ${pid}`} still holds it`,
    () => 'nothing was changed; look at what works there, and try again when it is done',
  ),
  GT8805: refused<{ branch: string; into: string; files: readonly string[] }>(
    ({ branch, into, files }) =>
      `${quote(branch)} cannot be merged into ${quote(into)}: both change ${files.map(quote).join(', ')}`,
    ({ into }) =>
      `nothing was changed; say "git merge ${into}" in the sandbox, solve the conflicts, commit, and land again`,
  ),
  GT8806: environment<{ branch: string; url: string; reason: string }>(
    ({ branch, url, reason }) => `${quote(branch)} cannot be pushed to ${quote(url)}: ${reason}`,
    () =>
      'the commits are safe in the repository of the rig; try again, or write "push": false for the rig in mayor/rigs.json where nobody may push there',
  ),
  GT8807: environment<{ program: string; doing: string; reason: string }>(
    ({ program, doing, reason }) => `${program} cannot ${doing}: ${reason}`,
  ),
  GT8808: environment<{ command: string; reason: string }>(
    ({ command, reason }) => `${quote(command)} cannot be started: ${reason}`,
  ),
  GT8809: environment<{ pid: number; waited: number }>(
    ({ pid, waited }) =>
      `the group of process ${pid} does not end: it is still there ${Math.round(waited / 1000)} s after it was killed`,
    () => 'its sandbox is not given to anybody else; look at what it waits for',
  ),
  GT8811: environment<{ command: string; ready: string; waited: number; shown: string }>(
    ({ command, ready, waited, shown }) =>
      `${quote(command)} does not listen: in ${Math.round(waited / 1000)} s its screen has not shown ${quote(ready)}${shown === '' ? '' : `, but ${quote(shown)}`}`,
    () =>
      '"ready" in settings/agents.json of the town says what it shows; "gt peek" has all that it has printed',
  ),
  GT8810: refused<{ branch: string }>(
    ({ branch }) => `${quote(branch)} cannot be the name of a branch`,
    () => 'git says which can: "git check-ref-format --help"',
  ),
};
