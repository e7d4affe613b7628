import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, type Work } from './edit-distance.js';

const plenty = (): Work => ({ cells: Number.POSITIVE_INFINITY });

/** The definition as it stands in the books: the whole table, no short cuts. */
function reference(a: string, b: string): number {
  const distance = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const choices = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) choices.push(at(i - 2, j - 2) + 1);
    return Math.min(...choices);
  };
  const known = new Map<string, number>();
  const at = (i: number, j: number): number => {
    const key = `${i},${j}`;
    const found = known.get(key) ?? distance(i, j);
    known.set(key, found);
    return found;
  };
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 9 });

describe('editDistance', () => {
  it('counts insertions, deletions, replacements and swaps of neighbours', () => {
    const distance = (a: string, b: string) => editDistance(a, b, 9, plenty());
    expect(distance('test', 'test')).toBe(0);
    expect(distance('test', 'tset')).toBe(1);
    expect(distance('id', 'di')).toBe(1);
    expect(distance('id', '')).toBe(2);
    expect(distance('kitten', 'sitting')).toBe(3);
    // A swapped pair cannot be taken apart again; the unrestricted distance would be 2.
    expect(distance('ca', 'abc')).toBe(3);
  });

  it('is the distance of the definition, and Infinity beyond the bound', () => {
    fc.assert(
      fc.property(word, word, fc.nat(9), (a, b, bound) => {
        const exact = reference(a, b);
        expect(editDistance(a, b, bound, plenty())).toBe(exact > bound ? Number.POSITIVE_INFINITY : exact);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes the cells it fills off the work, and fills none that are not there', () => {
    const work = { cells: 29 };
    expect(editDistance('x-abc-y', 'x-bcd-y', 5, work)).toBe(2);
    expect(work.cells).toBe(20);
    expect(editDistance('kitten', 'sitting', 5, work)).toBe(Number.POSITIVE_INFINITY);
    expect(editDistance('bat', 'tub', 1, work)).toBe(Number.POSITIVE_INFINITY);
    expect(work.cells).toBe(20);
  });

  it('finds one edit without any work left, in words of any length', () => {
    const long = 'n'.repeat(1_000_000);
    const none = { cells: 0 };
    expect(editDistance(`${long}ab${long}`, `${long}ba${long}`, 1, none)).toBe(1);
    expect(editDistance(`${long}a${long}`, `${long}b${long}`, 1, none)).toBe(1);
    expect(editDistance(`${long}a`, long, 1, none)).toBe(1);
  });
});
