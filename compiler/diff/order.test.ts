import { describe, expect, it } from 'vitest';
import type { Protomolecule } from '../emit/protomolecule.js';
import { type StepEvents, stepEvents } from './events.js';
import { compareOrder, MAX_ORDER_STEPS } from './order.js';

type Written = readonly [id: string, needs?: readonly string[], container?: string];

/** Steps as a protomolecule has them, as far as their order goes; those with a `~` in their ids are barriers. */
function eventsOf(all: readonly Written[]): StepEvents {
  const things = all.map(([id, needs = [], container]) => ({ id, needs, ...(container && { container }) }));
  const steps = things.filter(({ id }) => !id.includes('~'));
  const graph = { steps, barriers: things.filter(({ id }) => id.includes('~')) };
  return stepEvents(graph as unknown as Pick<Protomolecule, 'steps' | 'barriers'>) as StepEvents;
}

function compared(a: readonly Written[], b: readonly Written[], most?: number) {
  const ids = a.map(([id]) => id).filter((id) => b.some(([other]) => other === id));
  const same = ids.map((id) => ({ before: id, after: id }));
  const [steps, barriers] = [
    same.filter(({ after }) => !after.includes('~')),
    same.filter(({ after }) => after.includes('~')),
  ];
  const { effective, lost, gained } = compareOrder(eventsOf(a), eventsOf(b), steps, barriers, most);
  const told = (pairs: typeof lost): string[] => pairs.map(({ step, waitsFor }) => `${step} <- ${waitsFor}`);
  return { effective, lost: told(lost).sort(), gained: told(gained).sort() };
}

const SAME = { effective: 'same', lost: [], gained: [] };

describe('compareOrder', () => {
  it('sees through steps that only one side has', () => {
    expect(compared([['a'], ['x', ['a']], ['b', ['x']]], [['a'], ['b', ['a']]])).toEqual(SAME);
    expect(compared([['a'], ['x', ['a']], ['b', ['x']]], [['a'], ['b']])).toEqual({
      effective: 'changed',
      lost: ['b <- a'],
      gained: [],
    });
  });

  it('sees through barriers, whichever side has them', () => {
    const direct: Written[] = [['a'], ['b'], ['c', ['a', 'b']], ['d', ['a', 'b']]];
    const through: Written[] = [['a'], ['b'], ['x~end', ['a', 'b']], ['c', ['x~end']], ['d', ['x~end']]];
    expect(compared(direct, through)).toEqual(SAME);
    expect(compared(through, direct)).toEqual(SAME);
    const less: Written[] = [['a'], ['b'], ['x~end', ['a']], ['c', ['x~end']], ['d', ['x~end', 'b']]];
    expect(compared(through, less)).toEqual({ effective: 'changed', lost: ['c <- b'], gained: [] });
  });

  it('tells two that changed places on both sides', () => {
    expect(compared([['a'], ['b', ['a']]], [['b'], ['a', ['b']]])).toEqual({
      effective: 'changed',
      lost: ['b <- a'],
      gained: ['a <- b'],
    });
  });

  it('leaves out what follows from what it tells', () => {
    const chain: Written[] = [['a'], ['b', ['a']], ['c', ['b']], ['d', ['c']]];
    expect(compared(chain, [['a'], ['b', ['a']], ['c'], ['d', ['c']]])).toEqual({
      effective: 'changed',
      lost: ['c <- b'],
      gained: [],
    });
  });

  it('finds what is lost only because two containers are left at once', () => {
    // y was in p, and x in c behind it; p still stands before c.
    const before: Written[] = [
      ['p'],
      ['y', [], 'p'],
      ['c', ['p']],
      ['x', [], 'c'],
      ['q', [], 'p'],
      ['z', [], 'c'],
    ];
    const after: Written[] = [['p'], ['y'], ['c', ['p', 'y']], ['x', ['p']], ['q', [], 'p'], ['z', [], 'c']];
    expect(compared(before, after)).toEqual({ effective: 'changed', lost: ['x <- y'], gained: [] });
  });

  it('takes a container for what it is on each side', () => {
    const box: Written[] = [['a'], ['box', ['a']], ['x', [], 'box'], ['b', ['box']]];
    const flat: Written[] = [['a'], ['box', ['a']], ['x', ['box']], ['b', ['box', 'x']]];
    expect(compared(box, flat)).toEqual({ effective: 'changed', lost: [], gained: ['x <- box'] });
  });

  /** One step that `count` others wait for. */
  const wide = (count: number, needs: readonly string[]): Written[] => [
    ['a'],
    ...Array.from({ length: count }, (_, at): Written => [`s${at}`, needs]),
  ];

  it('compares up to MAX_ORDER_STEPS steps at changed places, and says when there are more', () => {
    const count = MAX_ORDER_STEPS - 1;
    const most = compared(wide(count, ['a']), wide(count, []));
    expect(most).toMatchObject({ effective: 'changed', gained: [] });
    expect(most.lost).toHaveLength(count);
    expect(compared(wide(count + 1, ['a']), wide(count + 1, []))).toEqual({ ...SAME, effective: 'unknown' });
  });

  it('says when it takes more work than it may', () => {
    const work = (most: number) => compared(wide(100, ['a']), wide(100, []), most).effective;
    expect(work(1_000_000)).toBe('changed');
    for (const most of [0, 100, 200, 400, 800]) expect(work(most)).toBe('unknown');
  });
});
