import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChildProgram } from '../testing/child-program.js';
import { beginRepository, commitIn, gitIn } from '../testing/repository.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { install } from '../town/install.js';
import { addRig, type Rig } from '../town/rig.js';
import type { Town } from '../town/town.js';
import { releaseSandbox } from './release-sandbox.js';
import { ensureSandbox } from './sandbox.js';

let child: ChildProgram;
beforeAll(() => {
  child = new ChildProgram(new URL('./sandbox-child.ts', import.meta.url));
});
afterAll(() => child.remove());

let folder: TemporaryFolder;
let town: Town;
let api: string;
let rig: Rig;
beforeEach(async () => {
  folder = new TemporaryFolder();
  town = await install(folder.path('gt'), { now: 0 });
  api = beginRepository(folder.path('api'));
  rig = await addRig(town, 'api', api, { cwd: '/' });
});
afterEach(() => folder.remove());

const ensure = (lane = 'hq-1', more: { branch?: string; from?: string } = {}) =>
  ensureSandbox({ town, rig: 'api', lane, ...more });
const shown = (path: string): string => gitIn(path, 'status', '--short', '--branch', '-uall');
/** The folder in which git keeps what it knows of a worktree. */
const adminOf = (path: string): string => gitIn(path, 'rev-parse', '--absolute-git-dir');

