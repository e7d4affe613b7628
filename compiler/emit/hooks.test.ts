import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const scan = 'vars.what = {}\nsteps = [{ id = "scan", title = "Scan {{what}}" }]';

describe('a hook', () => {
  it('attaches a formula at a bond point, behind a step, or beside all', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        [[steps]]
        id = "build"
        expand = "two"
        [[steps]]
        id = "ship"
        needs = ["build"]
        [[compose.bond_points]]
        id = "before-ship"
        before_step = "ship"
        [[compose.hooks]]
        trigger = "label:security"
        attach = "scan"
        at = "before-ship"
        vars = { what = "all" }
        [[compose.hooks]]
        trigger = "type:bug"
        attach = "scan"
        at = "build"
        [[compose.hooks]]
        trigger = "priority:0-1"
        attach = "builtin:scan"
      `,
      two: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b" }]',
      'builtin:scan': scan,
      scan,
    });
    expect(findings).toBe('');
    expect(protomolecule.hooks).toEqual([
      { trigger: { label: 'security' }, attach: 'scan', at: 'before-ship', vars: { what: 'all' } },
      { trigger: { type: 'bug' }, attach: 'scan', after: ['build.a', 'build.b'] },
      { trigger: { priority: { from: 0, to: 1 } }, attach: 'builtin:scan' },
    ]);
    expect(Object.entries(protomolecule.bonds ?? {}).map(([name, { source }]) => [name, source])).toEqual([
      ['builtin:scan', 'builtin:scan'],
      ['scan', 'project:scan'],
    ]);
  });

  it('is inherited, behind those of the parent', async () => {
    const { protomolecule } = await cookText({
      main: 'extends = "parent"\ncompose.hooks = [{ trigger = "type:bug", attach = "scan" }]',
      parent: 'steps = [{ id = "a" }]\ncompose.hooks = [{ trigger = "label:x", attach = "scan" }]',
      scan,
    });
    expect(protomolecule.hooks?.map(({ trigger }) => trigger)).toEqual([{ label: 'x' }, { type: 'bug' }]);
  });

  it.each(['labels:x', 'label:', 'label:a b', 'priority:1-0', 'priority:5', 'priority:0-', 'bug', ''])(
    'has a trigger that can be read, which %j is not',
    async (trigger) => {
      const { findings } = await cookText({
        main: `steps = [{ id = "a" }]\ncompose.hooks = [{ trigger = "${trigger}", attach = "scan" }]`,
        scan,
      });
      expect(findings.split('\n')[0]).toBe(
        `error[GT2005]: "trigger" is "${trigger}"; it is label:NAME, type:NAME or priority:N-M`,
      );
    },
  );

  it('names a bond point or a step, and a formula that is there', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "build"
        [[compose.hooks]]
        trigger = "type:bug"
        attach = "scan"
        at = "biuld"
        [[compose.hooks]]
        trigger = "type:bug"
        attach = "self"
      `,
      scan,
      self: 'type = "aspect"\nadvice = [{ target = "*", before = { id = "{step.id}-x" } }]',
    });
    expect(findings).toBe(`error[GT3001]: [compose] has "biuld" in "at", but no step has that id
 --> main.formula.toml:7:6
  |
7 | at = "biuld"
  |      ^^^^^^^
  = help: did you mean "build"?

error[GT5001]: "attach" needs a formula of type "workflow", and "self" is of type "aspect"
  --> main.formula.toml:10:10
   |
10 | attach = "self"
   |          ^^^^^^
   = help: an aspect is woven in by "compose.aspects"

2 errors
`);
  });
});
