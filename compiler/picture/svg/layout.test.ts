import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../picture.js';
import { BARRIERS, CONTAINERS, type SampleStep, samplePicture } from '../sample-picture.js';
import { layout, MAX_BENDS } from './layout.js';
import { type Item, type Level, offsetOf } from './level.js';

/** Pictures with containers, needs across them, and sometimes containers that wait for each other's steps. */
const anyPicture: fc.Arbitrary<Picture> = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(40), { maxLength: 3 }),
      container: fc.option(fc.nat(40), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list) =>
    samplePicture(
      list.map(({ needs, container }, at): SampleStep => {
        const before = at > 0 ? needs.map((need) => `s${need % at}`) : [];
        // Every fourth step is a container, so that levels are few and full.
        const box = at > 0 && container !== undefined ? Math.floor((container % at) / 4) * 4 : undefined;
        return [`s${at}`, before, { container: box === undefined ? undefined : `s${box}` }];
      }),
    ),
  );

const NEAR = 0.51;

function overlap(a: Item, b: Item): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 - NEAR &&
    a.top < b.top + b.height - NEAR &&
    b.top < a.top + a.height - NEAR
  );
}

function everyItem(level: Level): Item[] {
  return level.rows.flat();
}

describe('layout', () => {
  it('keeps items apart, in their level, and every step in it once', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const { levels } = layout(picture);
        const drawn = levels.flatMap((level) =>
          level.items.flatMap(({ members }) => members.map(({ id }) => id)),
        );
        expect(drawn.sort()).toEqual(picture.steps.map(({ id }) => id).sort());
        for (const level of levels) {
          const items = everyItem(level);
          for (const item of items) {
            expect(item.x - item.width / 2).toBeGreaterThanOrEqual(-NEAR);
            expect(item.x + item.width / 2).toBeLessThanOrEqual(level.width + NEAR);
            expect(item.top).toBeGreaterThanOrEqual(0);
            expect(item.top + item.height).toBeLessThanOrEqual(level.height);
            for (const other of items) {
              if (other.id < item.id) expect(overlap(item, other)).toBe(false);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('runs every segment down by one row, and bends or ends where another begins', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        for (const level of layout(picture).levels) {
          for (const { upper, lower, upperPort, lowerPort } of level.segments) {
            expect(lower.row).toBe(upper.row + 1);
            if (upperPort) expect(Math.abs(offsetOf(upper, upperPort))).toBeLessThanOrEqual(upper.width / 2);
            if (lowerPort) expect(Math.abs(offsetOf(lower, lowerPort))).toBeLessThanOrEqual(lower.width / 2);
          }
          const begun = new Set(level.segments.map(({ upper }) => upper));
          const ended = new Set(level.segments.map(({ lower }) => lower));
          for (const item of everyItem(level)) {
            if (item.kind === 'bend') expect([begun.has(item), ended.has(item)]).toEqual([true, true]);
            if (item.kind === 'port') expect(begun.has(item) || ended.has(item)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('turns edges up only where containers wait for each other', () => {
    const crossing = samplePicture([
      ['a'],
      ['a.1', [], { container: 'a' }],
      ['b'],
      ['b.1', ['a.1'], { container: 'b' }],
      ['a.2', ['b.1'], { container: 'a' }],
    ]);
    const arrows = (picture: Picture): string[][] =>
      layout(picture).levels.map(({ segments }) => segments.map(({ arrow }) => arrow));
    // Between the boxes; in a, where b.1 releases a.2 from below; in b.
    expect(arrows(crossing)).toEqual([
      ['none', 'none'],
      ['up', 'none'],
      ['none', 'down'],
    ]);
    expect(arrows(CONTAINERS).flat()).not.toContain('up');
  });

  it('makes a chain straight and sets a join under the middle of what it joins', () => {
    const [root] = layout(samplePicture([['a'], ['b', ['a']], ['c', ['b']], ['d', ['c']]])).levels;
    expect(new Set(root?.items.map(({ x }) => x)).size).toBe(1);
    const rounds = layout(BARRIERS).root;
    const barrier = rounds.items.find((item) => item.members[0]?.id === 'one.end') as Item;
    const parts = rounds.items.filter((item) => /^one\.\d/.test(item.members[0]?.id ?? ''));
    expect(barrier.x).toBeCloseTo(parts.reduce((sum, { x }) => sum + x, 0) / 5);
  });

  it('makes chains of different lengths between a fork and a join straight', () => {
    const { root } = layout(
      samplePicture([
        ['fork'],
        ['a1', ['fork']],
        ['a2', ['a1']],
        ['a3', ['a2']],
        ['b1', ['fork']],
        ['join', ['a3', 'b1']],
        ['after', ['join']],
        ['side', ['join']],
      ]),
    );
    const x = (id: string): number | undefined => root.items.find(({ members }) => members[0]?.id === id)?.x;
    expect([x('a2'), x('a3')]).toEqual([x('a1'), x('a1')]);
    // The edge from b1 passes two rows.
    expect(new Set(root.rows.flat().flatMap((item) => (item.kind === 'bend' ? [item.x] : [])))).toEqual(
      new Set([x('b1')]),
    );
  });

  it('stops bending edges when the picture has more bends than anybody can follow', () => {
    const back = Array.from(
      { length: 2000 },
      (_, at): SampleStep => [`s${at}`, at > 0 ? [`s${at - 1}`, `s${Math.max(0, at - 60)}`] : []],
    );
    const { root } = layout(samplePicture(back));
    const bends = root.rows.flat().filter(({ kind }) => kind === 'bend').length;
    expect(bends).toBeLessThanOrEqual(MAX_BENDS);
    expect(bends).toBeGreaterThan(MAX_BENDS - 60);
    // Every need is drawn all the same.
    const ended = new Set(
      root.segments
        .filter(({ arrow }) => arrow === 'down')
        .map(({ upper, lower }) => `${upper.id} ${lower.id}`),
    );
    expect(ended.size).toBeGreaterThan(2 * 1900);
  });

  it('bundles a fan-out to far rows into one line until it parts', () => {
    const chain = Array.from(
      { length: 6 },
      (_, at): SampleStep => [`s${at}`, at > 0 ? [`s${at - 1}`, 's0'] : []],
    );
    const { root } = layout(samplePicture(chain));
    // s2 to s5 all wait for s0: one bend in each row that is passed, not one for each edge.
    expect(root.rows.map((row) => row.filter(({ kind }) => kind === 'bend').length)).toEqual([
      0, 1, 1, 1, 1, 0,
    ]);
  });

  it('unties two rows that a better order leaves without a crossing', () => {
    const twisted = samplePicture([['a'], ['b'], ['c', ['b']], ['d', ['a']], ['e', ['d']], ['f', ['c']]]);
    const order = layout(twisted).root.rows.map((row) => row.map(({ members }) => members[0]?.id).join(''));
    expect(order).toEqual(['ab', 'dc', 'ef']);
  });
});
