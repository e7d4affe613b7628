import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a schedule', () => {
  it('keeps the order of the source where needs leave it free, and counts waves and the longest chain', async () => {
    const { order, protomolecule } = await cookText(`
      [[steps]]
      id = "late"
      needs = ["early"]
      [[steps]]
      id = "one"
      [[steps]]
      id = "early"
      [[steps]]
      id = "box"
      needs = ["one"]
      children = [{ id = "x" }, { id = "y", needs = ["x"] }]
      [[steps]]
      id = "end"
      needs = ["box", "late"]
    `);
    expect(order).toEqual([
      'one',
      'early',
      'late <- early',
      'box <- one',
      'x in box',
      'y <- x in box',
      'end <- box, late',
    ]);
    expect(protomolecule.waves).toEqual([['one', 'early'], ['late', 'box', 'x'], ['y'], ['end']]);
    expect(protomolecule.critical_path).toEqual(['one', 'x', 'y', 'end']);
  });

  it('lists a need once, however often it is written and by whatever name', async () => {
    const { order } = await cookText({
      main: `
        [[steps]]
        id = "a"
        expand = "one"
        [[steps]]
        id = "b"
        needs = ["a", "a.x", "a"]
        depends_on = ["a"]
      `,
      one: 'type = "expansion"\ntemplate = [{ id = "{target}.x" }]',
    });
    expect(order).toEqual(['a.x', 'b <- a.x']);
  });

  it('puts a barrier between many exits and many entries, where it costs fewer edges', async () => {
    const body = (count: number): string =>
      Array.from({ length: count }, (_, number) => `{ id = "x${number}" }`).join(', ');
    const loop = (width: number, times: number): Promise<{ order: readonly string[] }> =>
      cookText(`steps = [{ id = "l", loop = { count = ${times}, body = [${body(width)}] } }]`);
    expect((await loop(4, 2)).order.filter((line) => line.includes('~'))).toEqual([]);
    const { order } = await loop(5, 3);
    expect(order.slice(5, 6)).toEqual(['l.iter2.x0 <- l.iter2~start']);
    expect(order.slice(-2)).toEqual([
      'l.iter2~start <- l.iter1.x0, l.iter1.x1, l.iter1.x2, l.iter1.x3, l.iter1.x4',
      'l.iter3~start <- l.iter2.x0, l.iter2.x1, l.iter2.x2, l.iter2.x3, l.iter2.x4',
    ]);
  });

  it('puts a barrier before a container whose removed child is needed by many', async () => {
    const { order } = await cookText(`
      steps = [
        { id = "p1" }, { id = "p2" },
        { id = "outer", needs = ["p1"], children = [
          { id = "box", needs = ["p2"], children = [{ id = "gone", condition = "false" }, { id = "stays" }] },
        ] },
        ${Array.from({ length: 9 }, (_, number) => `{ id = "o${number}", needs = ["gone"] }`).join(', ')},
      ]
    `);
    expect(order).toEqual([
      'p1',
      'p2',
      'outer <- p1',
      'box <- box~start in outer',
      'stays in box',
      ...Array.from({ length: 9 }, (_, number) => `o${number} <- box~start`),
      'box~start <- p2, p1',
    ]);
  });

  it('puts a barrier after a container that waits for others through a removed child, where many need it', async () => {
    const { order } = await cookText(`
      steps = [
        { id = "q" },
        { id = "box", children = [{ id = "gone", needs = ["q"], condition = "false" }, { id = "stays" }] },
        ${Array.from({ length: 9 }, (_, number) => `{ id = "o${number}", needs = ["box"] }`).join(', ')},
      ]
    `);
    expect(order).toEqual([
      'q',
      'box',
      'stays in box',
      ...Array.from({ length: 9 }, (_, number) => `o${number} <- box~end`),
      'box~end <- box, q',
    ]);
  });

  it('gives two barriers of one id different names', async () => {
    const wide = (id: string): string =>
      `template = [${Array.from({ length: 5 }, (_, number) => `{ id = "{target}${number === 0 ? '' : `.${id}${number}`}"${id === 'o' && number === 0 ? ', expand = "inner", needs = ["w1", "w2", "w3", "w4", "w5", "w6"]' : ''} }`).join(', ')}]`;
    const { order, findings } = await cookText({
      main: `
        steps = [
          { id = "v1" }, { id = "v2" }, { id = "v3" }, { id = "v4" },
          { id = "w1" }, { id = "w2" }, { id = "w3" }, { id = "w4" }, { id = "w5" }, { id = "w6" },
          { id = "a", expand = "outer", needs = ["v1", "v2", "v3", "v4"] },
        ]
      `,
      outer: `type = "expansion"\n${wide('o')}`,
      inner: `type = "expansion"\n${wide('i')}`,
    });
    expect(findings).toBe('');
    expect(order.filter((line) => line.includes('~'))).toEqual([
      'a <- a~start2',
      'a.i1 <- a~start2',
      'a.i2 <- a~start2',
      'a.i3 <- a~start2',
      'a.i4 <- a~start2',
      'a.o1 <- a~start',
      'a.o2 <- a~start',
      'a.o3 <- a~start',
      'a.o4 <- a~start',
      'a~start <- v1, v2, v3, v4',
      'a~start2 <- w1, w2, w3, w4, w5, w6, a~start',
    ]);
  });
});
