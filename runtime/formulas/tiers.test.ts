import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { FileFailure } from './file-failure.js';
import { findTiers, isInside, type Surroundings, shownPath } from './tiers.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const at = (cwd: string, more: Partial<Surroundings> = {}): Surroundings => ({
  cwd: folder.path(cwd),
  home: folder.path('home'),
  town: undefined,
  builtin: folder.path('lib'),
  ...more,
});

/** `name path`, the path relative to the temporary folder. */
const names = (surroundings: Surroundings, searchPaths: readonly string[] = [], file?: string): string[] =>
  findTiers(surroundings, searchPaths, file).map(
    ({ name, path }) => `${name} ${path.slice(folder.root.length + 1)}`,
  );

const FORMULAS = '.beads/formulas';

describe('the folders that are searched', () => {
  it('are in order: search paths, the file, the project up to its root, the town, the user, the library', () => {
    folder.folder('town/mayor').write({ 'town/mayor/town.json': '{}' });
    folder.folder('town/rig/.git').folder('town/rig/pkg/deep');
    expect(names(at('town/rig/pkg/deep'), ['../x', '/y'], 'sub/it.formula.toml')).toEqual([
      'search-path town/rig/pkg/x',
      `search-path ${'/y'.slice(folder.root.length + 1)}`,
      'file town/rig/pkg/deep/sub',
      `project town/rig/pkg/deep/${FORMULAS}`,
      `project town/rig/pkg/${FORMULAS}`,
      `project town/rig/${FORMULAS}`,
      `town town/${FORMULAS}`,
      `user home/${FORMULAS}`,
      'builtin lib',
    ]);
  });

  it('stop at the root of the repository, also where .git is a file', () => {
    folder.folder('outer/.git').folder('outer/inner/sub').write({ 'outer/inner/.git': 'gitdir: x' });
    expect(names(at('outer/inner/sub')).filter((name) => name.startsWith('project'))).toEqual([
      `project outer/inner/sub/${FORMULAS}`,
      `project outer/inner/${FORMULAS}`,
    ]);
  });

  it('are of the working folder alone outside a repository', () => {
    folder.folder('a/b');
    expect(names(at('a/b'))).toEqual([`project a/b/${FORMULAS}`, `user home/${FORMULAS}`, 'builtin lib']);
  });

  it('are of the town that the environment names, before the one that lies above', () => {
    folder.folder('town/work').write({ 'town/mayor/town.json': '{}' });
    expect(names(at('town/work'))).toContain(`town town/${FORMULAS}`);
    expect(names(at('town/work', { town: folder.path('other') }))).toContain(`town other/${FORMULAS}`);
    expect(names(at('town/work', { town: '..' }))).toContain(`town town/${FORMULAS}`);
  });

  it('count once, at their first place', () => {
    folder.write({ 'town/mayor/town.json': '{}' }).folder('town/.git');
    expect(names(at('town', { home: folder.path('town') }), [FORMULAS])).toEqual([
      `search-path town/${FORMULAS}`,
      'builtin lib',
    ]);
  });

  it('keep the name of their tier where a file in them is named', () => {
    folder.folder('p/.git');
    expect(names(at('p'), [], `${FORMULAS}/it.formula.toml`)).toEqual([
      `project p/${FORMULAS}`,
      `user home/${FORMULAS}`,
      'builtin lib',
    ]);
    expect(names(at('p'), [], '../lib/it.formula.toml')).toEqual([
      'builtin lib',
      `project p/${FORMULAS}`,
      `user home/${FORMULAS}`,
    ]);
  });

  it('are none of the user who has no home', () => {
    expect(names(at('.', { home: undefined }))).toEqual([`project ${FORMULAS}`, 'builtin lib']);
  });

  it('have labels for people', () => {
    folder.folder('p/.git').folder('p/sub');
    const tiers = findTiers(at('p/sub', { town: '/town' }), ['.', '..', 'x'], undefined);
    expect(tiers.map(({ label }) => label)).toEqual([
      '.',
      folder.path('p'),
      'x',
      FORMULAS,
      folder.path(`p/${FORMULAS}`),
      `/town/${FORMULAS}`,
      `~/${FORMULAS}`,
      'the built-in library',
    ]);
  });

  it('are a failure where a marker cannot be looked for', () => {
    folder.link('circle', 'circle');
    expect(() => findTiers(at('circle/sub'), [], undefined)).toThrow(FileFailure);
  });
});

it('a path is shown relative only where it lies below', () => {
  expect(shownPath('/a/b/c', '/a')).toBe('b/c');
  expect(shownPath('/a/..b', '/a')).toBe('..b');
  expect(shownPath('/ab/c', '/a')).toBe('/ab/c');
  expect(shownPath('/c', '/a/b')).toBe('/c');
});

it('a folder is not inside itself', () => {
  expect(isInside('/a', '/a')).toBe(false);
  expect(isInside('/a/b', '/a')).toBe(true);
  expect(isInside('/b', '/')).toBe(true);
});
