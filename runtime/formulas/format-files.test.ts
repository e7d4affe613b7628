import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { formatFiles } from './format-files.js';
import { replaceFile } from './replace-file.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const ODD = 'formula="odd"\n[[steps]]\nid="a"\n';
const surroundings = () => ({
  cwd: folder.path('work'),
  home: folder.path('home'),
  town: undefined,
  builtin: folder.path('library'),
});
const names = (path: string): string[] => readdirSync(folder.path(path)).sort();

it('does not rewrite the built-in library, nor anything before it is known that all can be', async () => {
  folder.write({ 'library/odd.formula.toml': ODD, 'work/x.formula.toml': ODD.replace('odd', 'x') });
  await expect(
    formatFiles(['x.formula.toml', 'odd'], surroundings(), { searchPaths: [], write: true }),
  ).rejects.toThrow(
    'cannot write "builtin/odd.formula.toml": it belongs to the built-in library; copy it to .beads/formulas, and format the copy',
  );
  expect(readFileSync(folder.path('work/x.formula.toml'), 'utf8')).toContain('formula="x"');
  const { files } = await formatFiles(['odd'], surroundings(), { searchPaths: [], write: false });
  expect(files.map(({ path, isChanged }) => [path, isChanged])).toEqual([['builtin/odd.formula.toml', true]]);
});

it('replaces no file that has been changed since it was read, and leaves nothing beside it', () => {
  folder.write({ 'f.toml': 'new' });
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const path = folder.path('f.toml');
  expect(() => replaceFile(path, bytes('old'), bytes('newer'), 'f.toml')).toThrow(
    'cannot write "f.toml": it has been changed meanwhile; try again',
  );
  expect([names('.'), readFileSync(path, 'utf8')]).toEqual([['f.toml'], 'new']);
  replaceFile(path, bytes('new'), bytes('newer'), 'f.toml');
  expect([names('.'), readFileSync(path, 'utf8')]).toEqual([['f.toml'], 'newer']);
});

it('says that a file is gone', () => {
  expect(() => replaceFile(folder.path('none'), new Uint8Array(), new Uint8Array(), 'none')).toThrow(
    'cannot write "none": there is no such file',
  );
});
