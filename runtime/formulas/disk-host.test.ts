import { execFileSync } from 'node:child_process';
import { chmodSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../compiler/limits.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { DiskHost } from './disk-host.js';
import { FileFailure } from './file-failure.js';
import type { Folder } from './tiers.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const tier = (path: string, boundary?: string): Folder => ({
  name: path.split('/')[0] as string,
  label: path,
  path: folder.path(path),
  boundary: boundary === undefined ? undefined : folder.path(boundary),
});

const hostOf = (...tiers: readonly Folder[]): DiskHost => new DiskHost(tiers, folder.root);

/** What reading the first candidate of a name gives: its text, or what went wrong. */
function readFirst(host: DiskHost, name: string): unknown {
  const [candidate] = host.candidates(name);
  if (!candidate) return undefined;
  const result = host.read(candidate);
  return result.ok ? new TextDecoder().decode(result.bytes) : result;
}

const OUTSIDE = { ok: false, outside: true, reason: 'it leads out of its folder' };

describe('the candidates for a name', () => {
  it('come tier by tier, in a tier .formula.toml first, then .formula.json, then .toml', () => {
    folder.write({
      'a/x.formula.json': '',
      'a/x.formula.toml': '',
      'a/x.toml': '',
      'b/formulas/x.toml': '',
      'b/formulas/x.formula.json': '',
      'b/formulas/y.toml': '',
    });
    const host = hostOf(tier('a'), tier('b/formulas'), tier('absent'));
    expect(host.candidates('x').map(({ path, format }) => [path, format])).toEqual([
      ['a/x.formula.toml', 'toml'],
      ['a/x.formula.json', 'json'],
      ['b/formulas/x.formula.json', 'json'],
      ['b/formulas/x.toml', 'toml'],
    ]);
    expect(host.all().map(({ name, path }) => [name, path])).toEqual([
      ['x', 'a/x.formula.toml'],
      ['x', 'a/x.formula.json'],
      ['x', 'b/formulas/x.formula.json'],
      ['x', 'b/formulas/x.toml'],
      ['y', 'b/formulas/y.toml'],
    ]);
  });

  it('are those that are listed, for every name', () => {
    folder.write({
      'formulas/a.formula.toml': '',
      'formulas/a.formula.formula.toml': '',
      'formulas/b.toml': '',
    });
    folder.folder('formulas/c.formula.toml').link('formulas/d.formula.toml', 'nowhere');
    const host = hostOf(tier('formulas'));
    const listed = host.all();
    expect(listed.map(({ name }) => name)).toEqual(['a', 'a.formula', 'b', 'c', 'd']);
    expect(listed.flatMap(({ name }) => host.candidates(name))).toEqual(listed);
  });
});

describe('reading', () => {
  it('gives the bytes', () => {
    folder.write({ 'a/x.formula.toml': 'text' });
    expect(readFirst(hostOf(tier('a')), 'x')).toBe('text');
  });

  it.each([
    ['a folder', () => folder.folder('a/x.formula.toml'), 'it is a folder'],
    [
      'links in a circle',
      () => folder.link('a/x.formula.toml', 'x.formula.toml'),
      'its links lead in a circle',
    ],
    ['a link to nothing', () => folder.link('a/x.formula.toml', 'nothing'), 'there is no such file'],
    [
      'a named pipe',
      () => {
        folder.folder('a');
        execFileSync('mkfifo', [folder.path('a/x.formula.toml')]);
      },
      'it is not a regular file',
    ],
  ])('%s is an error, never "nothing there"', (_, make, reason) => {
    make();
    expect(readFirst(hostOf(tier('a')), 'x')).toEqual({ ok: false, reason });
  });

  it('a file of one byte too many is refused, and not read', () => {
    folder.write({ 'a/x.formula.toml': '' });
    truncateSync(folder.path('a/x.formula.toml'), MAX_FILE_BYTES + 1);
    expect(readFirst(hostOf(tier('a')), 'x')).toEqual({
      ok: false,
      reason: 'it is too large',
      bytes: MAX_FILE_BYTES + 1,
    });
    // Reading these would take all memory; there are no blocks behind them on the disk.
    truncateSync(folder.path('a/x.formula.toml'), 2 ** 40);
    expect(readFirst(hostOf(tier('a')), 'x')).toMatchObject({ bytes: 2 ** 40 });
    truncateSync(folder.path('a/x.formula.toml'), MAX_FILE_BYTES);
    expect(readFirst(hostOf(tier('a')), 'x')).toBe('\0'.repeat(MAX_FILE_BYTES));
  });
});

