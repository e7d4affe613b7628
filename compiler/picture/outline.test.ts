import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Member, outline } from './outline.js';
import type { Picture } from './picture.js';
import { BARRIERS, CONTAINERS, type SampleStep, samplePicture } from './sample-picture.js';

/** `container / id < needs`, in outline order. */
function lines(picture: Picture): string[] {
  const path = (member: Member): string =>
    member.container ? `${path(member.container)}/${member.id}` : member.id;
  return outline(picture).members.map((member) =>
    [path(member), ...member.needs.map(({ id }) => id)].join(' < '),
  );
}

const inside = (container: string): { container: string } => ({ container });

describe('outline', () => {
  it('nests what is in containers and leaves out what the containers imply', () => {
    expect(lines(CONTAINERS)).toEqual([
      'plan',
      'work < plan',
      'work/work.api',
      'work/work.api/work.api.schema',
      'work/work.api/work.api.code < work.api.schema',
      'work/work.ui',
      'work/work.ui/work.ui.draft',
      'work/work.ui/work.ui.code < work.ui.draft < work.api.schema',
      'ship < work',
      'approve < ship',
    ]);
  });

  it('numbers members so that contents follow their container', () => {
    const { members } = outline(CONTAINERS);
    expect(members.map(({ number }) => number)).toEqual(members.map((_, position) => position));
    expect(members.map(({ last }) => last)).toEqual([0, 7, 4, 3, 4, 7, 6, 7, 8, 9]);
    expect(members.map(({ depth }) => depth)).toEqual([0, 0, 1, 2, 2, 1, 2, 2, 0, 0]);
    expect(members.map(({ waves }) => waves?.join('-'))).toEqual([
      '1-1',
      '2-3',
      '2-3',
      '2-2',
      '3-3',
      '2-3',
      '2-2',
      '3-3',
      '3-3',
      '4-4',
    ]);
  });

  it('hangs a container where the first of its contents comes, even when it closes after them', () => {
    const closing = samplePicture([
      ['a'],
      ['box.1', ['a'], inside('box')],
      ['b', ['a']],
      ['box.2', ['box.1', 'b'], inside('box')],
      ['box', ['a', 'box.1', 'box.2']],
      ['after', ['box']],
    ]);
    expect(lines(closing)).toEqual([
      'a',
      'box < a',
      'box/box.1',
      'box/box.2 < box.1 < b',
      'b < a',
      'after < box',
    ]);
  });

  it('takes a need for its container as said', () => {
    expect(lines(samplePicture([['box'], ['box.1', ['box'], inside('box')]]))).toEqual(['box', 'box/box.1']);
  });

  it('puts a barrier before the first that waits for it', () => {
    expect(lines(BARRIERS).filter((line) => line.includes('.end'))).toEqual([
      'one.end < one.1 < one.2 < one.3 < one.4 < one.5',
      'two.1 < one.end',
      'two.2 < one.end',
      'two.3 < one.end',
      'two.4 < one.end',
      'two.5 < one.end',
      'two.end < two.1 < two.2 < two.3 < two.4 < two.5',
      'report < two.end',
    ]);
    expect(lines(BARRIERS)[5]).toMatch(/^one\.end/);
    expect(lines(BARRIERS)[11]).toMatch(/^two\.end/);
  });

  it('puts a barrier that only barriers wait for before the first step behind those, and an idle one last', () => {
    const chain = samplePicture(
      [['a'], ['b'], ['c', ['third']]],
      [
        { id: 'first', needs: ['a', 'b'] },
        { id: 'second', needs: ['first', 'a'] },
        { id: 'third', needs: ['second', 'a'] },
        { id: 'idle', needs: ['a'] },
      ],
    );
    expect(lines(chain)).toEqual([
      'a',
      'b',
      'first < a < b',
      'second < first < a',
      'third < second < a',
      'c < third',
      'idle < a',
    ]);
  });

  it('puts a barrier into the innermost container around all that it joins', () => {
    const deep: SampleStep[] = [
      ['box'],
      ['box.in', [], inside('box')],
      ['box.in.a', [], inside('box.in')],
      ['box.in.deep', [], inside('box.in')],
      ['box.in.deep.b', [], inside('box.in.deep')],
      ['box.in.c', ['near'], inside('box.in')],
      ['box.d', ['far'], inside('box')],
      ['e', ['out']],
    ];
    const barriers = [
      { id: 'near', needs: ['box.in.deep.b', 'box.in.a'] },
      { id: 'far', needs: ['box.in.deep.b', 'box.in.a'] },
      { id: 'out', needs: ['box.in.a', 'box.in.deep.b'] },
    ];
    expect(lines(samplePicture(deep, barriers))).toEqual([
      'box',
      'box/box.in',
      'box/box.in/box.in.a',
      'box/box.in/box.in.deep',
      'box/box.in/box.in.deep/box.in.deep.b',
      'box/box.in/near < box.in.deep.b < box.in.a',
      'box/box.in/box.in.c < near',
      'box/far < box.in.deep.b < box.in.a',
      'box/box.d < far',
      'out < box.in.a < box.in.deep.b',
      'e < out',
    ]);
  });

  it('finds that container whatever the tree and the barrier', () => {
    const trees = fc.array(fc.nat(), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(trees, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (tree, joined) => {
        const outer = tree.map((pick, at) => (at === 0 || pick % 4 === 0 ? undefined : pick % at));
        const around = joined.map((pick) => pick % tree.length);
        const list = outer.map(
          (box, at): SampleStep => [`s${at}`, [], { container: box === undefined ? undefined : `s${box}` }],
        );
        const needs = around.map((at) => `s${at}`);
        const { members } = outline(samplePicture(list, [{ id: 'barrier', needs }]));
        const paths = around.map((at) => {
          const path: number[] = [];
          for (let box = outer[at]; box !== undefined; box = outer[box]) path.unshift(box);
          return path;
        });
        const [first = []] = paths;
        const common = first.filter((box, depth) => paths.every((path) => path[depth] === box));
        const innermost = common.at(-1);
        expect(members.find(({ id }) => id === 'barrier')?.container?.id).toBe(
          innermost === undefined ? undefined : `s${innermost}`,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('ends for containers that contain each other, or are not there', () => {
    const rings = samplePicture([
      ['a', [], inside('b')],
      ['b', [], inside('c')],
      ['c', [], inside('a')],
      ['self', [], inside('self')],
      ['lost', [], inside('nowhere')],
    ]);
    expect(lines(rings)).toEqual(['c', 'c/b', 'c/b/a', 'self', 'lost']);
  });

  it('nests 100,000 deep', () => {
    const size = 100_000;
    const { members } = outline(
      samplePicture(
        Array.from(
          { length: size },
          (_, level): SampleStep => [`s${level}`, [], { container: level > 0 ? `s${level - 1}` : undefined }],
        ),
      ),
    );
    expect([members.length, members[0]?.last, members.at(-1)?.depth]).toEqual([size, size - 1, size - 1]);
  });
});
