import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

/** Two roots, two sinks, one step between them. */
const DIAMOND = `
  type = "expansion"
  [[template]]
  id = "{target}.in-1"
  [[template]]
  id = "{target}.in-2"
  [[template]]
  id = "{target}.middle"
  needs = ["{target}.in-1", "{target}.in-2"]
  [[template]]
  id = "{target}.out-1"
  needs = ["{target}.middle"]
  [[template]]
  id = "{target}.out-2"
  needs = ["{target}.middle"]
`;

const PAIR = `
  type = "expansion"
  template = [{ id = "{target}.a" }, { id = "{target}.b", needs = ["{target}.a"] }]
`;

describe('an expansion', () => {
  it.each([
    ['expand of the step', 'expand = "diamond"', ''],
    ['compose.expand', '', '[[compose.expand]]\n    target = "work"\n    with = "diamond"'],
    ['compose.map', '', '[[compose.map]]\n    select = "w*k"\n    with = "diamond"'],
  ])(
    'by %s puts all its entries after the needs and all its exits before the dependents',
    async (_, key, rule) => {
      const { order, findings, protomolecule } = await cookText({
        main: `
    [[steps]]
    id = "one"
    [[steps]]
    id = "two"
    [[steps]]
    id = "work"
    needs = ["one", "two"]
    ${key}
    [[steps]]
    id = "end"
    needs = ["work"]
    ${rule}
      `,
        diamond: DIAMOND,
      });
      expect(findings).toBe('');
      expect(order).toEqual([
        'one',
        'two',
        'work.in-1 <- one, two',
        'work.in-2 <- one, two',
        'work.middle <- work.in-1, work.in-2',
        'work.out-1 <- work.middle',
        'work.out-2 <- work.middle',
        'end <- work.out-1, work.out-2',
      ]);
      expect(protomolecule.regions).toEqual([
        {
          id: 'work',
          kind: 'expansion',
          entries: ['work.in-1', 'work.in-2'],
          exits: ['work.out-1', 'work.out-2'],
        },
      ]);
    },
  );

  it('next to another joins all exits with all entries, by a barrier where these are many', async () => {
    const wide = `
      type = "expansion"
      template = [{ id = "{target}.1" }, { id = "{target}.2" }, { id = "{target}.3" }, { id = "{target}.4" }, { id = "{target}.5" }]
    `;
    const { order } = await cookText({
      main: `
        [[steps]]
        id = "a"
        expand = "wide"
        [[steps]]
        id = "b"
        expand = "wide"
        needs = ["a"]
        [[steps]]
        id = "c"
        needs = ["b"]
      `,
      wide,
    });
    expect(order).toEqual([
      'a.1',
      'a.2',
      'a.3',
      'a.4',
      'a.5',
      'b.1 <- b~start',
      'b.2 <- b~start',
      'b.3 <- b~start',
      'b.4 <- b~start',
      'b.5 <- b~start',
      'c <- b.1, b.2, b.3, b.4, b.5',
      'b~start <- a.1, a.2, a.3, a.4, a.5',
    ]);
  });

  it('can expand its own steps, each region with its own ends', async () => {
    const { order, findings, protomolecule } = await cookText({
      main: `
        [[steps]]
        id = "start"
        [[steps]]
        id = "work"
        needs = ["start"]
        expand = "outer"
        [[steps]]
        id = "end"
        needs = ["work", "work.first.a"]
      `,
      outer: `
        type = "expansion"
        [[template]]
        id = "{target}.first"
        expand = "pair"
        [[template]]
        id = "{target}.loop"
        needs = ["{target}.first.b"]
        loop = { count = 2, body = [{ id = "x", expand = "pair" }] }
      `,
      pair: PAIR,
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'start',
      'work.first.a <- start',
      'work.first.b <- work.first.a',
      'work.loop.iter1.x.a <- work.first.b',
      'work.loop.iter1.x.b <- work.loop.iter1.x.a',
      'work.loop.iter2.x.a <- work.loop.iter1.x.b',
      'work.loop.iter2.x.b <- work.loop.iter2.x.a',
      'end <- work.first.b, work.loop.iter2.x.b, work.first.a',
    ]);
    // "work.first" is waited for by a part of it, so that "work" ends in the loop alone.
    expect(protomolecule.regions).toEqual([
      { id: 'work.first', kind: 'expansion', entries: ['work.first.a'], exits: ['work.first.b'] },
      {
        id: 'work.loop.iter1.x',
        kind: 'expansion',
        entries: ['work.loop.iter1.x.a'],
        exits: ['work.loop.iter1.x.b'],
      },
      {
        id: 'work.loop.iter2.x',
        kind: 'expansion',
        entries: ['work.loop.iter2.x.a'],
        exits: ['work.loop.iter2.x.b'],
      },
      {
        id: 'work.loop',
        kind: 'loop',
        entries: ['work.loop.iter1.x.a'],
        exits: ['work.loop.iter2.x.b'],
      },
      { id: 'work', kind: 'expansion', entries: ['work.first.a'], exits: ['work.loop.iter2.x.b'] },
    ]);
  });

  it('may keep the id of the step, and so may one in its place; inside, the id means the new step', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "work"
        expand = "outer"
        [[steps]]
        id = "end"
        needs = ["work"]
      `,
      outer: `
        type = "expansion"
        template = [{ id = "{target}", expand = "inner" }, { id = "{target}.check", needs = ["{target}"] }]
      `,
      inner: `
        type = "expansion"
        template = [{ id = "{target}" }, { id = "{target}.polish", needs = ["{target}"] }]
      `,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['work', 'work.polish <- work', 'work.check <- work.polish', 'end <- work.check']);
  });

  it('cannot give the id to two steps', async () => {
    const { findings } = await cookText({
      main: `
        steps = [{ id = "work", expand = "twice" }]
      `,
      twice: `
        type = "expansion"
        template = [{ id = "{target}" }, { id = "{target}" }]
      `,
    });
    expect(findings).toBe(`error[GT6001]: two steps have the id "work"
 --> twice.formula.toml:3:41
  |
3 | template = [{ id = "{target}" }, { id = "{target}" }]
  |                                         ^^^^^^^^^^
  = note: the first is here
    --> twice.formula.toml:3:20
  = note: expanded by "twice"
    --> main.formula.toml:2:34
  = help: ids are unique in the whole formula, children included; rename one of them

1 error
`);
  });

  it('can name steps of the formula and of the loop that it is in; its steps can be named from outside', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "first"
        needs = ["common"]
        [[steps]]
        id = "common"
        [[steps]]
        id = "loop"
        needs = ["loop-free.b"]
        loop = { count = 1, body = [{ id = "common" }, { id = "x", expand = "named" }] }
        [[steps]]
        id = "loop-free"
        expand = "pair"
      `,
      named: `
        type = "expansion"
        template = [{ id = "{target}.near", needs = ["common"] }, { id = "{target}.far", needs = ["first"] }]
      `,
      pair: PAIR,
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'common',
      'first <- common',
      'loop-free.a',
      'loop-free.b <- loop-free.a',
      'loop.iter1.common <- loop-free.b',
      'loop.iter1.x.near <- loop.iter1.common, loop-free.b',
      'loop.iter1.x.far <- first, loop-free.b',
    ]);
  });

  it('with an id of its own can be used once only', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "a"
        [[steps]]
        id = "b"
        [[compose.map]]
        select = "?"
        with = "named"
      `,
      named: `
        type = "expansion"
        template = [{ id = "review" }]
      `,
    });
    expect(findings).toBe(`error[GT5009]: the id "review" would stand for several steps
 --> named.formula.toml:3:20
  |
3 | template = [{ id = "review" }]
  |                    ^^^^^^^^
  = note: expanded by "named"
    --> main.formula.toml:8:8
  = help: what is inserted more than once needs an id of its own each time: put {target} into the id

1 error
`);
  });

  it('takes the place of a step once', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "a"
        expand = "pair"
        [[steps]]
        id = "b"
        loop = { count = 2, body = [{ id = "x" }] }
        [[compose.expand]]
        target = "a"
        with = "other"
        [[compose.expand]]
        target = "b"
        with = "other"
        [[compose.expand]]
        target = "a.b"
        with = "other"
      `,
      pair: PAIR,
      other: PAIR,
    });
    expect(findings).toBe(`error[GT5002]: the step "a" has already been replaced by "pair"
 --> main.formula.toml:9:10
  |
9 | target = "a"
  |          ^^^
  = note: expanded by "pair"
    --> main.formula.toml:4:10
  = help: a step can be replaced once; expand one of the steps that took its place, by its own id

error[GT5002]: the step "b" has already been replaced by its loop
  --> main.formula.toml:12:10
   |
12 | target = "b"
   |          ^^^
   = note: iteration 1 of "b"
     --> main.formula.toml:5:1
   = help: a step can be replaced once; expand one of the steps that took its place, by its own id

2 errors
`);
  });

  it('of one rule reaches what an earlier rule made, and the same rule never what it made itself', async () => {
    const { order } = await cookText({
      main: `
        steps = [{ id = "x" }]
        [[compose.map]]
        select = "x*"
        with = "pair"
        [[compose.map]]
        select = "x.a"
        with = "pair"
      `,
      pair: PAIR,
    });
    expect(order).toEqual(['x.a.a', 'x.a.b <- x.a.a', 'x.b <- x.a.b']);
  });

  it.each([
    [
      'a container',
      'target = "box"\nwith = "pair"',
      'expand',
      `error[GT2010]: step "box" has both "children" and "with"
 --> main.formula.toml:5:8
  |
5 | with = "pair"
  |        ^^^^^^
  = help: an expansion takes the place of the whole step; expand one of the children instead
`,
    ],
    [
      'no step',
      'target = "bx"\nwith = "pair"',
      'expand',
      `error[GT3001]: [compose] has "bx" in "target", but no step has that id
 --> main.formula.toml:4:10
  |
4 | target = "bx"
  |          ^^^^
  = help: did you mean "box" or "x"?
`,
    ],
    [
      'nothing that matches',
      'select = "*y"\nwith = "pair"',
      'map',
      `error[GT5014]: "select" is "*y", which matches no step
 --> main.formula.toml:4:10
  |
4 | select = "*y"
  |          ^^^^
  = help: a glob matches whole ids: * is any run of characters, ? one, [abc] one of these
`,
    ],
    [
      'a formula that is no expansion',
      'target = "x"\nwith = "main"',
      'expand',
      `error[GT5001]: "with" needs a formula of type "expansion", and "main" is of type "workflow"
 --> main.formula.toml:5:8
  |
5 | with = "main"
  |        ^^^^^^
  = help: the steps of a workflow are inherited by "extends"
`,
    ],
  ])('of %s is refused', async (_, rule, key, finding) => {
    const { findings } = await cookText({
      main: `steps = [{ id = "box", children = [{ id = "x" }] }]\n[[compose.${key}]]\n${rule}`,
      pair: PAIR,
    });
    expect(findings).toBe(`${finding}\n1 error\n`);
  });

  it('that cannot be read is told of once; nobody is said to name unknown steps', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      expand = "nowhere"
      [[steps]]
      id = "b"
      needs = ["a", "a.draft"]
    `);
    expect(findings).toBe(`error[GT1001]: no formula is named "nowhere"
 --> main.formula.toml:4:10
  |
4 | expand = "nowhere"
  |          ^^^^^^^^^
  = help: searched project; "gt formula list" shows what is there

1 error
`);
  });

  it('in itself is stopped at the limit, and told of once', async () => {
    const { findings } = await cookText({
      main: 'steps = [{ id = "a", expand = "again" }]',
      again: `
        type = "expansion"
        template = [{ id = "{target}.x", expand = "again" }, { id = "{target}.y", expand = "again" }]
      `,
    });
    expect(
      findings,
    ).toBe(`error[GT5007]: expansions stand in expansions more than 16 deep (MAX_EXPANSION_DEPTH): again -> again -> again -> again
 --> again.formula.toml:3:43
  |
3 | template = [{ id = "{target}.x", expand = "again" }, { id = "{target}.y", expand = "again" }]
  |                                           ^^^^^^^
  = help: an expansion that contains itself never ends

1 error
`);
  });

  it('is materialised on a step "main" when it is cooked by itself', async () => {
    const { order, findings, protomolecule } = await cookText({ pair: PAIR });
    expect(findings).toBe('');
    expect(order).toEqual(['main.a', 'main.b <- main.a']);
    expect(protomolecule.type).toBe('expansion');
  });
});
