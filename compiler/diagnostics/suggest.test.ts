import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.js';
import { MAX_SUGGEST_CELLS, suggest } from './suggest.js';

const distance = (a: string, b: string): number =>
  editDistance(a, b, 100, { cells: Number.POSITIVE_INFINITY });

describe('suggest', () => {
  it('finds what was meant', () => {
    const steps = ['load', 'test', 'submit', 'review'];
    expect(suggest('tset', steps)).toEqual(['test']);
    expect(suggest('sumbit', steps)).toEqual(['submit']);
    expect(suggest('deploy', steps)).toEqual([]);
  });

  it('finds a name of two letters after any one edit', () => {
    for (const word of ['i', 'd', 'ix', 'xd', 'idx', 'xid', 'ixd', 'di', 'Id', 'ID']) {
      expect(suggest(word, ['title', 'id', 'needs']), word).toEqual(['id']);
    }
  });

  it('puts the nearest first, and names as near as each other in the order given', () => {
    expect(suggest('step-x', ['step', 'step-2', 'step-1', 'steps-xy'])).toEqual(['step-2', 'step-1', 'step']);
    expect(suggest('step-x', ['steps-xy', 'step-1', 'step', 'step-2'])).toEqual([
      'step-1',
      'step-2',
      'steps-xy',
    ]);
  });

  it('gives at most as many as asked for, each once', () => {
    const known = ['ab', 'ac', 'ac', 'ad', 'ae'];
    expect(suggest('ax', known)).toEqual(['ab', 'ac', 'ad']);
    expect(suggest('ax', known, 1)).toEqual(['ab']);
    expect(suggest('ax', known, 0)).toEqual([]);
  });

  it('hardly counts case, but keeps a slip of one letter ahead', () => {
    expect(suggest('REVIEW', ['preview', 'review'])).toEqual(['review', 'preview']);
    expect(suggest('fo', ['FO', 'Foo', 'foo'])).toEqual(['foo', 'FO', 'Foo']);
  });

  it('never suggests the word itself', () => {
    expect(suggest('test', ['test', 'tests'])).toEqual(['tests']);
  });

  it('takes any iterable', () => {
    expect(suggest('tset', new Map([['test', 1]]).keys())).toEqual(['test']);
  });

  it('finds the name after one edit whenever it is the only nearest', () => {
    const letter = fc.constantFrom(...'abcdABC-1é');
    const name = fc.string({ unit: letter, minLength: 1, maxLength: 10 });
    const edited = fc.record({
      known: fc.uniqueArray(name, { minLength: 1, maxLength: 30 }),
      which: fc.nat(),
      at: fc.nat(),
      letter,
      edit: fc.constantFrom('replace', 'delete', 'insert', 'swap'),
    });
    let proved = 0;
    fc.assert(
      fc.property(edited, ({ known, which, at, letter, edit }) => {
        const original = known[which % known.length] as string;
        const i = at % original.length;
        const [head, own, tail] = [original.slice(0, i), original.charAt(i), original.slice(i + 1)];
        const word = {
          replace: head + letter + tail,
          delete: head + tail,
          insert: head + letter + own + tail,
          swap: head + tail.charAt(0) + own + tail.slice(1),
        }[edit];
        const nearest = known.filter((name) => distance(word, name) <= 1);
        if (nearest.length !== 1 || word === original) return;
        proved++;
        expect(suggest(word, known)[0]).toBe(original);
      }),
      { numRuns: 3_000 },
    );
    expect(proved).toBeGreaterThan(500);
  });

  it('gives the best of all by rank: one edit, case alone, then edits without case', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abAB'), minLength: 1, maxLength: 6 });
    const threshold = (word: string) => Math.floor(word.length * 0.4) + 1;
    const rank = (word: string, name: string) =>
      distance(word, name) === 1 ? 1 : 2 + distance(word.toLowerCase(), name.toLowerCase());
    fc.assert(
      fc.property(
        name,
        fc.array(name, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (word, known, most) => {
          const near = [...new Set(known)].filter(
            (name) => name !== word && distance(word.toLowerCase(), name.toLowerCase()) <= threshold(word),
          );
          const sorted = near.sort((a, b) => rank(word, a) - rank(word, b));
          expect(suggest(word, known, most)).toEqual(sorted.slice(0, most));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  describe('among very many names', () => {
    // Each costs a table of 8 × 8 cells and is too far away.
    const far = (count: number) => Array.from({ length: count }, () => 'abcdefgh');
    const affordable = Math.floor(MAX_SUGGEST_CELLS / 64) - 1;

    it('still finds a name that is one edit away', () => {
      expect(suggest('stuvwxyz', [...far(100_000), 'stuvwxy'])).toEqual(['stuvwxy']);
    });

    it('stops measuring the others when the work is spent', () => {
      expect(suggest('stuvwxyz', [...far(affordable), 'tuvwxy'])).toEqual(['tuvwxy']);
      expect(suggest('stuvwxyz', [...far(affordable + 2), '-stuvwxyz-'])).toEqual([]);
      expect(suggest('stuvwxyz', [...far(affordable - 2), '-stuvwxyz-'])).toEqual(['-stuvwxyz-']);
    });
  });
});
