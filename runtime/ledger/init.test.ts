import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { initLedger, prefixOf } from './init.js';
import { openLedger } from './open.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

describe('a ledger is begun', () => {
  it('in the .beads of a project, and stays out of git', async () => {
    const begun = await initLedger(folder.root, { prefix: 'app' });
    expect(begun).toEqual({ folder: folder.path('.beads'), prefix: 'app', isNew: true });
    expect(readFileSync(folder.path('.beads/.gitignore'), 'utf8')).toBe('beads.db*\n');
    const ledger = await openLedger(begun.folder);
    expect(await ledger.read((view) => view.setting('prefix'))).toBe('app');
    ledger.close();
  });

  it('once: it stays as it is, with its prefix, and so does what is in .gitignore', async () => {
    await initLedger(folder.root, { prefix: 'app' });
    const ledger = await openLedger(folder.path('.beads'));
    const id = await ledger.write((tx) => {
      tx.setSetting('mine', 'x');
      return tx.setting('ledger');
    });
    ledger.close();
    writeFileSync(folder.path('.beads/.gitignore'), 'mine\n');
    expect(await initLedger(folder.root, { prefix: 'other' })).toEqual({
      folder: folder.path('.beads'),
      prefix: 'app',
      isNew: false,
    });
    const again = await openLedger(folder.path('.beads'));
    expect(await again.read((view) => [view.setting('mine'), view.setting('ledger')])).toEqual(['x', id]);
    again.close();
    expect(readFileSync(folder.path('.beads/.gitignore'), 'utf8')).toBe('mine\n');
  });

  it('by one of those who do it at the same time', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((prefix) => initLedger(folder.root, { prefix })));
    expect(all.filter(({ isNew }) => isNew).length).toBe(1);
    expect(new Set(all.map(({ prefix }) => prefix)).size).toBe(1);
  });

  it('again where the first attempt has left an empty file', async () => {
    folder.write({ '.beads/beads.db': '' });
    expect(await initLedger(folder.root, { prefix: 'app' })).toMatchObject({ isNew: true });
  });

  it('with a prefix from the name of the folder', async () => {
    mkdirSync(folder.path('My App!'));
    expect((await initLedger(folder.path('My App!'))).prefix).toBe('my-app');
  });

  it.each(['', 'A', 'a b', '1a', 'a-', '-a', 'a_b', 'ä', 'a.b', 'a'.repeat(33)])(
    'with no prefix such as %j',
    async (prefix) => {
      await expect(initLedger(folder.root, { prefix })).rejects.toMatchObject({ code: 'GT8010' });
    },
  );

  it.each([
    ['gastown', 'gastown'],
    ['My App!', 'my-app'],
    ['42-answers', 'answers'],
    ['Überblick', 'uberblick'],
    ['日本', 'gt'],
    ['..a..b..', 'a-b'],
    ['a'.repeat(40), 'a'.repeat(32)],
    ['', 'gt'],
  ])('of %j is %j', (name, prefix) => {
    expect(prefixOf(name)).toBe(prefix);
  });

  it('not where a file is in the way of the folder', async () => {
    folder.write({ '.beads': '' });
    await expect(initLedger(folder.root, { prefix: 'app' })).rejects.toMatchObject({
      name: 'FileFailure',
      message: expect.stringContaining(`cannot write ${JSON.stringify(folder.path('.beads'))}`),
    });
  });
});
