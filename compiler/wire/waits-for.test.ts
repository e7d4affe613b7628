import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const joins = async (text: string): Promise<object> => {
  const { protomolecule, findings, order } = await cookText(text);
  expect(findings).toBe('');
  return {
    order,
    ...Object.fromEntries(
      protomolecule.steps.flatMap(({ id, waits_for }) => (waits_for ? [[id, waits_for]] : [])),
    ),
  };
};

describe('waits_for', () => {
  it('joins what the one step spawns that it needs, or the one that is named', async () => {
    expect(
      await joins(`
        [[steps]]
        id = "a"
        [[steps]]
        id = "b"
        needs = ["a"]
        depends_on = ["a"]
        waits_for = "all-children"
        [[steps]]
        id = "c"
        needs = ["a"]
        waits_for = "any-children"
        [[steps]]
        id = "d"
        needs = ["b", "c"]
        waits_for = "children-of(a)"
      `),
    ).toEqual({
      order: ['a', 'b <- a', 'c <- a', 'd <- b, c, a'],
      b: { mode: 'all', of: 'a' },
      c: { mode: 'any', of: 'a' },
      d: { mode: 'all', of: 'a' },
    });
  });

  it('means the step of its own iteration', async () => {
    expect(
      await joins(`
        [[steps]]
        id = "loop"
        [steps.loop]
        count = 2
        body = [{ id = "a" }, { id = "b", waits_for = "children-of(a)" }]
      `),
    ).toEqual({
      order: [
        'loop.iter1.a',
        'loop.iter1.b <- loop.iter1.a',
        'loop.iter2.a <- loop.iter1.b',
        'loop.iter2.b <- loop.iter2.a',
      ],
      'loop.iter1.b': { mode: 'all', of: 'loop.iter1.a' },
      'loop.iter2.b': { mode: 'all', of: 'loop.iter2.a' },
    });
  });

  it('of a spawner that a condition removed is satisfied, and keeps the order', async () => {
    expect(
      await joins(`
        [[steps]]
        id = "first"
        [[steps]]
        id = "a"
        needs = ["first"]
        condition = "false"
        [[steps]]
        id = "b"
        waits_for = "children-of(a)"
      `),
    ).toEqual({ order: ['first', 'b <- first'] });
  });

  it('must say whose children, in one of three forms, and know the step', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      waits_for = "all-children"
      [[steps]]
      id = "b"
      needs = ["a", "c"]
      waits_for = "any-children"
      [[steps]]
      id = "c"
      waits_for = "children-of(bb)"
      [[steps]]
      id = "d"
      waits_for = "all"
    `);
    expect(findings).toBe(`error[GT6004]: "waits_for" of step "a" does not say whose children it waits for
 --> main.formula.toml:4:13
  |
4 | waits_for = "all-children"
  |             ^^^^^^^^^^^^^^
  = help: write children-of(ID), or give the step exactly one entry in "needs"

error[GT6004]: "waits_for" of step "b" does not say whose children it waits for
 --> main.formula.toml:8:13
  |
8 | waits_for = "any-children"
  |             ^^^^^^^^^^^^^^
  = help: write children-of(ID), or give the step exactly one entry in "needs"

error[GT3001]: step "c" has "bb" in "waits_for", but no step has that id
  --> main.formula.toml:11:13
   |
11 | waits_for = "children-of(bb)"
   |             ^^^^^^^^^^^^^^^^^
   = help: did you mean "b"?

error[GT2005]: "waits_for" is "all"; it is one of all-children, any-children, children-of(ID)
  --> main.formula.toml:14:13
   |
14 | waits_for = "all"
   |             ^^^^^

4 errors
`);
  });
});
