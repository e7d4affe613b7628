import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { findLedger } from './find.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const find = (cwd: string, town?: string): string =>
  findLedger({ cwd: folder.path(cwd), town: town === undefined ? undefined : folder.path(town) }).replace(
    `${folder.root}/`,
    '',
  );
const git = (cwd: string, ...args: readonly string[]): void =>
  void execFileSync('git', ['-C', folder.path(cwd), '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    stdio: 'pipe',
  });

describe('the ledger that is meant', () => {
  it('is that of the working folder, or of the nearest one above it in the repository', () => {
    folder.folder('project/.git').folder('project/a/b').write({ 'project/.beads/beads.db': '' });
    expect(find('project')).toBe('project/.beads');
    expect(find('project/a/b')).toBe('project/.beads');
    folder.write({ 'project/a/.beads/beads.db': '' });
    expect(find('project/a/b')).toBe('project/a/.beads');
  });

  it('is none above the repository', () => {
    folder.folder('project/.git').write({ '.beads/beads.db': '' });
    expect(() => find('project')).toThrow(
      expect.objectContaining({
        code: 'GT8001',
        message: `there is no ledger: no .beads/beads.db in ${JSON.stringify(folder.path('project'))} or above it`,
      }),
    );
  });

  it('is not a .beads without a database', () => {
    folder
      .folder('project/.git')
      .folder('project/a/.beads/formulas')
      .write({ 'project/.beads/beads.db': '' });
    expect(find('project/a')).toBe('project/.beads');
  });

  it("is the town's where the project has none", () => {
    folder.folder('town/rig/.git').write({ 'town/mayor/town.json': '{}', 'town/.beads/beads.db': '' });
    expect(find('town/rig')).toBe('town/.beads');
    folder.folder('elsewhere');
    expect(find('elsewhere', 'town')).toBe('town/.beads');
    folder.write({ 'town/rig/.beads/beads.db': '' });
    expect(find('town/rig')).toBe('town/rig/.beads');
  });

  it('in a worktree of git is its own, else that of the main checkout', () => {
    folder.folder('main').folder('town').write({ 'main/.beads/beads.db': '' });
    git('main', 'init', '-q');
    git('main', 'commit', '-q', '--allow-empty', '-m', 'first');
    git('main', 'worktree', 'add', '-q', folder.path('tree'));
    folder.folder('tree/src');
    expect(find('tree/src')).toBe('main/.beads');
    folder.write({ 'tree/.beads/beads.db': '' });
    expect(find('tree/src')).toBe('tree/.beads');
  });

  it('in a worktree of a bare repository is its own only', () => {
    folder.folder('seed');
    git('seed', 'init', '-q');
    git('seed', 'commit', '-q', '--allow-empty', '-m', 'first');
    git('seed', 'clone', '-q', '--bare', folder.path('seed'), folder.path('bare.git'));
    git('bare.git', 'worktree', 'add', '-q', folder.path('tree'));
    folder.write({ '.beads/beads.db': '' });
    expect(() => find('tree')).toThrow('there is no ledger');
  });

  it('in a submodule is its own only', () => {
    folder.folder('main/.git/modules/sub').folder('main/sub').write({ 'main/.beads/beads.db': '' });
    writeFileSync(folder.path('main/sub/.git'), 'gitdir: ../.git/modules/sub\n');
    expect(() => find('main/sub')).toThrow('there is no ledger');
  });
});
