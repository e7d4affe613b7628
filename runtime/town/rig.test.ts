import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChildProgram } from '../testing/child-program.js';
import { beginRepository, commitIn, gitIn } from '../testing/repository.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { addCrew } from './crew.js';
import { install } from './install.js';
import { addRig, findRig, listRigs } from './rig.js';
import type { Town } from './town.js';

let child: ChildProgram;
beforeAll(() => {
  child = new ChildProgram(new URL('./rig-child.ts', import.meta.url));
});
afterAll(() => child.remove());

let folder: TemporaryFolder;
let town: Town;
let api: string;
beforeEach(async () => {
  folder = new TemporaryFolder();
  town = await install(folder.path('gt'), { now: 0 });
  api = beginRepository(folder.path('src/api'));
});
afterEach(() => folder.remove());

const add = (name = 'api', repo = api) => addRig(town, name, repo, { cwd: folder.root });

describe('a rig', () => {
  it('has a bare repository of its own, and an entry', async () => {
    const rig = await add('api', 'src/api');
    expect(rig).toEqual({
      name: 'api',
      path: folder.path('gt/api'),
      repo: folder.path('gt/api/.repo.git'),
      url: api,
      default_branch: 'main',
      prefix: 'api',
      isNew: true,
    });
    expect(gitIn(rig.repo, 'rev-parse', '--is-bare-repository', 'HEAD')).toBe(
      `true\n${gitIn(api, 'rev-parse', 'main')}`,
    );
    const { isNew: _, ...entry } = rig;
    expect(listRigs(town)).toEqual([entry]);
    expect(findRig(town, 'api')).toEqual(entry);
    expect(() => findRig(town, 'apo')).toThrow(
      expect.objectContaining({ code: 'GT8706', help: 'did you mean "api"?' }),
    );
  });

  it('added again is as it was; of another repository it is refused', async () => {
    await add();
    const registry = readFileSync(folder.path('gt/mayor/rigs.json'));
    commitIn(api, { more: '' });
    expect(await add()).toMatchObject({ isNew: false });
    beginRepository(folder.path('src/web'));
    await expect(add('api', 'src/web')).rejects.toMatchObject({ code: 'GT8705' });
    await expect(add('API')).rejects.toMatchObject({ code: 'GT8705' });
    expect(readFileSync(folder.path('gt/mayor/rigs.json'))).toEqual(registry);
  });

  it('takes the branch that is asked for, and prefixes that no other has', async () => {
    gitIn(api, 'branch', 'next');
    const next = await addRig(town, 'a_b', api, { cwd: '/', branch: 'next' });
    expect(next).toMatchObject({ default_branch: 'next', prefix: 'a-b' });
    expect(await add('a-b')).toMatchObject({ prefix: 'a-b-2' });
    await expect(addRig(town, 'c', api, { cwd: '/', branch: 'nxt' })).rejects.toMatchObject({
      code: 'GT8712',
    });
  });

  it.each(['../x', '..', '', '-x', 'a/b', 'mayor', 'Settings', '.beads', 'x'.repeat(65)])(
    'cannot be called %j',
    async (name) => {
      await expect(add(name)).rejects.toMatchObject({ code: 'GT8704' });
      expect(readdirSync(folder.root).sort()).toEqual(['gt', 'src']);
    },
  );

  it.each(['gt/api', 'gt/api/polecats', 'gt/api/.repo.git'])(
    'does not leave the town through the link %s',
    async (link) => {
      folder.folder('outside').folder('gt').link(link, folder.path('outside'));
      await expect(add()).rejects.toMatchObject({ code: 'GT8707' });
      expect(readdirSync(folder.path('outside'))).toEqual([]);
      expect(listRigs(town)).toEqual([]);
    },
  );

  it('is not made of what has no commits, is no repository, or has a password', async () => {
    folder.folder('src/empty').folder('src/none');
    gitIn(folder.path('src/empty'), 'init', '--quiet');
    await expect(add('e', 'src/empty')).rejects.toMatchObject({ code: 'GT8712' });
    await expect(add('e', 'src/none')).rejects.toMatchObject({ code: 'GT8709', gravity: 'environment' });
    await expect(add('e', '--upload-pack=x')).rejects.toMatchObject({ code: 'GT8709' });
    await expect(add('e', 'https://ann:secret@example.com/x')).rejects.toMatchObject({
      code: 'GT8713',
      message: expect.not.stringContaining('secret'),
    });
    expect(listRigs(town)).toEqual([]);
  });

  it('is told of a damaged registry, which stays as it is', async () => {
    folder.write({ 'gt/mayor/rigs.json': '{"version": 1, "rigs": {\n' });
    await expect(add()).rejects.toMatchObject({
      code: 'GT8702',
      message: expect.stringMatching(/rigs\.json:\d: /),
    });
    folder.write({
      'gt/mayor/rigs.json':
        '{"version": 1, "rigs": {"../x": {"url": "/x", "default_branch": "main", "prefix": "x"}}}',
    });
    await expect(add()).rejects.toMatchObject({ code: 'GT8703' });
    expect(readFileSync(folder.path('gt/mayor/rigs.json'), 'utf8')).toContain('../x');
  });

  it('is whole after its process was killed at any point and it is added again', async () => {
    for (const [at, point] of ['folders', 'fetched', 'branch', 'registered'].entries()) {
      const name = `r${at}`;
      const { signal } = await child.start('rig', town.root, name, api, point).ended;
      expect(signal).toBe('SIGKILL');
      expect(listRigs(town).some((rig) => rig.name === name)).toBe(point === 'registered');
      const rig = await add(name);
      expect(gitIn(rig.repo, 'rev-parse', 'main', 'refs/remotes/origin/main').split('\n')[0]).toBe(
        gitIn(api, 'rev-parse', 'main'),
      );
      expect(['polecats', 'crew'].every((each) => existsSync(`${rig.path}/${each}`))).toBe(true);
    }
  });

  it('each is in the registry when many are added at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const ends = await Promise.all(names.map((name) => child.start('rig', town.root, name, api).ended));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      names.map(() => ({ code: 0, stderr: '' })),
    );
    expect(listRigs(town).map(({ name }) => name)).toEqual(names);
  });
});

