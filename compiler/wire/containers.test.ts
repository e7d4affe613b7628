import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a container', () => {
  it('starts after its needs, holds its children until then, and ends when all of them have', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "plan"
      [[steps]]
      id = "build"
      needs = ["plan"]
      [[steps.children]]
      id = "code"
      [[steps.children]]
      id = "docs"
      [[steps.children]]
      id = "test"
      needs = ["code"]
      [[steps]]
      id = "ship"
      needs = ["build"]
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'plan',
      'build <- plan',
      'code in build',
      'docs in build',
      'test <- code in build',
      'ship <- build',
    ]);
  });

  it('can be in another one, and its children can need steps of other containers and be needed there', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "outer"
      children = [{ id = "inner", children = [{ id = "deep" }] }, { id = "flat", needs = ["inner"] }]
      [[steps]]
      id = "other"
      children = [{ id = "own" }, { id = "late", needs = ["deep"] }]
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'outer',
      'inner in outer',
      'deep in inner',
      'flat <- inner in outer',
      'other',
      'own in other',
      'late <- deep in other',
    ]);
  });

  it('cannot be needed by what is in it, at any depth', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "outer"
      [[steps.children]]
      id = "inner"
      [[steps.children.children]]
      id = "deep"
      needs = ["outer"]
    `);
    expect(findings).toBe(`error[GT6003]: step "deep" needs "outer", which it is a part of
 --> main.formula.toml:8:10
  |
8 | needs = ["outer"]
  |          ^^^^^^^
  = help: "outer" ends only after all steps in it; what it needs itself, its steps wait for anyway

1 error
`);
  });

  it('that needs one of its own children waits for itself', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "box"
      needs = ["child"]
      [[steps.children]]
      id = "child"
    `);
    expect(findings).toBe(`error[GT6002]: these steps wait for each other: box -> child -> box
 --> main.formula.toml:4:10
  |
4 | needs = ["child"]
  |          ^^^^^^^
  = help: no step of a cycle can ever start; drop one of the needs

1 error
`);
  });

  it('of which conditions left nothing is gone, and hands its order on', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "before"
      [[steps]]
      id = "box"
      needs = ["before"]
      children = [{ id = "one", condition = "false" }, { id = "two", condition = "false" }]
      [[steps]]
      id = "after"
      needs = ["box"]
    `);
    expect(findings).toBe('');
    expect(order).toEqual(['before', 'after <- before']);
  });

  it('of which an expansion has left nothing is gone too, and so is the one around it', async () => {
    const { order } = await cookText({
      main: `
        [[steps]]
        id = "outer"
        children = [{ id = "box", children = [{ id = "one", expand = "nothing" }] }]
        [[steps]]
        id = "after"
        needs = ["outer"]
      `,
      nothing: `
        type = "expansion"
        template = [{ id = "{target}.x", condition = "false" }]
      `,
    });
    expect(order).toEqual(['after']);
  });

  it('takes all that is in it along when its condition is false', async () => {
    const { order } = await cookText(`
      [[steps]]
      id = "first"
      [[steps]]
      id = "box"
      needs = ["first"]
      condition = "false"
      children = [{ id = "in", children = [{ id = "deep" }] }, { id = "loop", loop = { count = 2, body = [{ id = "x" }] } }]
      [[steps]]
      id = "after-deep"
      needs = ["deep"]
      [[steps]]
      id = "after-loop"
      needs = ["loop.iter2.x"]
    `);
    expect(order).toEqual(['first', 'after-deep <- first', 'after-loop <- first']);
  });

  it('whose removed child is needed outside lends that step what it needs itself', async () => {
    const { order } = await cookText(`
      [[steps]]
      id = "before"
      [[steps]]
      id = "box"
      needs = ["before"]
      children = [{ id = "gone", condition = "false" }, { id = "stays", needs = ["gone"] }]
      [[steps]]
      id = "after"
      needs = ["gone"]
    `);
    expect(order).toEqual(['before', 'box <- before', 'stays in box', 'after <- before']);
  });

  it('whose removed child needs a step outside hands that on to who needs the container', async () => {
    const { order } = await cookText(`
      [[steps]]
      id = "outside"
      [[steps]]
      id = "outer"
      [[steps.children]]
      id = "box"
      children = [{ id = "gone", needs = ["outside"], condition = "false" }, { id = "stays" }]
      [[steps]]
      id = "after-box"
      needs = ["box"]
      [[steps]]
      id = "after-outer"
      needs = ["outer"]
    `);
    expect(order).toEqual([
      'outside',
      'outer',
      'box in outer',
      'stays in box',
      'after-box <- box, outside',
      'after-outer <- outer, outside',
    ]);
  });
});
