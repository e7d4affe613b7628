import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitIn } from '../testing/repository.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { install } from './install.js';
import { findTown, townConfig } from './town.js';

const NOW = Date.UTC(2026, 0, 31);
let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const read = (path: string): string => readFileSync(folder.path(path), 'utf8');
const text = (path: string): string => (existsSync(folder.path(path)) ? read(path) : '');

describe('install', () => {
  it('makes a town with a ledger, which is found from everywhere in it', async () => {
    const made = await install(folder.path('gt'), { now: NOW });
    expect(made).toEqual({ root: folder.path('gt'), name: 'gt', isNew: true });
    expect(readdirSync(made.root).sort()).toEqual(['.beads', 'daemon', 'mayor', 'settings']);
    expect(JSON.parse(read('gt/mayor/town.json'))).toEqual({
      type: 'town',
      version: 1,
      name: 'gt',
      created_at: '2026-01-31T00:00:00.000Z',
    });
    folder.folder('gt/api/crew/ann');
    const town = { root: made.root, name: 'gt' };
    expect(findTown({ cwd: folder.path('gt/api/crew/ann'), town: undefined })).toEqual(town);
    expect(findTown({ cwd: '/', town: made.root })).toEqual(town);
    expect(townConfig(town)).toEqual({ type: 'town-settings', version: 1 });
  });

  it('again changes nothing, and makes what is missing', async () => {
    const files = [
      'mayor/town.json',
      'mayor/rigs.json',
      'settings/agents.json',
      'settings/config.json',
      '.gitignore',
    ];
    const all = () => files.map((path) => text(`gt/${path}`));
    await install(folder.path('gt'), { now: NOW, git: true, name: 'Ours' });
    folder.write({ 'gt/settings/agents.json': '{"version": 1, "agents": {"x": {"command": "y"}}}' });
    const before = all();
    const again = await install(folder.path('gt'), { now: NOW + 1, git: true, name: 'Other' });
    expect(again).toEqual({ root: folder.path('gt'), name: 'Ours', isNew: false });
    expect(all()).toEqual(before);
    rmSync(folder.path('gt/mayor/rigs.json'));
    await install(folder.path('gt'), { now: NOW });
    expect(all()).toEqual(before);
  });

  it('--git keeps work, run-time files and the database out of the repository', async () => {
    await install(folder.path('gt'), { now: NOW, git: true });
    folder.write({
      'gt/api/polecats/x/file': '',
      'gt/api/crew/ann/file': '',
      'gt/api/.repo.git/HEAD': '',
      'gt/daemon/x.lock': '',
    });
    expect(gitIn(folder.path('gt'), 'status', '--porcelain', '-uall').split('\n')).toEqual([
      '?? .beads/.gitignore',
      '?? .gitignore',
      '?? mayor/rigs.json',
      '?? mayor/town.json',
      '?? settings/agents.json',
      '?? settings/config.json',
    ]);
  });

  it('is refused inside of another town', async () => {
    await install(folder.path('gt'), { now: NOW });
    await expect(install(folder.path('gt/api'), { now: NOW })).rejects.toMatchObject({ code: 'GT8711' });
    expect(existsSync(folder.path('gt/api'))).toBe(false);
  });

  it('is refused where a folder of it leads elsewhere', async () => {
    folder.folder('gt').folder('outside').link('gt/settings', folder.path('outside'));
    await expect(install(folder.path('gt'), { now: NOW })).rejects.toMatchObject({ code: 'GT8707' });
    expect(readdirSync(folder.path('outside'))).toEqual([]);
  });
});

describe('a town', () => {
  it('that is not there is told', () => {
    expect(() => findTown({ cwd: folder.root, town: undefined })).toThrow(/there is no town/);
    expect(() => findTown({ cwd: folder.root, town: folder.root })).toThrow(/there is no town/);
  });

  it.each([
    ['{"type": "town",\n  "version": 1\n  "name": "x"}', 'GT8702', /town\.json:3: .*a comma is missing/],
    ['', 'GT8702', /town\.json:1: /],
    [
      '{"type": "town", "version": 1,\n"nam": "x",\n"created_at": ""}',
      'GT8703',
      /town\.json:2: unknown key "nam"; did you mean "name"\?; .*town\.json:1: the key "name" is missing; .*town\.json:3: "created_at" must be/,
    ],
    [
      '{"type": "rig", "version": 2, "name": "a\\nb", "created_at": "x"}',
      'GT8703',
      /"type" must be "town"; .*"version" must be 1; .*"name" must be a text of one line/,
    ],
  ])('whose marker is %j is an error that names the line', (content, code, message) => {
    folder.write({ 'mayor/town.json': content });
    const found = () => findTown({ cwd: folder.root, town: undefined });
    expect(found).toThrow(message);
    expect(found).toThrow(expect.objectContaining({ code, gravity: 'environment' }));
    expect(read('mayor/town.json')).toBe(content);
  });
});