describe('links', () => {
  it('inside a tier are followed', () => {
    folder.write({ 'a/x.formula.toml': 'text' }).link('a/y.formula.toml', 'x.formula.toml');
    folder.link('a/z.formula.toml', folder.path('a/x.formula.toml'));
    expect(readFirst(hostOf(tier('a')), 'y')).toBe('text');
    expect(readFirst(hostOf(tier('a')), 'z')).toBe('text');
  });

  it('to files outside are refused', () => {
    folder.write({ 'secret.formula.toml': 'secret', 'ab/x.formula.toml': 'secret' });
    folder.link('a/x.formula.toml', '../secret.formula.toml');
    folder.link('a/y.formula.toml', folder.path('ab/x.formula.toml'));
    expect(readFirst(hostOf(tier('a')), 'x')).toEqual(OUTSIDE);
    expect(readFirst(hostOf(tier('a')), 'y')).toEqual(OUTSIDE);
  });

  it('through a linked folder are refused when that leads outside', () => {
    folder.write({ 'elsewhere/x.formula.toml': 'secret', 'a/inner/x.formula.toml': 'text' });
    folder.link('a/out', '../elsewhere').link('a/x.formula.toml', 'out/x.formula.toml');
    folder.link('a/in', 'inner').link('a/y.formula.toml', 'in/x.formula.toml');
    expect(readFirst(hostOf(tier('a')), 'x')).toEqual(OUTSIDE);
    expect(readFirst(hostOf(tier('a')), 'y')).toBe('text');
  });

  it('in place of the folder itself are refused when they lead out of the boundary', () => {
    folder.write({ 'elsewhere/x.formula.toml': 'secret', 'repo/shared/x.formula.toml': 'text' });
    folder.link('repo/out/formulas', '../../elsewhere').link('repo/in/formulas', '../shared');
    expect(readFirst(hostOf(tier('repo/out/formulas', 'repo')), 'x')).toEqual(OUTSIDE);
    expect(readFirst(hostOf(tier('repo/in/formulas', 'repo')), 'x')).toBe('text');
    expect(readFirst(hostOf(tier('repo/out/formulas')), 'x')).toBe('secret');
  });
});

describe('a folder', () => {
  it('that is not there has no formulas', () => {
    folder.write({ file: '' });
    const host = hostOf(tier('absent'), tier('file/below'));
    expect([host.all(), host.candidates('x')]).toEqual([[], []]);
  });

  it.each([
    ['a file', () => folder.write({ a: '' }), 'it is not a folder'],
    ['a link in a circle', () => folder.link('a', 'a'), 'its links lead in a circle'],
    ['a link to nothing', () => folder.link('a', 'nowhere'), 'there is no such file'],
  ])('in whose place stands %s is a failure, never "nothing there"', (_, make, reason) => {
    make();
    const failure = new FileFailure('read', folder.path('a'), reason);
    expect(() => hostOf(tier('a')).candidates('x')).toThrow(failure);
    expect(() => hostOf(tier('a')).all()).toThrow(failure);
  });

  it('that may not be read is a failure', () => {
    folder.folder('a');
    chmodSync(folder.path('a'), 0);
    // The administrator may read everything: there the folder is merely empty.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) expect(hostOf(tier('a')).all()).toEqual([]);
    else expect(() => hostOf(tier('a')).all()).toThrow('permission denied');
    chmodSync(folder.path('a'), 0o700);
  });
});

describe('a file that is named by its path', () => {
  it('is a candidate of the tier it lies in', () => {
    folder.write({ 'a/x.formula.toml': '', 'a/formulas/y.toml': '' });
    const host = hostOf(tier('a'), tier('a/formulas'));
    expect(host.file('a/x.formula.toml')).toEqual(host.candidates('x')[0]);
    expect(host.file(folder.path('a/formulas/y.toml'))).toEqual(host.candidates('y')[0]);
  });

  it('is none where it lies in no tier, or has no name of a formula', () => {
    const host = hostOf(tier('a'));
    for (const path of ['b/x.formula.toml', 'a/x.toml', 'a/x.json', 'a/b/x.formula.toml'])
      expect(host.file(path)).toBeUndefined();
  });
});

it('shows the library by its name, and other paths relative where they lie below', () => {
  folder.write({ 'work/a/x.formula.toml': '', 'lib/x.formula.toml': '', 'up/x.formula.toml': '' });
  const tiers = [tier('work/a'), tier('up'), { ...tier('lib'), name: 'builtin' }];
  const paths = new DiskHost(tiers, folder.path('work')).candidates('x').map(({ path }) => path);
  expect(paths).toEqual(['a/x.formula.toml', folder.path('up/x.formula.toml'), 'builtin/x.formula.toml']);
});