describe('a sandbox', () => {
  it('is a worktree on a branch of its own, from where the origin now is', async () => {
    const later = commitIn(api, { more: '' });
    const sandbox = await ensure();
    expect(sandbox).toMatchObject({
      rig: { name: 'api' },
      lane: 'hq-1',
      path: folder.path('gt/api/polecats/hq-1'),
      branch: 'polecat/hq-1',
    });
    expect(shown(sandbox.path)).toBe('## polecat/hq-1');
    expect(gitIn(sandbox.path, 'rev-parse', 'HEAD')).toBe(later);
    const leg = await ensure('hq-1.leg', { from: 'HEAD', branch: 'legs/one' });
    expect(shown(leg.path)).toBe('## legs/one');
  });

  it('asked for again is as it was, with its work', async () => {
    const sandbox = await ensure();
    const commit = commitIn(sandbox.path, { done: '' });
    writeFileSync(join(sandbox.path, 'begun'), 'x');
    expect(await ensure()).toEqual(sandbox);
    expect(gitIn(sandbox.path, 'rev-parse', 'HEAD')).toBe(commit);
    expect(shown(sandbox.path)).toBe('## polecat/hq-1\n?? begun');
  });

  it.each(['branch', 'added'])('is whole after its process was killed at the point "%s"', async (point) => {
    const { signal } = await child.start(town.root, 'api', 'hq-1', point).ended;
    expect(signal).toBe('SIGKILL');
    expect(shown((await ensure()).path)).toBe('## polecat/hq-1');
  });

  it('whose folder is gone has its branch and commits again', async () => {
    const { path } = await ensure();
    const commit = commitIn(path, { done: '' });
    rmSync(path, { recursive: true });
    expect(await ensure()).toMatchObject({ path });
    expect(gitIn(path, 'rev-parse', 'HEAD')).toBe(commit);
    expect(shown(path)).toBe('## polecat/hq-1');
  });

  it.each(['', 'beside', 'moved', 'repaired'])(
    'that git knows no more is one again with its files, killed at "%s" meanwhile',
    async (point) => {
      const { path } = await ensure();
      commitIn(path, { done: 'one\n' });
      folder.write({ 'gt/api/polecats/hq-1/done': 'two\n', 'gt/api/polecats/hq-1/new': 'x' });
      rmSync(adminOf(path), { recursive: true });
      if (point !== '') {
        const { signal } = await child.start(town.root, 'api', 'hq-1', point).ended;
        expect(signal).toBe('SIGKILL');
      }
      await ensure();
      expect(shown(path)).toBe('## polecat/hq-1\n M done\n?? new');
      expect(gitIn(rig.repo, 'worktree', 'list').split('\n')).toHaveLength(2);
      expect(existsSync(join(rig.repo, 'gt-adopted-hq-1'))).toBe(false);
    },
  );

  it('is the same in a town that is come to through a link', async () => {
    const { path } = await ensure();
    folder.link('link', town.root);
    const linked = { ...town, root: folder.path('link') };
    const again = await ensureSandbox({ town: linked, rig: 'api', lane: 'hq-1' });
    expect(shown(again.path)).toBe('## polecat/hq-1');
    writeFileSync(join(path, 'new'), 'x');
    rmSync(adminOf(path), { recursive: true });
    await ensureSandbox({ town: linked, rig: 'api', lane: 'hq-1' });
    await ensure();
    expect(shown(path)).toBe('## polecat/hq-1\n?? new');
    expect(gitIn(rig.repo, 'worktree', 'list').split('\n')).toHaveLength(2);
  });

  it('that lost its file .git has it again, and its files', async () => {
    const { path } = await ensure();
    writeFileSync(join(path, 'new'), 'x');
    rmSync(join(path, '.git'));
    await ensure();
    expect(shown(path)).toBe('## polecat/hq-1\n?? new');
  });

  it('is filled when git itself was killed while it made it', async () => {
    const { path } = await ensure();
    // As git leaves it: locked, the index not written, a part of the files.
    const admin = adminOf(path);
    writeFileSync(join(admin, 'locked'), 'initializing');
    rmSync(join(admin, 'index'));
    rmSync(join(path, 'README.md'));
    await ensure();
    expect(shown(path)).toBe('## polecat/hq-1');
    expect(existsSync(join(admin, 'locked'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'has no locks of a git that was killed, unless somebody works there',
    async () => {
      const { path } = await ensure();
      const lock = join(adminOf(path), 'index.lock');
      writeFileSync(lock, '');
      const worker = spawn('sh', ['-c', 'echo up; exec sleep 600'], { cwd: path });
      await once(worker.stdout, 'data');
      await ensure();
      expect(existsSync(lock)).toBe(true);
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      await ensure();
      commitIn(path, { done: '' });
      expect(shown(path)).toBe('## polecat/hq-1');
    },
  );

  it('of many lanes at once, and of one by many', async () => {
    const lanes = ['a', 'b', 'c', 'd', 'a', 'b'];
    const ends = await Promise.all(lanes.map((lane) => child.start(town.root, 'api', lane).ended));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      lanes.map(() => ({ code: 0, stderr: '' })),
    );
    for (const lane of new Set(lanes))
      expect(shown(folder.path(`gt/api/polecats/${lane}`))).toBe(`## polecat/${lane}`);
  });

  it('is refused where its branch is checked out elsewhere, or its place is another’s', async () => {
    await ensure();
    await expect(ensure('hq-2', { branch: 'polecat/hq-1' })).rejects.toMatchObject({ code: 'GT8803' });
    const other = beginRepository(folder.path('gt/api/polecats/hq-3'));
    await expect(ensure('hq-3')).rejects.toMatchObject({ code: 'GT8803' });
    expect(shown(other)).toBe('## main');
    folder.folder('outside').link('gt/api/polecats/hq-4', folder.path('outside'));
    await expect(ensure('hq-4')).rejects.toMatchObject({ code: 'GT8707' });
  });

  it('has no other names than ids and branches', async () => {
    for (const lane of ['../x', '..', '.x', '', 'a/b', '-f'])
      await expect(ensure(lane)).rejects.toMatchObject({ code: 'GT8704' });
    for (const branch of ['-f', 'a..b', '@{-1}', 'a b', ''])
      await expect(ensure('x', { branch })).rejects.toMatchObject({ code: 'GT8810' });
    await expect(ensure('x', { from: '--all' })).rejects.toMatchObject({ code: 'GT8709' });
  });

  it('is of its rig, wherever the variables of a hook of git lead', async () => {
    process.env['GIT_DIR'] = join(api, '.git');
    try {
      expect(shown((await ensure()).path)).toBe('## polecat/hq-1');
    } finally {
      delete process.env['GIT_DIR'];
    }
    expect(gitIn(api, 'branch', '--list')).toBe('* main');
  });
});

describe('releasing a sandbox', () => {
  it('removes it when nothing in it would be lost, and its branch stays', async () => {
    const sandbox = await ensure();
    expect(await releaseSandbox(sandbox)).toEqual({ released: true });
    expect(existsSync(sandbox.path)).toBe(false);
    expect(gitIn(rig.repo, 'branch', '--list', 'polecat/*').trim()).toBe('polecat/hq-1');
    expect(await releaseSandbox(sandbox)).toEqual({ released: true });
  });

  it('leaves what is not committed, or not with others', async () => {
    const sandbox = await ensure();
    const { path } = sandbox;
    const refused = async () => {
      const released = await releaseSandbox(sandbox);
      expect(existsSync(path)).toBe(true);
      return 'reason' in released ? released.reason : released;
    };
    writeFileSync(join(path, 'new'), '');
    expect(await refused()).toBe('there is work that is not committed: "new"');
    commitIn(path, {});
    expect(await refused()).toBe('the commits of "polecat/hq-1" are neither merged into "main" nor pushed');
    gitIn(path, 'checkout', '--quiet', '--detach');
    expect(await refused()).toBe('no branch is checked out, and not "polecat/hq-1"');
    gitIn(path, 'checkout', '--quiet', 'polecat/hq-1');
    gitIn(path, 'push', '--quiet', 'origin', 'polecat/hq-1');
    expect(await releaseSandbox(sandbox)).toEqual({ released: true });
  });

  it('leaves what git does not know', async () => {
    const sandbox = await ensure();
    rmSync(adminOf(sandbox.path), { recursive: true });
    expect(await releaseSandbox(sandbox)).toMatchObject({ released: false });
    expect(readFileSync(join(sandbox.path, 'README.md'), 'utf8')).toBe('one\n');
  });
});
