import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from './spread.js';

function cost(places: readonly number[], wanted: readonly number[], weights: readonly number[]): number {
  return places.reduce((sum, place, at) => sum + (weights[at] ?? 0) * (place - (wanted[at] ?? 0)) ** 2, 0);
}

describe('spread', () => {
  it('leaves alone what has room', () => {
    expect(spread([0, 20, 50], [1, 1, 1], [10, 30])).toEqual([0, 20, 50]);
  });

  it('parts what collides, around the weighted middle', () => {
    expect(spread([10, 10], [1, 1], [8])).toEqual([6, 14]);
    expect(spread([10, 10], [3, 1], [8])).toEqual([8, 16]);
    expect(spread([30, 20, 10], [1, 1, 1], [5, 5])).toEqual([15, 20, 25]);
  });

  it('keeps all gaps, and no place nearby costs less', () => {
    const item = fc.record({
      wanted: fc.integer({ min: -50, max: 50 }),
      weight: fc.integer({ min: 1, max: 9 }),
      gap: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
        const wanted = items.map((each) => each.wanted);
        const weights = items.map((each) => each.weight);
        const gaps = items.slice(1).map((each) => each.gap);
        const places = spread(wanted, weights, gaps);
        const keeps = (list: readonly number[]): boolean =>
          gaps.every((gap, at) => (list[at + 1] as number) - (list[at] as number) >= gap - 1e-9);
        expect(keeps(places)).toBe(true);
        // The cost is convex, so a best place is one from which moving any run of neighbours does not help.
        const least = cost(places, wanted, weights);
        for (let first = 0; first < places.length; first++) {
          for (let last = first; last < places.length; last++) {
            for (const step of [-0.01, 0.01]) {
              const moved = places.map((place, at) => (at >= first && at <= last ? place + step : place));
              if (keeps(moved)) expect(cost(moved, wanted, weights)).toBeGreaterThanOrEqual(least - 1e-6);
            }
          }
        }
      }),
    );
  });
});
