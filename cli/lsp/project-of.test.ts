import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.js';
import { projectOf } from './project-of.js';

let disk: TemporaryFolder;
beforeEach(() => {
  disk = new TemporaryFolder();
});
afterEach(() => disk.remove());

/** The project of a file, and the folder that is opened in the editor, if any. */
const found = (file: string, ...opened: string[]): string =>
  projectOf(
    disk.path(file),
    opened.map((folder) => disk.path(folder)),
    disk.path('home'),
  ).slice(disk.root.length + 1);

const folders = (...paths: string[]): void => {
  for (const path of paths) mkdirSync(disk.path(path), { recursive: true });
};

it('is the nearest repository, or folder with .beads, up to the one that is opened', () => {
  folders('all/.git', 'all/app/.git', 'all/lib/.beads/formulas', 'all/docs/drafts');
  expect(found('all/app/.beads/formulas/a.formula.toml', 'all')).toBe('all/app');
  expect(found('all/lib/drafts/a.formula.toml', 'all')).toBe('all/lib');
  expect(found('all/lib/.beads/formulas/a.formula.toml', 'all')).toBe('all/lib');
  expect(found('all/docs/drafts/a.formula.toml', 'all')).toBe('all');
});

it('is the folder that is opened where none is marked, the inner one of two', () => {
  folders('plain/inner/x');
  expect(found('plain/inner/x/a.formula.toml', 'plain')).toBe('plain');
  expect(found('plain/inner/x/a.formula.toml', 'plain', 'plain/inner')).toBe('plain/inner');
  expect(found('plain/inner/x/a.formula.toml', 'plain/inner', 'plain')).toBe('plain/inner');
});

it('is that whose .beads has the file where nothing is opened, else the folder of the file', () => {
  folders('app/.beads/formulas', 'app/drafts', 'app/repo/.git');
  expect(found('app/.beads/formulas/a.formula.toml')).toBe('app');
  expect(found('app/drafts/a.formula.toml')).toBe('app/drafts');
  expect(found('app/repo/src/a.formula.toml')).toBe('app/repo');
});

it("is never the user's home for its .beads", () => {
  folders('home/.beads/formulas', 'home/notes');
  expect(found('home/.beads/formulas/a.formula.toml')).toBe('home/.beads/formulas');
  expect(found('home/notes/a.formula.toml', 'home/notes')).toBe('home/notes');
});
