import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileText, readFileText } from '../line/file.js';
import type { Line } from '../line/line.js';
import { lineOf } from '../line/read-line.js';
import { lineFrom, randomChange, randomFields } from '../testing/random-lines.js';
import { mergeFiles } from './merge-files.js';

const day = (at: number): string => `2026-01-0${at}T00:00:00Z`;
const bead = (id: string, more: object = {}): Line =>
  lineFrom(id, { title: id, updated_at: day(1), ...more });
const buried = (id: string, at: number): Line => lineOf('tombstone', id, { deleted_at: day(at) });
const of = (...lines: readonly Line[]): string => fileText(lines);

describe('two files', () => {
  it('keep each change that does not touch the other, also of one bead', () => {
    const [a, b] = [bead('x-1'), bead('x-2')];
    expect(
      mergeFiles(
        of(a, b),
        of(bead('x-1', { title: 'One', updated_at: day(2) }), b, bead('x-4')),
        of(bead('x-1', { notes: 'n' }), bead('x-2', { labels: ['l'] }), bead('x-3')),
      ),
    ).toEqual({
      text: of(
        bead('x-1', { title: 'One', notes: 'n', updated_at: day(2) }),
        bead('x-2', { labels: ['l'] }),
        bead('x-3'),
        bead('x-4'),
      ),
      conflicts: [],
      contested: [],
    });
  });

  it('a bead that is not in one of them is kept: only a tombstone takes it away', () => {
    expect(mergeFiles(of(bead('x-1')), '', of(bead('x-1'))).text).toBe(of(bead('x-1')));
    expect(mergeFiles(of(bead('x-1')), of(buried('x-1', 2)), of(bead('x-1'))).text).toBe(
      of(buried('x-1', 2)),
    );
  });

  it('a bead that was deleted on one side and changed on the other has both lines, and is told', () => {
    const changed = bead('x-1', { title: 'Two' });
    expect(mergeFiles(of(bead('x-1')), of(buried('x-1', 5)), of(changed))).toEqual({
      text: of(changed, buried('x-1', 5)),
      conflicts: [],
      contested: ['x-1'],
    });
  });

  it('of a bead that was never agreed on, the younger of line and tombstone counts', () => {
    expect(mergeFiles('', of(buried('x-1', 2)), of(bead('x-1', { updated_at: day(2) }))).text).toBe(
      of(buried('x-1', 2)),
    );
    expect(mergeFiles('', of(buried('x-1', 2)), of(bead('x-1', { updated_at: day(3) }))).contested).toEqual([
      'x-1',
    ]);
  });

  it('two tombstones are one, of the first deletion', () => {
    expect(mergeFiles('', of(buried('x-1', 3)), of(buried('x-1', 2))).text).toBe(of(buried('x-1', 2)));
  });

  it('what git could not merge once is merged', () => {
    const one = bead('x-1', { title: 'Two', updated_at: day(2) });
    const other = bead('x-1', { notes: 'n' });
    const torn = `<<<<<<< HEAD\n${of(one)}=======\n${of(other)}>>>>>>> theirs\n`;
    expect(mergeFiles(of(bead('x-1')), torn, of(bead('x-1'))).text).toBe(
      `${of(bead('x-1', { title: 'Two', notes: 'n', updated_at: day(2) }))}<<<<<<< HEAD\n=======\n>>>>>>> theirs\n`,
    );
  });

  it('damaged lines stay until somebody mends them', () => {
    expect(mergeFiles('{a\n{b\n', '{a\n{b\n{c\n', '{b\n').text).toBe('{b\n{c\n');
  });

  it('protomolecules and lines of others are carried along', () => {
    const proto = (sources: readonly string[]): Line =>
      lineOf('protomolecule', 'sha256:00', { protomolecule: { name: 'f' }, bundle: { sources } });
    const memory = '{"_type":"memory","key":"k","value":"v"}\n';
    expect(mergeFiles('', of(proto(['a'])), of(proto(['b'])) + memory).text).toBe(of(proto(['b'])) + memory);
  });
});

describe('laws', () => {
  /** A file, and two others in which some beads are changed, some are new, some deleted and some lines gone. */
  const change = fc.record({
    edits: fc.dictionary(fc.constantFrom('x-1', 'x-2', 'x-3', 'x-4'), randomChange, { maxKeys: 3 }),
    deleted: fc.subarray(['x-1', 'x-2', 'x-3']),
    absent: fc.subarray(['x-2', 'x-3']),
  });
  const files = fc
    .tuple(fc.dictionary(fc.constantFrom('x-1', 'x-2', 'x-3'), randomFields), change, change)
    .map(([base, ...sides]) => ({
      base: of(...Object.entries(base).map(([id, fields]) => lineFrom(id, fields))),
      sides: sides.map(({ edits, deleted, absent }) => {
        const lines = new Map(Object.entries(base).map(([id, fields]) => [id, lineFrom(id, fields)]));
        for (const [id, edit] of Object.entries(edits))
          lines.set(id, lineFrom(id, { title: 'New', ...base[id], ...edit }));
        for (const id of deleted) if (lines.has(id)) lines.set(id, buried(id, 4));
        for (const id of absent) lines.delete(id);
        return of(...lines.values());
      }) as [string, string],
    }));
  const RUNS = { numRuns: 300 };

  it('a file merged with itself is itself', () => {
    fc.assert(
      fc.property(files, ({ base, sides: [ours] }) => {
        expect(mergeFiles(base, ours, ours)).toEqual({ text: ours, conflicts: [], contested: [] });
      }),
      RUNS,
    );
  });

  it('it does not matter which is called ours, and merging again changes nothing', () => {
    fc.assert(
      fc.property(files, ({ base, sides: [ours, theirs] }) => {
        const { text, contested } = mergeFiles(base, ours, theirs);
        expect(mergeFiles(base, theirs, ours).text).toBe(text);
        expect(mergeFiles(base, text, theirs)).toMatchObject({ text, contested });
      }),
      RUNS,
    );
  });

  it('no bead is invented, and none is lost but to a tombstone', () => {
    const ids = (text: string, type: string): string[] =>
      readFileText(text).lines.flatMap((line) => (line.type === type ? [line.id] : []));
    fc.assert(
      fc.property(files, ({ base, sides: [ours, theirs] }) => {
        const { text } = mergeFiles(base, ours, theirs);
        const all = new Set([ours, theirs].flatMap((side) => ids(side, 'issue')));
        const gone = new Set([ours, theirs].flatMap((side) => ids(side, 'tombstone')));
        const kept = new Set(ids(text, 'issue'));
        expect([...kept].filter((id) => !all.has(id))).toEqual([]);
        expect([...all].filter((id) => !kept.has(id) && !gone.has(id))).toEqual([]);
        expect(new Set(ids(text, 'tombstone'))).toEqual(gone);
      }),
      RUNS,
    );
  });
});
