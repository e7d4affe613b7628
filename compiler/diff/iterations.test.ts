import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldIterations, patternOf, rangeName, relativeTo } from './iterations.js';

const fold = (...ids: string[]): string[] =>
  foldIterations(ids, (id) => id, patternOf).map((group) => rangeName(group));

describe('foldIterations', () => {
  it('joins the iterations of one step', () => {
    expect(fold('a', 'l.iter1.x', 'l.iter1.y', 'l.iter2.x', 'l.iter2.y', 'l.iter3.x')).toEqual([
      'a',
      'l.iter1..iter3.x',
      'l.iter1..iter2.y',
    ]);
  });

  it('joins only what has no gap', () => {
    expect(fold('l.iter1.x', 'l.iter2.x', 'l.iter4.x', 'l.iter10.x', 'l.iter9.x')).toEqual([
      'l.iter1..iter2.x',
      'l.iter4.x',
      'l.iter9..iter10.x',
    ]);
  });

  it('joins loops in loops where every one is there', () => {
    const all = [1, 2, 3].flatMap((a) => [1, 2].map((b) => `o.iter${a}.i.iter${b}.x`));
    expect(fold(...all)).toEqual(['o.iter1..iter3.i.iter1..iter2.x']);
    expect(fold(...all.slice(1))).toEqual(['o.iter1.i.iter2.x', 'o.iter2..iter3.i.iter1..iter2.x']);
  });

  it('takes only whole parts of an id for iterations', () => {
    expect(fold('iter1x', 'iter2x', 'xiter1', 'xiter2')).toEqual(['iter1x', 'iter2x', 'xiter1', 'xiter2']);
  });

  it('loses nothing, and each group is all that its name says', () => {
    const id = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom('x', 'y'))
      .map(([a, b, name]) => `o.iter${a}.i.iter${b}.${name}`);
    fc.assert(
      fc.property(fc.uniqueArray(id), (ids) => {
        const groups = foldIterations(ids, (each) => each, patternOf);
        expect(groups.flat().sort()).toEqual([...ids].sort());
        for (const group of groups) {
          const spans = [...rangeName(group).matchAll(/iter(\d+)(?:\.\.iter(\d+))?/g)].map(
            ([, first, last = first]) => Number(last) - Number(first) + 1,
          );
          expect(group).toHaveLength(spans.reduce((a, b) => a * b, 1));
        }
      }),
    );
  });
});

it('relativeTo is the same for the same step of other iterations', () => {
  expect(relativeTo('l.iter2.a', 'l.iter3.b')).toBe(relativeTo('l.iter7.a', 'l.iter8.b'));
  expect(relativeTo('l.iter2.a', 'l.iter3.b')).not.toBe(relativeTo('l.iter3.a', 'l.iter3.b'));
  expect(relativeTo('l.iter2.a', 'b')).not.toBe(relativeTo('l.iter3.a', 'b'));
});