describe('a crew', () => {
  it('has a clone of its own that pushes to where the rig comes from, and it stays as it is', async () => {
    await add();
    const crew = await addCrew(town, 'api', 'ann');
    expect(crew).toEqual({ rig: 'api', name: 'ann', path: folder.path('gt/api/crew/ann'), isNew: true });
    expect(gitIn(crew.path, 'status', '--short', '--branch')).toBe('## main...origin/main');
    expect(gitIn(crew.path, 'remote', 'get-url', 'origin')).toBe(api);
    folder.write({ 'gt/api/crew/ann/mine': 'x' });
    expect(await addCrew(town, 'api', 'ann')).toEqual({ ...crew, isNew: false });
    expect(readFileSync(`${crew.path}/mine`, 'utf8')).toBe('x');
  });

  it('does not take the place of something else, nor leave the town', async () => {
    await add();
    folder
      .write({ 'gt/api/crew/bob/mine': 'x' })
      .folder('outside')
      .link('gt/api/crew/eve', folder.path('outside'));
    await expect(addCrew(town, 'api', 'bob')).rejects.toMatchObject({ code: 'GT8710' });
    await expect(addCrew(town, 'api', 'eve')).rejects.toMatchObject({ code: 'GT8707' });
    await expect(addCrew(town, 'api', '../ann')).rejects.toMatchObject({ code: 'GT8704' });
    expect(readdirSync(folder.path('outside'))).toEqual([]);
  });

  it('is whole after its process was killed at any point', async () => {
    await add();
    for (const point of ['folder', 'fetched', 'checked out']) {
      const name = point.replace(' ', '_');
      const { signal } = await child.start('crew', town.root, name, 'api', point).ended;
      expect(signal).toBe('SIGKILL');
      const crew = await addCrew(town, 'api', name);
      expect(gitIn(crew.path, 'status', '--short', '--branch')).toBe('## main...origin/main');
    }
    expect(readdirSync(folder.path('gt/api/crew')).sort()).toEqual(['checked_out', 'fetched', 'folder']);
  });
});
