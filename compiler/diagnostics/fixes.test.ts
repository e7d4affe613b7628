import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Source } from '../read/source.js';
import type { Fix } from './diagnostic.js';
import { applyFixes } from './fixes.js';

const text = '0123456789';
const source = new Source('project:x', 'x.formula.toml', text);

/** A fix of edits `[start, end, text]`. */
const fix = (...edits: [number, number, string][]): Fix => ({
  title: 'fix',
  edits: edits.map(([start, end, text]) => ({ span: { source, start, end }, text })),
});

describe('applyFixes', () => {
  it('replaces, deletes and inserts, in any order', () => {
    const fixes = [fix([8, 9, 'EIGHT']), fix([10, 10, '>'], [0, 0, '<']), fix([2, 4, ''])];
    expect(applyFixes(text, fixes)).toEqual({ text: '<014567EIGHT9>', left: [] });
  });

  it('keeps the text without fixes', () => {
    expect(applyFixes(text, [])).toEqual({ text, left: [] });
  });

  it('lets the first of two that overlap win, and leaves the other whole', () => {
    const first = fix([3, 6, '-']);
    const second = fix([0, 1, 'never'], [5, 7, '+']);
    expect(applyFixes(text, [first, second])).toEqual({ text: '012-6789', left: [second] });
    expect(applyFixes(text, [second, first])).toEqual({ text: 'never1234+789', left: [first] });
  });

  it('takes edits that touch, but not two insertions at one place', () => {
    const [before, inside, after] = [fix([3, 3, '<']), fix([3, 6, '-']), fix([6, 6, '>'])];
    expect(applyFixes(text, [after, inside, before]).text).toBe('012<->6789');
    expect(applyFixes(text, [fix([3, 6, '-'], [3, 3, '<'])]).text).toBe('012<-6789');
    const again = fix([3, 3, '?']);
    expect(applyFixes(text, [before, again])).toEqual({ text: '012<3456789', left: [again] });
    const within = fix([4, 4, '?']);
    expect(applyFixes(text, [inside, within])).toEqual({ text: '012-6789', left: [within] });
  });

  it('leaves a fix that overlaps with itself, and one of another text', () => {
    const self = fix([1, 4, 'a'], [3, 5, 'b']);
    const stale: Fix = {
      title: 'fix',
      edits: [{ span: { source: new Source('y', 'y', '0123456780'), start: 0, end: 1 }, text: '' }],
    };
    expect(applyFixes(text, [self, stale])).toEqual({ text, left: [self, stale] });
  });

  it('does the same as one edit after the other from the end, where none overlap', () => {
    const cuts = fc.uniqueArray(fc.nat(10), { maxLength: 8 }).map((cuts) => cuts.sort((a, b) => a - b));
    fc.assert(
      fc.property(cuts, fc.func(fc.integer()), (cuts, order) => {
        const edits = cuts.flatMap((start, index): [number, number, string][] =>
          index % 2 === 0 ? [[start, cuts[index + 1] ?? start, `<${index}>`]] : [],
        );
        const expected = edits.reduceRight(
          (out, [start, end, text]) => out.slice(0, start) + text + out.slice(end),
          text,
        );
        const shuffled = [...edits].sort((a, b) => order(a) - order(b)).map((edit) => fix(edit));
        expect(applyFixes(text, shuffled)).toEqual({ text: expected, left: [] });
      }),
    );
  });
});
