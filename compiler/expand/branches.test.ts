import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('compose.branch', () => {
  it('puts steps side by side between two others', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "fork"
      [[steps]]
      id = "one"
      [[steps]]
      id = "two"
      needs = ["other"]
      [[steps]]
      id = "other"
      [[steps]]
      id = "join"
      [[compose.branch]]
      from = "fork"
      steps = ["one", "two"]
      join = "join"
    `);
    expect(findings).toBe('');
    expect(order).toEqual(['fork', 'one <- fork', 'other', 'two <- other, fork', 'join <- one, two']);
  });

  it('means what has come in the place of the steps', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "fork"
        loop = { count = 2, body = [{ id = "x" }] }
        [[steps]]
        id = "side"
        expand = "pair"
        [[steps]]
        id = "join"
        children = [{ id = "y" }]
        [[advice]]
        target = "side"
        around = { before = { id = "before-side" }, after = { id = "after-side" } }
        [[advice]]
        target = "join"
        before = { id = "before-join" }
        [[compose.branch]]
        from = "fork"
        steps = ["side"]
        join = "join"
      `,
      pair: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b" }]',
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'fork.iter1.x',
      'fork.iter2.x <- fork.iter1.x',
      'before-side <- fork.iter2.x',
      'side.a <- before-side',
      'side.b <- before-side',
      'after-side <- side.a, side.b',
      'before-join <- after-side',
      'join <- before-join',
      'y in join',
    ]);
  });

  it('must name steps', async () => {
    const { findings } = await cookText(`
      steps = [{ id = "a" }, { id = "b" }]
      [[compose.branch]]
      from = "aa"
      steps = ["b", "cc"]
      join = "dd"
    `);
    expect(findings.match(/^error.*\n -->.*$/gm)).toEqual([
      'error[GT3001]: [compose] has "aa" in "from", but no step has that id\n --> main.formula.toml:4:8',
      'error[GT3001]: [compose] has "cc" in "steps", but no step has that id\n --> main.formula.toml:5:15',
      'error[GT3001]: [compose] has "dd" in "join", but no step has that id\n --> main.formula.toml:6:8',
    ]);
  });

  it('that makes a circle is told of with the place of each of its edges', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      needs = ["c"]
      [[steps]]
      id = "b"
      [[steps]]
      id = "c"
      [[compose.branch]]
      from = "a"
      steps = ["b"]
      join = "c"
    `);
    expect(findings).toBe(`error[GT6002]: these steps wait for each other: a -> c -> b -> a
 --> main.formula.toml:4:10
  |
4 | needs = ["c"]
  |          ^^^
  = note: "c" needs "b"
    --> main.formula.toml:11:10
  = note: "b" needs "a"
    --> main.formula.toml:10:8
  = help: no step of a cycle can ever start; drop one of the needs

1 error
`);
  });
});

describe('compose.gate', () => {
  it('lays a gate on the step beside its own, on a container, and on all entries of a region', async () => {
    const { protomolecule, findings } = await cookText(`
      [[steps]]
      id = "a"
      gate = { type = "human" }
      [[steps]]
      id = "box"
      children = [{ id = "x" }]
      [[steps]]
      id = "loop"
      loop = { count = 2, body = [{ id = "y" }, { id = "z" }] }
      [[compose.gate]]
      before = "a"
      condition = "steps.complete >= 1"
      [[compose.gate]]
      before = "box"
      condition = "steps.complete >= 2"
      [[compose.gate]]
      before = "loop"
      condition = "steps.complete >= 3"
    `);
    expect(findings).toBe('');
    const condition = (count: number): object => ({
      type: 'condition',
      condition: `steps.complete >= ${count}`,
    });
    expect(Object.fromEntries(protomolecule.steps.map(({ id, gates }) => [id, gates]))).toEqual({
      a: [{ type: 'human' }, condition(1)],
      box: [condition(2)],
      'loop.iter1.y': [condition(3)],
      'loop.iter1.z': [condition(3)],
    });
  });

  it('must name a step', async () => {
    const { findings } = await cookText(`
      steps = [{ id = "a" }]
      [[compose.gate]]
      before = "b2"
      condition = "steps.complete >= 1"
    `);
    expect(findings).toBe(`error[GT3001]: [compose] has "b2" in "before", but no step has that id
 --> main.formula.toml:4:10
  |
4 | before = "b2"
  |          ^^^^

1 error
`);
  });
});
