import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a bond point', () => {
  it('lies after all exits or before all entries of what has come in the place of a step', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        [[steps]]
        id = "plain"
        [[steps]]
        id = "box"
        children = [{ id = "x" }]
        [[steps]]
        id = "grown"
        expand = "wide"
        [[steps]]
        id = "advised"
        [[advice]]
        target = "advised"
        around = { before = { id = "before" }, after = { id = "after" } }
        [[compose.bond_points]]
        id = "p1"
        description = "after it"
        after_step = "plain"
        [[compose.bond_points]]
        id = "p2"
        parallel = true
        after_step = "box"
        before_step = "box"
        [[compose.bond_points]]
        id = "p3"
        after_step = "grown"
        before_step = "grown"
        [[compose.bond_points]]
        id = "p4"
        after_step = "advised"
        before_step = "advised"
      `,
      wide: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b" }]',
    });
    expect(findings).toBe('');
    expect(protomolecule.bond_points).toEqual([
      { id: 'p1', description: 'after it', after: ['plain'] },
      { id: 'p2', after: ['box'], before: ['box'], parallel: true },
      { id: 'p3', after: ['grown.a', 'grown.b'], before: ['grown.a', 'grown.b'] },
      { id: 'p4', after: ['after'], before: ['before'] },
    ]);
  });

  it('of a step that a condition removed moves to its neighbours', async () => {
    const { protomolecule } = await cookText({
      main: `
        [[steps]]
        id = "first"
        [[steps]]
        id = "gone"
        needs = ["first"]
        condition = "false"
        [[steps]]
        id = "grown"
        needs = ["gone"]
        expand = "nothing"
        [[steps]]
        id = "left"
        needs = ["grown"]
        [[steps]]
        id = "right"
        needs = ["grown"]
        [[steps]]
        id = "alone"
        condition = "false"
        [[compose.bond_points]]
        id = "p1"
        after_step = "gone"
        before_step = "gone"
        [[compose.bond_points]]
        id = "p2"
        after_step = "grown"
        before_step = "grown"
        [[compose.bond_points]]
        id = "p3"
        after_step = "alone"
        before_step = "alone"
      `,
      nothing: 'type = "expansion"\ntemplate = [{ id = "{target}.a", condition = "false" }]',
    });
    expect(protomolecule.bond_points).toEqual([
      { id: 'p1', after: ['first'], before: ['left', 'right'] },
      { id: 'p2', after: ['first'], before: ['left', 'right'] },
      { id: 'p3', after: [], before: [] },
    ]);
  });

  it('has an id of its own', async () => {
    const { findings } = await cookText({
      main: `
        extends = "parent"
        compose.bond_points = [{ id = "end", before_step = "a" }, { id = "start" }, { id = "start" }]
      `,
      parent: 'steps = [{ id = "a" }]\ncompose.bond_points = [{ id = "end", after_step = "a" }]',
    });
    expect(findings).toBe(`error[GT2005]: "id" is "start", and so is that of another bond point
 --> main.formula.toml:3:84
  |
3 | compose.bond_points = [{ id = "end", before_step = "a" }, { id = "start" }, { id = "start" }]
  |                                                                                    ^^^^^^^

1 error
`);
  });

  it('must name a step', async () => {
    const { findings } = await cookText(`
      steps = [{ id = "work" }]
      [[compose.bond_points]]
      id = "p"
      after_step = "wrok"
    `);
    expect(findings).toBe(`error[GT3001]: [compose] has "wrok" in "after_step", but no step has that id
 --> main.formula.toml:5:14
  |
5 | after_step = "wrok"
  |              ^^^^^^
  = help: did you mean "work"?

1 error
`);
  });
});
