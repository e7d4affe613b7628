import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

/** The ids of the steps that an aspect with `rules` and a target puts something before. */
async function matched(target: string, pointcuts: string): Promise<string[]> {
  const { order, findings } = await cookText({
    main: `
      [[steps]]
      id = "code"
      labels = ["risky", "core"]
      [[steps]]
      id = "review"
      type = "human"
      [[steps]]
      id = "box"
      type = "epic"
      tags = ["risky"]
      children = [{ id = "inner", type = "bug" }]
      [[steps]]
      id = "loop"
      type = "chore"
      labels = ["core"]
      loop = { count = 1, body = [{ id = "x" }, { id = "y", type = "bug", labels = [] }] }
      [compose]
      aspects = ["watch"]
    `,
    watch: `
      type = "aspect"
      ${pointcuts}
      [[advice]]
      ${target}
      before = { id = "{step.id}@" }
    `.replace('@', '-before'),
  });
  expect(findings).toBe('');
  return order.flatMap((line) => /^(\S+)-before/.exec(line)?.[1] ?? []);
}

describe('what advice is for', () => {
  it.each<[target: string, pointcuts: string, ids: readonly string[]]>([
    ['target = "*"', '', ['code', 'review', 'box', 'inner', 'loop.iter1.x', 'loop.iter1.y']],
    ['target = "code"', '', ['code']],
    ['target = "loop"', '', ['loop']],
    ['target = "loop*"', '', ['loop.iter1.x', 'loop.iter1.y']],
    ['target = "[!cr]o?*"', '', ['box', 'loop.iter1.x', 'loop.iter1.y']],
    ['', 'pointcuts = [{ glob = "inner" }]', ['inner']],
    ['', 'pointcuts = [{ glob = "r*" }, { glob = "*x" }]', ['review', 'box', 'loop.iter1.x']],
    ['', 'pointcuts = [{ type = "task" }]', ['code']],
    ['', 'pointcuts = [{ type = "bug" }]', ['inner', 'loop.iter1.y']],
    ['', 'pointcuts = [{ type = "chore" }]', ['loop.iter1.x']],
    ['', 'pointcuts = [{ label = "risky" }]', ['code', 'box']],
    ['', 'pointcuts = [{ label = "core" }]', ['code', 'loop.iter1.x']],
    ['', 'pointcuts = [{ label = "core", type = "task" }]', ['code']],
    ['', 'pointcuts = [{ glob = "loop", label = "core" }]', ['loop']],
    ['target = "*"', 'pointcuts = [{ label = "risky" }, { type = "human" }]', ['code', 'review', 'box']],
    ['target = "loop"', 'pointcuts = [{ type = "chore" }]', ['loop']],
    ['target = "loop"', 'pointcuts = [{ type = "task" }]', []],
    ['target = "c*"', 'pointcuts = [{ glob = "*e" }, { glob = "code" }]', ['code']],
    [
      'target = "*"',
      'pointcuts = [{ glob = "*e*" }]',
      ['code', 'review', 'inner', 'loop.iter1.x', 'loop.iter1.y'],
    ],
    ['target = "review"', 'pointcuts = [{ glob = "code" }]', []],
  ])('%s %s', async (target, pointcuts, ids) => {
    expect(await matched(target, pointcuts)).toEqual(ids);
  });

  it('is asked of steps that a type or label from the replaced step reaches, too', async () => {
    const { order } = await cookText({
      main: `
        [[steps]]
        id = "a"
        type = "bug"
        labels = ["urgent"]
        expand = "pair"
        [compose]
        aspects = ["watch"]
      `,
      pair: `
        type = "expansion"
        template = [{ id = "{target}.x" }, { id = "{target}.y", type = "chore", labels = ["calm"] }]
      `,
      watch: `
        type = "aspect"
        pointcuts = [{ type = "bug", label = "urgent" }]
        [[advice]]
        before = { id = "{step.id}-w" }
      `,
    });
    expect(order).toEqual(['a.x-w', 'a.x <- a.x-w', 'a.y']);
  });

  it('in pointcuts of the formula itself must be known', async () => {
    const { findings } = await cookText(`
      steps = [{ id = "code" }]
      pointcuts = [{ glob = "cod" }]
      advice = [{ before = { id = "x" } }]
    `);
    expect(findings).toBe(`error[GT3001]: a pointcut has "cod" in "glob", but no step has that id
 --> main.formula.toml:3:23
  |
3 | pointcuts = [{ glob = "cod" }]
  |                       ^^^^^
  = help: did you mean "code"?

1 error
`);
  });
});
