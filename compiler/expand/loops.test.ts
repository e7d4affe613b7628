import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a loop', () => {
  it('stands once for each iteration: all entries of one wait for all exits of the one before', async () => {
    const { order, findings, protomolecule } = await cookText(`
      [[steps]]
      id = "start"
      [[steps]]
      id = "loop"
      title = "Again and again"
      needs = ["start"]
      [steps.loop]
      count = 2
      [[steps.loop.body]]
      id = "one"
      [[steps.loop.body]]
      id = "two"
      [[steps.loop.body]]
      id = "join"
      needs = ["one"]
      [[steps]]
      id = "end"
      needs = ["loop"]
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'start',
      'loop.iter1.one <- start',
      'loop.iter1.two <- start',
      'loop.iter1.join <- loop.iter1.one',
      'loop.iter2.one <- loop.iter1.two, loop.iter1.join',
      'loop.iter2.two <- loop.iter1.two, loop.iter1.join',
      'loop.iter2.join <- loop.iter2.one',
      'end <- loop.iter2.two, loop.iter2.join',
    ]);
    expect(protomolecule.regions).toEqual([
      {
        id: 'loop',
        kind: 'loop',
        title: 'Again and again',
        entries: ['loop.iter1.one', 'loop.iter1.two'],
        exits: ['loop.iter2.two', 'loop.iter2.join'],
      },
    ]);
  });

  it('in a loop has ids of both, and its body knows both variables', async () => {
    const { protomolecule, findings } = await cookText(`
      [[steps]]
      id = "o"
      [steps.loop]
      range = "2..3"
      var = "i"
      [[steps.loop.body]]
      id = "n"
      [steps.loop.body.loop]
      range = "{i}..{i} + 1"
      var = "j"
      body = [{ id = "x", title = "{i} and {j}, not {k}" }]
    `);
    expect(findings).toBe('');
    expect(protomolecule.steps.map(({ id, title, needs }) => ({ id, title, needs }))).toEqual([
      { id: 'o.iter1.n.iter1.x', title: '2 and 2, not {k}', needs: [] },
      { id: 'o.iter1.n.iter2.x', title: '2 and 3, not {k}', needs: ['o.iter1.n.iter1.x'] },
      { id: 'o.iter2.n.iter1.x', title: '3 and 3, not {k}', needs: ['o.iter1.n.iter2.x'] },
      { id: 'o.iter2.n.iter2.x', title: '3 and 4, not {k}', needs: ['o.iter2.n.iter1.x'] },
    ]);
  });

  it('may call its variable as the one around it, which is then hidden', async () => {
    const { protomolecule } = await cookText(`
      [[steps]]
      id = "o"
      [steps.loop]
      range = "7..7"
      var = "i"
      [[steps.loop.body]]
      id = "n"
      title = "{i}"
      [[steps.loop.body]]
      id = "m"
      loop = { range = "{i}+1..{i}+1", var = "i", body = [{ id = "x", title = "{i}" }] }
    `);
    expect(protomolecule.steps.map(({ title }) => title)).toEqual(['7', '8']);
  });

  it('has steps that are called by their own ids inside it and by their whole ids outside, forward too', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "early"
      needs = ["loop.iter2.work"]
      [[steps]]
      id = "work"
      needs = ["loop.iter1.inner.iter1.deep"]
      [[steps]]
      id = "loop"
      [steps.loop]
      count = 2
      [[steps.loop.body]]
      id = "work"
      [[steps.loop.body]]
      id = "inner"
      needs = ["work"]
      loop = { count = 1, body = [{ id = "deep" }] }
      [[steps.loop.body]]
      id = "later"
      needs = ["inner.iter1.deep"]
    `);
    expect(findings).toBe('');
    expect(order).toEqual([
      'loop.iter1.work',
      'loop.iter1.inner.iter1.deep <- loop.iter1.work',
      'work <- loop.iter1.inner.iter1.deep',
      'loop.iter1.later <- loop.iter1.inner.iter1.deep',
      'loop.iter2.work <- loop.iter1.inner.iter1.deep, loop.iter1.later',
      'early <- loop.iter2.work',
      'loop.iter2.inner.iter1.deep <- loop.iter2.work',
      'loop.iter2.later <- loop.iter2.inner.iter1.deep',
    ]);
  });

  it('can stand in a container, have containers in it and steps that expand', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "box"
        [[steps.children]]
        id = "loop"
        [steps.children.loop]
        count = 2
        [[steps.children.loop.body]]
        id = "in"
        children = [{ id = "x" }]
        [[steps.children.loop.body]]
        id = "grown"
        needs = ["x"]
        expand = "pair"
        [[steps.children.loop.body]]
        id = "last"
        needs = ["grown.b"]
      `,
      pair: `
        type = "expansion"
        template = [{ id = "{target}.a" }, { id = "{target}.b", needs = ["{target}.a"] }]
      `,
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'box',
      'loop.iter1.in in box',
      'loop.iter1.x in loop.iter1.in',
      'loop.iter1.grown.a <- loop.iter1.x in box',
      'loop.iter1.grown.b <- loop.iter1.grown.a in box',
      'loop.iter1.last <- loop.iter1.grown.b in box',
      'loop.iter2.in <- loop.iter1.in, loop.iter1.grown.b, loop.iter1.last in box',
      'loop.iter2.x in loop.iter2.in',
      'loop.iter2.grown.a <- loop.iter2.x in box',
      'loop.iter2.grown.b <- loop.iter2.grown.a in box',
      'loop.iter2.last <- loop.iter2.grown.b in box',
    ]);
  });

  it('counts by variables, whose values then shape the formula', async () => {
    const text = `
      [vars]
      rounds = 1
      last = "2"
      [[steps]]
      id = "a"
      loop = { count = "{{rounds}} * 2", body = [{ id = "x" }] }
      [[steps]]
      id = "b"
      loop = { range = "-1..{{last}} - 2", var = "i", body = [{ id = "y", title = "{i}" }] }
    `;
    const usual = await cookText(text);
    expect(usual.findings).toBe('');
    expect(usual.protomolecule.steps.map(({ id, title }) => [id, title])).toEqual([
      ['a.iter1.x', 'X'],
      ['a.iter2.x', 'X'],
      ['b.iter1.y', '-1'],
      ['b.iter2.y', '0'],
    ]);
    expect(usual.protomolecule.shape).toEqual({ last: '2', rounds: 1 });
    const given = await cookText(text, { values: { rounds: '2' } });
    expect(given.protomolecule.shape).toEqual({ last: '2', rounds: 2 });
    expect(given.order).toHaveLength(6);
  });

  it('without a value is refused, and checked with one iteration', async () => {
    const text = `
      [vars.rounds]
      type = "int"
      [[steps]]
      id = "a"
      loop = { count = "{{rounds}}", body = [{ id = "x", needs = ["y"] }, { id = "y" }] }
    `;
    const { findings } = await cookText(text);
    expect(findings).toBe(`error[GT3010]: "count" depends on "rounds", which has no value
 --> main.formula.toml:6:19
  |
6 | loop = { count = "{{rounds}}", body = [{ id = "x", needs = ["y"] }, { id = "y" }] }
  |                   ^^^^^^^^^^
  = help: give one with --var rounds=... or a default; "gt cook --check" checks the formula without values

1 error
`);
    const checked = await cookText(text, { check: true });
    expect(checked.findings).toBe('');
    expect(checked.order).toEqual(['a.iter1.y', 'a.iter1.x <- a.iter1.y']);
  });

  it.each([
    [
      'count = "{{none}}"',
      `error[GT5011]: the loop "a" is repeated 0 times
 --> main.formula.toml:7:14`,
    ],
    [
      'count = "{{none}} - 2"',
      `error[GT5011]: the loop "a" is repeated -2 times
 --> main.formula.toml:7:14`,
    ],
    [
      'range = "3..{{none}}"',
      `error[GT3025]: "range" cannot be calculated: the range ends at 0, before its start at 3
 --> main.formula.toml:7:15`,
    ],
    [
      'range = "1..{i}"',
      `error[GT3021]: in "range": {i} is not bound here: no loop variable or parameter has that name
 --> main.formula.toml:7:18`,
    ],
    [
      'count = "{{flag}}"',
      `error[GT3022]: in "count": {{flag}} is true or false; a range needs whole numbers
 --> main.formula.toml:7:15`,
    ],
  ])('with %s is refused, and what needs it is not said to need the unknown', async (key, finding) => {
    const { findings } = await cookText(`
      [vars]
      none = 0
      flag = true
      [[steps]]
      id = "a"
      loop.${key}
      loop.var = "i"
      loop.body = [{ id = "x" }]
      [[steps]]
      id = "b"
      needs = ["a", "a.iter1.x"]
    `);
    expect(findings.slice(0, findings.indexOf('\n  |'))).toBe(finding);
    expect(findings.trimEnd().split('\n').at(-1)).toBe('1 error');
  });

  it('cannot be needed by its own body; a mistake in it is told once', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "loop"
      [steps.loop]
      count = 3
      body = [{ id = "x", needs = ["loop"] }, { id = "y", needs = ["z"] }]
    `);
    expect(findings).toBe(`error[GT6003]: step "x" needs "loop", which it is a part of
 --> main.formula.toml:6:30
  |
6 | body = [{ id = "x", needs = ["loop"] }, { id = "y", needs = ["z"] }]
  |                              ^^^^^^
  = note: iteration 1 of "loop"
    --> main.formula.toml:2:1
  = help: "loop" ends only after all steps in it; what it needs itself, its steps wait for anyway

error[GT3001]: step "y" has "z" in "needs", but no step has that id
 --> main.formula.toml:6:62
  |
6 | body = [{ id = "x", needs = ["loop"] }, { id = "y", needs = ["z"] }]
  |                                                              ^^^
  = note: iteration 1 of "loop"
    --> main.formula.toml:2:1
  = help: did you mean "x" or "y"?

2 errors
`);
  });
});
