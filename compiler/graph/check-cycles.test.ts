import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import type { Candidate } from '../host.js';
import { cookText } from '../testing/cook-text.js';
import { tieredHost } from '../testing/tiered-host.js';

describe('steps that wait for each other', () => {
  it('are told of once for each knot, with the shortest path and the place of each need', async () => {
    const { findings, hasErrors } = await cookText(`
      [[steps]]
      id = "a"
      needs = ["c", "b"]
      [[steps]]
      id = "b"
      needs = ["free", "a"]
      [[steps]]
      id = "c"
      needs = ["d"]
      [[steps]]
      id = "d"
      needs = ["a"]
      [[steps]]
      id = "free"
      [[steps]]
      id = "self"
      needs = ["self"]
    `);
    expect(hasErrors).toBe(true);
    expect(findings).toBe(`error[GT6002]: these steps wait for each other: a -> b -> a
 --> main.formula.toml:4:15
  |
4 | needs = ["c", "b"]
  |               ^^^
  = note: "b" needs "a"
    --> main.formula.toml:7:18
  = help: no step of a cycle can ever start; drop one of the needs

error[GT6002]: these steps wait for each other: self -> self
  --> main.formula.toml:18:10
   |
18 | needs = ["self"]
   |          ^^^^^^
   = help: no step of a cycle can ever start; drop one of the needs

2 errors
`);
  });

  it('through containers are told of with the containers on the way', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "box"
      needs = ["late"]
      [[steps.children]]
      id = "child"
      [[steps]]
      id = "late"
      needs = ["child"]
    `);
    expect(findings).toBe(`error[GT6002]: these steps wait for each other: box -> late -> child -> box
 --> main.formula.toml:4:10
  |
4 | needs = ["late"]
  |          ^^^^^^
  = note: "late" needs "child"
    --> main.formula.toml:9:10
  = help: no step of a cycle can ever start; drop one of the needs

1 error
`);
  });

  it('through what was expanded, repeated or put around them are told of by the steps that are there', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "first"
        needs = ["loop"]
        expand = "pair"
        [[steps]]
        id = "loop"
        needs = ["advised"]
        loop = { count = 2, body = [{ id = "x" }] }
        [[steps]]
        id = "advised"
        needs = ["first"]
        [[advice]]
        target = "advised"
        after = { id = "after" }
      `,
      pair: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b", needs = ["{target}.a"] }]',
    });
    expect(
      findings,
    ).toBe(`error[GT6002]: these steps wait for each other: first.a -> loop.iter2.x -> loop.iter1.x -> after -> advised -> first.b -> first.a
 --> main.formula.toml:4:10
  |
4 | needs = ["loop"]
  |          ^^^^^^
  = note: "loop" needs "advised"
    --> main.formula.toml:8:10
  = note: "advised" needs "first"
    --> main.formula.toml:12:10
  = note: "first.b" needs "first.a"
    --> pair.formula.toml:3:66
  = help: no step of a cycle can ever start; drop one of the needs

1 error
`);
  });

  it('through regions without a step are told of by the ids that those have', async () => {
    const { findings } = await cookText(`
      steps = [
        { id = "a", needs = ["b"], loop = { range = "2..1", body = [{ id = "x" }] } },
        { id = "b", needs = ["a"], loop = { range = "2..1", body = [{ id = "x" }] } },
      ]
    `);
    expect(findings.split('\n\n')[0]).toBe(`error[GT6002]: these steps wait for each other: a -> b -> a
 --> main.formula.toml:3:24
  |
3 |   { id = "a", needs = ["b"], loop = { range = "2..1", body = [{ id = "x" }] } },
  |                        ^^^
  = note: "b" needs "a"
    --> main.formula.toml:4:24
  = help: no step of a cycle can ever start; drop one of the needs`);
  });

  it('leave the steps that remain in the order of the source, with neither needs nor waves', async () => {
    const host = tieredHost({
      main: `formula = "main"
steps = [
  { id = "b", needs = ["a"] },
  { id = "gone", condition = "false" },
  { id = "a", needs = ["b"] },
]
`,
    });
    const [candidate] = host.candidates('main');
    const { stands } = await compile(candidate as Candidate, host, { emit: 'graph' });
    expect(stands).toEqual({
      steps: [
        { id: 'b', needs: [] },
        { id: 'a', needs: [] },
      ],
      barriers: [],
      waves: [],
      criticalPath: [],
    });
  });

  it('by waits_for are told of with its place', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      waits_for = "children-of(b)"
      [[steps]]
      id = "b"
      waits_for = "children-of(a)"
    `);
    expect(findings).toBe(`error[GT6002]: these steps wait for each other: a -> b -> a
 --> main.formula.toml:4:13
  |
4 | waits_for = "children-of(b)"
  |             ^^^^^^^^^^^^^^^^
  = note: "b" waits for what is spawned by "a"
    --> main.formula.toml:7:13
  = help: no step of a cycle can ever start; drop one of the needs

1 error
`);
  });

  it('are told of though a condition has removed some of them', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      needs = ["b"]
      [[steps]]
      id = "b"
      needs = ["a"]
      condition = "false"
    `);
    expect(findings).toContain('error[GT6002]: these steps wait for each other: a -> b -> a\n');
  });

  it('do not keep the other findings from being told', async () => {
    const { findings } = await cookText(`
      [[steps]]
      id = "a"
      title = "{{x}}"
      needs = ["a", "b"]
    `);
    expect(findings.match(/^error\[GT\d+\]/gm)).toEqual(['error[GT3002]', 'error[GT6002]', 'error[GT3001]']);
  });
});
