import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a formula that extends itself', () => {
  it('is told the path', async () => {
    const { findings } = await cookText({
      a: 'extends = "b"\nsteps = [{ id = "x" }]',
      b: 'extends = ["c"]\nsteps = [{ id = "y" }]',
      c: 'extends = ["d", "b"]\nsteps = [{ id = "z" }]',
      d: 'steps = [{ id = "w" }]',
    });
    expect(findings).toBe(`error[GT4001]: the formula extends itself: project:b -> project:c -> project:b
 --> c.formula.toml:2:17
  |
2 | extends = ["d", "b"]
  |                 ^^^
  = help: drop one of these from "extends"

1 error
`);
  });

  it('is told how to mean the one of another tier', async () => {
    const { findings } = await cookText({
      'project:shiny': 'extends = "shiny"\nsteps = [{ id = "x" }]',
      'builtin:shiny': 'steps = [{ id = "y" }]',
    });
    expect(findings).toBe(`error[GT4001]: the formula extends itself: project:shiny -> project:shiny
 --> shiny.formula.toml:2:11
  |
2 | extends = "shiny"
  |           ^^^^^^^
  = help: to extend a formula of the same name in another tier, name the tier: "builtin:shiny"

1 error
`);
  });

  it('is told of at once, however many ways there are round in circles', async () => {
    const names = Array.from({ length: 8 }, (_, number) => `f${number}`);
    const { findings } = await cookText(
      Object.fromEntries(
        names.map((name) => [name, `extends = ${JSON.stringify(names.filter((other) => other !== name))}`]),
      ),
    );
    expect(findings).toContain(
      'error[GT4001]: the formula extends itself: project:f0 -> project:f1 -> project:f0\n',
    );
  });
});

describe('a parent of another type', () => {
  it('is refused, whether its type is written or follows from its keys', async () => {
    const { findings } = await cookText({
      main: 'extends = ["one", "two"]\nsteps = [{ id = "a" }]',
      one: 'template = [{ id = "{target}.x" }]',
      two: 'type = "aspect"\nadvice = [{ target = "*", before = { id = "{step.id}-x" } }]',
    });
    expect(
      findings,
    ).toBe(`error[GT4002]: a formula of type "workflow" cannot extend "one", which is of type "expansion"
 --> main.formula.toml:2:12
  |
2 | extends = ["one", "two"]
  |            ^^^^^
  = help: an expansion takes the place of a step: by "expand" of the step, or [[compose.expand]]

error[GT4002]: a formula of type "workflow" cannot extend "two", which is of type "aspect"
 --> main.formula.toml:2:19
  |
2 | extends = ["one", "two"]
  |                   ^^^^^
  = help: an aspect is woven in by "compose.aspects"

2 errors
`);
  });

  it('gives its type to a child that says nothing of it', async () => {
    const { protomolecule, findings } = await cookText({
      child: 'extends = "parent"',
      parent: 'extends = "base"',
      base: 'legs = [{ id = "a" }]',
    });
    expect(findings).toBe('');
    expect(protomolecule.type).toBe('convoy');
  });

  it('gives no steps to a child that has none and gets none', async () => {
    const { findings } = await cookText({
      child: 'extends = "parent"',
      parent: 'vars.x = "y"\nextends = "base"',
      base: 'vars.z = ""\nsteps = []',
    });
    expect(findings).toBe('');
    const { findings: none } = await cookText({ child: 'type = "workflow"\nvars.x = "y"' });
    expect(none).toBe(`error[GT2008]: a formula of type "workflow" needs "steps", and this one has none
 --> child.formula.toml:1:11
  |
1 | formula = "child"
  |           ^^^^^^^
  = help: what a formula has makes its type: "steps" a workflow, "template" an expansion, "advice" an aspect, "legs" a convoy

1 error
`);
  });
});
