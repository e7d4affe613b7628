import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginRepository, commitIn, gitIn } from '../testing/repository.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { install } from '../town/install.js';
import { addRig, type Rig } from '../town/rig.js';
import type { Town } from '../town/town.js';
import { landed } from './landing.js';
import { releaseSandbox } from './release-sandbox.js';
import { ensureSandbox, type Sandbox } from './sandbox.js';

let folder: TemporaryFolder;
let town: Town;
let rig: Rig;
/** Where the rig comes from: bare, as what one pushes to is. */
let origin: string;
/** Somebody else's clone of that. */
let other: string;
beforeEach(async () => {
  folder = new TemporaryFolder();
  origin = folder.path('origin.git');
  other = beginRepository(folder.path('other'));
  gitIn(folder.root, 'clone', '--quiet', '--bare', other, origin);
  gitIn(other, 'remote', 'add', 'origin', origin);
  town = await install(folder.path('gt'), { now: 0 });
  rig = await addRig(town, 'api', origin, { cwd: '/' });
});
afterEach(() => folder.remove());

const ensure = (lane: string): Promise<Sandbox> => ensureSandbox({ town, rig: 'api', lane });
const at = (repo: string, revision: string): string => gitIn(repo, 'rev-parse', revision);
const pushed = (files: Record<string, string>): string => {
  const commit = commitIn(other, files);
  gitIn(other, 'push', '--quiet', 'origin', 'main');
  return commit;
};
const withoutPush = (): void => {
  const { name: _, path: __, repo: ___, ...entry } = rig;
  const { isNew: ____, ...kept } = entry as typeof entry & { isNew: boolean };
  folder.write({
    'gt/mayor/rigs.json': JSON.stringify({ version: 1, rigs: { api: { ...kept, push: false } } }),
  });
};

