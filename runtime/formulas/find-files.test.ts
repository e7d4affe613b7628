import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { findFormulaFiles } from './find-files.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

function find(...paths: readonly string[]): { files: string[]; said: string[] } {
  const reporter = new Reporter();
  const files = findFormulaFiles(paths, folder.root, reporter);
  return { files, said: reporter.sorted().map(({ code, message }) => `${code} ${message}`) };
}

const files = (...paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, '']));

describe('the formula files below a folder', () => {
  it('are those of all folders, in order', () => {
    folder.write(
      files(
        'b/x.formula.toml',
        'a/formulas/y.toml',
        'a/z.formula.json',
        'a/y.toml',
        'a/formulas/z.json',
        'README.md',
      ),
    );
    expect(find('.')).toEqual({
      files: ['a/formulas/y.toml', 'a/z.formula.json', 'b/x.formula.toml'],
      said: [],
    });
    expect(find('b', 'a').files).toEqual(['b/x.formula.toml', 'a/formulas/y.toml', 'a/z.formula.json']);
  });

  it('are not those of node_modules and .git, which are not even opened', () => {
    folder.write(files('x.formula.toml', 'sub/node_modules/a/b.formula.toml', '.git/c.formula.toml'));
    // Whoever opened these would be caught in a circle that is reported.
    folder.link('sub/node_modules/formulas', 'formulas').link('.git/formulas', 'formulas');
    expect(find('.')).toEqual({ files: ['x.formula.toml'], said: [] });
    expect(find('sub/node_modules/a').files).toEqual(['sub/node_modules/a/b.formula.toml']);
  });

  it('are found however deep the folders are', () => {
    const deep = Array.from({ length: 900 }, () => 'd').join('/');
    folder.write(files(`${deep}/x.formula.toml`));
    expect(find('.').files).toEqual([`${deep}/x.formula.toml`]);
  });

  it('are each found once, however many paths lead to them', () => {
    folder
      .write(files('a/x.formula.toml', 'a/formulas/y.toml'))
      .link('b', 'a')
      .link('formulas', 'a/formulas');
    expect(find('a', '.', './a/x.formula.toml', folder.path('a'), 'b', 'b/x.formula.toml')).toEqual({
      files: ['a/formulas/y.toml', 'a/x.formula.toml'],
      said: [],
    });
  });

  it('are two where one is a link to the other: their names differ', () => {
    folder.write(files('a/x.formula.toml')).link('a/y.formula.toml', 'x.formula.toml');
    expect(find('a').files).toEqual(['a/x.formula.toml', 'a/y.formula.toml']);
  });

  it('are also what cannot be read: that is told when it is', () => {
    folder.folder('x.formula.toml').link('y.formula.toml', 'nowhere');
    expect(find('.')).toEqual({ files: ['x.formula.toml', 'y.formula.toml'], said: [] });
  });
});

describe('linked folders', () => {
  it('are followed where formulas are looked for by name, and not elsewhere', () => {
    folder.write(files('a/x.formula.toml')).link('p/.beads/formulas', '../../a').link('p/other', '../a');
    folder.link('.beads', 'p/.beads');
    expect(find('.')).toEqual({ files: ['a/x.formula.toml'], said: [] });
  });

  it('are an error where they lead out of what is checked', () => {
    folder.write(files('a/x.formula.toml', 'p/y.formula.toml')).link('p/.beads/formulas', '../../a');
    expect(find('p')).toEqual({
      files: ['p/y.formula.toml'],
      said: ['GT1010 "p/.beads/formulas" leads out of the folder it was found in'],
    });
  });

  it('are no endless way', () => {
    folder.write(files('p/formulas/x.formula.toml')).link('p/formulas/formulas', '..');
    folder.link('p/.beads', '.beads');
    expect(find('.')).toEqual({
      files: ['p/formulas/x.formula.toml'],
      said: ['GT1002 cannot read "p/.beads": its links lead in a circle'],
    });
  });
});

describe('a path', () => {
  it('that is not there, or without a formula, is told, and the others are gone through', () => {
    folder.write(files('a/x.formula.toml', 'notes.md')).folder('empty/sub');
    expect(find('nowhere', 'empty', 'a')).toEqual({
      files: ['a/x.formula.toml'],
      said: [
        'GT1002 cannot read "nowhere": there is no such file or folder',
        'GT1017 there are no formulas in "empty"',
      ],
    });
  });

  it('of a file is that file, whatever its name: what is wrong with it is told when it is read', () => {
    folder.write(files('notes.md'));
    expect(find('notes.md')).toEqual({ files: ['notes.md'], said: [] });
  });

  it('of a folder that may not be read is told', () => {
    folder.write(files('a/x.formula.toml', 'b/y.formula.toml'));
    chmodSync(folder.path('a'), 0);
    // The administrator may read everything.
    const isRoot = process.getuid?.() === 0;
    expect(find('.')).toEqual(
      isRoot
        ? { files: ['a/x.formula.toml', 'b/y.formula.toml'], said: [] }
        : { files: ['b/y.formula.toml'], said: ['GT1002 cannot read "a": permission denied'] },
    );
    chmodSync(folder.path('a'), 0o700);
  });
});