describe('work lands', () => {
  it('not before all of it is committed on its branch', async () => {
    const sandbox = await ensure('hq-1');
    writeFileSync(join(sandbox.path, 'new'), '');
    for (const land of ['none', 'branch', 'merge', 'pr'] as const)
      expect(await landed(sandbox, land)).toEqual({
        landed: false,
        waiting: false,
        reason: 'there is work that is not committed: "new"',
        next: `commit the work on "polecat/hq-1" in ${JSON.stringify(sandbox.path)}, and say it is done again`,
      });
    const commit = commitIn(sandbox.path, {});
    expect(await landed(sandbox, 'none')).toMatchObject({ landed: true, commit, commits: 1 });
    expect(gitIn(origin, 'branch', '--list').trim()).toBe('* main');
  });

  it('as a branch that is pushed, again after it was rewritten, and never over what others put there', async () => {
    const sandbox = await ensure('hq-1');
    const { path, branch } = sandbox;
    commitIn(path, { a: '1' });
    expect(await landed(sandbox, 'branch')).toMatchObject({ landed: true, commits: 1 });
    expect(await landed(sandbox, 'branch')).toMatchObject({ landed: true });
    gitIn(path, 'commit', '--quiet', '--amend', '--message', 'better');
    expect(await landed(sandbox, 'branch')).toMatchObject({ landed: true, commit: at(origin, branch) });
    gitIn(other, 'fetch', '--quiet', 'origin');
    gitIn(other, 'switch', '--quiet', branch);
    const theirs = commitIn(other, { b: '2' });
    gitIn(other, 'push', '--quiet', 'origin', branch);
    commitIn(path, { a: '3' });
    await ensure('hq-2');
    await expect(landed(sandbox, 'branch')).rejects.toMatchObject({ code: 'GT8806', gravity: 'environment' });
    expect(at(origin, branch)).toBe(theirs);
  });

  it('merged: forward where nobody else has worked, else by a merge', async () => {
    const [one, two] = [await ensure('hq-1'), await ensure('hq-2')];
    const first = commitIn(one.path, { a: '1' });
    commitIn(two.path, { b: '2' });
    expect(await landed(one, 'merge')).toMatchObject({ landed: true, commit: first });
    expect([at(origin, 'main'), at(rig.repo, 'main')]).toEqual([first, first]);
    pushed0();
    expect(await landed(two, 'merge')).toMatchObject({ landed: true });
    const merged = at(origin, 'main');
    expect(at(rig.repo, 'main')).toBe(merged);
    expect(gitIn(origin, 'ls-tree', '--name-only', 'main').split('\n')).toEqual(['README.md', 'a', 'b', 'c']);
    expect(await landed(two, 'merge')).toMatchObject({ landed: true });
    expect(at(origin, 'main')).toBe(merged);
    expect(await releaseSandbox(two)).toEqual({ released: true });
  });

  const pushed0 = (): void => {
    gitIn(other, 'pull', '--quiet', '--ff-only', 'origin', 'main');
    pushed({ c: '3' });
  };

  it('not where two change the same; the files are named and nothing has moved', async () => {
    const sandbox = await ensure('hq-1');
    commitIn(sandbox.path, { 'README.md': 'ours\n', 'sub/é': 'ours\n', fine: '' });
    const theirs = pushed({ 'README.md': 'theirs\n', 'sub/é': 'theirs\n' });
    const mine = at(rig.repo, 'polecat/hq-1');
    await expect(landed(sandbox, 'merge')).rejects.toMatchObject({
      code: 'GT8805',
      facts: { branch: 'polecat/hq-1', into: 'origin/main', files: ['README.md', 'sub/é'] },
    });
    expect([at(origin, 'main'), at(rig.repo, 'polecat/hq-1')]).toEqual([theirs, mine]);
    expect(gitIn(sandbox.path, 'status', '--porcelain')).toBe('');
    // What its help says.
    expect(() => gitIn(sandbox.path, 'merge', '--quiet', 'origin/main')).toThrow();
    commitIn(sandbox.path, { 'README.md': 'both\n', 'sub/é': 'both\n' });
    expect(await landed(sandbox, 'merge')).toMatchObject({ landed: true });
    expect(gitIn(origin, 'show', 'main:README.md')).toBe('both');
  });

  it('all of it, when many are merged at once', async () => {
    const sandboxes = await Promise.all(['a', 'b', 'c', 'd'].map(ensure));
    for (const { path, lane } of sandboxes) commitIn(path, { [lane]: lane });
    const all = await Promise.all(sandboxes.map((each) => landed(each, 'merge')));
    expect(all.every((each) => each.landed)).toBe(true);
    expect(gitIn(origin, 'ls-tree', '--name-only', 'main').split('\n')).toEqual([
      'README.md',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('is told when the origin refuses it, and in the rig alone where nobody may push', async () => {
    chmodSync(writeHook(origin, 'pre-receive', 'echo not today >&2; exit 1'), 0o755);
    const sandbox = await ensure('hq-1');
    const commit = commitIn(sandbox.path, { a: '1' });
    const before = at(origin, 'main');
    for (const land of ['branch', 'merge'] as const)
      await expect(landed(sandbox, land)).rejects.toMatchObject({
        code: 'GT8806',
        message: expect.stringContaining('not today'),
      });
    expect([at(origin, 'main'), at(rig.repo, 'main')]).toEqual([before, before]);
    withoutPush();
    const own = await ensure('hq-1');
    expect(await landed(own, 'branch')).toMatchObject({ landed: true, commit });
    expect(await landed(own, 'merge')).toMatchObject({ landed: true });
    expect([at(origin, 'main'), at(rig.repo, 'main')]).toEqual([before, commit]);
    expect(at((await ensure('hq-2')).path, 'HEAD')).toBe(commit);
    expect(await releaseSandbox(own)).toEqual({ released: true });
  });

  it('as a pull request, by the program of GitHub', async () => {
    const sandbox = await ensure('hq-1');
    commitIn(sandbox.path, { a: '1' });
    const path = process.env['PATH'];
    // All that `gh` is asked for goes through a real program, which keeps one request in a file.
    folder.write({
      'bin/gh': `#!/bin/sh
case "$1 $2" in
"pr list") cat "${folder.root}/request" ;;
"pr create") echo https://example.com/1; echo '[{"url": "https://example.com/1", "state": "OPEN"}]' > "${folder.root}/request" ;;
esac\n`,
      request: '[]',
    });
    chmodSync(folder.path('bin/gh'), 0o755);
    try {
      process.env['PATH'] = `${folder.path('bin')}:${path}`;
      const open = { landed: false, waiting: true, reason: 'https://example.com/1 is open' };
      expect(await landed(sandbox, 'pr')).toMatchObject(open);
      expect(await landed(sandbox, 'pr')).toMatchObject(open);
      expect(at(origin, 'polecat/hq-1')).toBe(at(sandbox.path, 'HEAD'));
      folder.write({ request: '[{"url": "https://example.com/1", "state": "MERGED"}]' });
      expect(await landed(sandbox, 'pr')).toMatchObject({ landed: true });
      folder.write({ request: '[{"url": "https://example.com/1", "state": "CLOSED"}]' });
      expect(await landed(sandbox, 'pr')).toMatchObject({ landed: false, waiting: false });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

function writeHook(repo: string, name: string, line: string): string {
  const path = join(repo, 'hooks', name);
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  return path;
}
