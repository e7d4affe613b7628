import { describe, expect, it } from 'vitest';
import { definitions as compose } from '../check/schema/compose.js';
import { formulaSchema } from '../check/schema/formula.js';
import { cookText } from '../testing/cook-text.js';
import { INHERITANCE } from './merge.js';

const titled = (steps: Record<string, string>): string =>
  Object.entries(steps)
    .map(([id, title]) => `[[steps]]\nid = "${id}"\ntitle = "${title}"\n`)
    .join('');

const titlesOf = async (files: Record<string, string>): Promise<string[]> => {
  const { protomolecule, findings } = await cookText(files);
  expect(findings).toBe('');
  return protomolecule.steps.map(({ id, title, container }) =>
    [container, id, title].filter(Boolean).join(' '),
  );
};

describe('the table of inheritance', () => {
  it('has each key of a formula in exactly one row', () => {
    const { own, nearest, whole, byName, byId, joined, applied } = INHERITANCE;
    const rows = [...own, ...nearest, ...whole, ...byName, ...byId, ...joined, ...applied, 'compose'];
    const { properties } = formulaSchema as { properties: object };
    expect(rows.toSorted()).toEqual(Object.keys(properties).toSorted());
  });

  it('has each key of compose in exactly one row', () => {
    const { composeJoined, composeById, composeOnce } = INHERITANCE;
    const rows = [...composeJoined, ...composeById, ...composeOnce];
    const { properties } = compose.compose as unknown as { properties: object };
    expect(rows.toSorted()).toEqual(Object.keys(properties).toSorted());
  });
});

describe('extends', () => {
  it('puts the steps of a child with a known id in the place of the parent, wherever that is, others at the end', async () => {
    expect(
      await titlesOf({
        child: `extends = "parent"\n${titled({ new: 'child', inner: 'child', b: 'child' })}`,
        parent: `${titled({ a: 'parent', b: 'parent' })}
          [[steps]]
          id = "box"
          title = "parent"
          children = [{ id = "mid", title = "parent", children = [{ id = "inner", title = "parent" }] }]
          [[steps]]
          id = "c"
          title = "parent"
        `,
      }),
    ).toEqual([
      'a parent',
      'b child',
      'box parent',
      'box mid parent',
      'mid inner child',
      'c parent',
      'new child',
    ]);
  });

  it('replaces whole steps, needs and all', async () => {
    const { order } = await cookText({
      child: `
        extends = "parent"
        [[steps]]
        id = "b"
      `,
      parent: `
        [[steps]]
        id = "a"
        [[steps]]
        id = "b"
        needs = ["a"]
        [[steps]]
        id = "c"
        needs = ["b"]
      `,
    });
    expect(order).toEqual(['a', 'b', 'c <- b']);
  });

  it('leaves a container as it is for the others that inherit it', async () => {
    expect(
      await titlesOf({
        child: 'extends = ["one", "two"]\n[[steps]]\nid = "inner"\ntitle = "child"',
        one: `extends = "parent"\n${titled({ inner: 'one' })}`,
        two: `extends = "parent"\n${titled({ other: 'two' })}`,
        parent: 'steps = [{ id = "box", children = [{ id = "inner", title = "parent" }] }]',
      }),
    ).toEqual(['box Box', 'box inner child', 'other two']);
  });

  it('appends a step whose inherited namesake stood in a container that is replaced', async () => {
    expect(
      await titlesOf({
        child: `
          extends = "parent"
          [[steps]]
          id = "inner"
          title = "child"
          [[steps]]
          id = "box"
          children = [{ id = "fresh" }]
        `,
        parent: 'steps = [{ id = "box", children = [{ id = "inner", title = "parent" }] }]',
      }),
    ).toEqual(['box Box', 'box fresh Fresh', 'inner child']);
  });

  it('does not hide that a child has one id twice', async () => {
    const { findings } = await cookText({
      child: 'extends = "parent"\nsteps = [{ id = "a" }, { id = "a" }]',
      parent: 'steps = [{ id = "a" }]',
    });
    expect(findings).toBe(`error[GT6001]: two steps have the id "a"
 --> child.formula.toml:3:31
  |
3 | steps = [{ id = "a" }, { id = "a" }]
  |                               ^^^
  = note: the first is here
    --> child.formula.toml:3:17
  = help: ids are unique in the whole formula, children included; rename one of them

1 error
`);
  });

  it('folds parents in order, depth first, each once', async () => {
    const { protomolecule, findings } = await cookText({
      child: 'extends = ["left", "right", "base"]\n[[steps]]\nid = "child"',
      left: 'extends = "base"\n[[steps]]\nid = "left"',
      right: 'extends = ["far", "base"]\n[[steps]]\nid = "right"',
      far: '[[steps]]\nid = "far"',
      base: '[[steps]]\nid = "base"',
    });
    expect(findings).toBe('');
    expect(protomolecule.steps.map(({ id }) => id)).toEqual(['base', 'left', 'far', 'right', 'child']);
    expect(protomolecule.sources.map(({ id }) => id)).toEqual([
      'project:base',
      'project:left',
      'project:far',
      'project:right',
      'project:child',
    ]);
  });

  it('takes over every key of the parents, and joins what can be joined', async () => {
    const { protomolecule, findings, order } = await cookText({
      child: `
        extends = "parent"
        pour = false
        [vars]
        mine = "c"
        both = "c"
        [[advice]]
        target = "b"
        before = { id = "child-before-b" }
        [compose]
        aspects = ["two", "one"]
        [[compose.branch]]
        from = "a"
        steps = ["d"]
        join = "c"
        [[compose.bond_points]]
        id = "end"
        after_step = "d"
        [[steps]]
        id = "d"
      `,
      parent: `
        description = "of the parent"
        version = 7
        phase = "liquid"
        pour = true
        agent = "claude"
        review_only = true
        [squash]
        trigger = "manual"
        [vars]
        theirs = "p"
        both = "p"
        [[steps]]
        id = "a"
        [[steps]]
        id = "b"
        needs = ["a"]
        [[steps]]
        id = "c"
        needs = ["b"]
        [[advice]]
        target = "c"
        before = { id = "parent-before-c" }
        [compose]
        aspects = ["one"]
        [[compose.gate]]
        before = "b"
        condition = "a.status == 'complete'"
        [[compose.bond_points]]
        id = "start"
        before_step = "a"
        [[compose.bond_points]]
        id = "end"
        after_step = "c"
      `,
      one: 'type = "aspect"\nadvice = [{ target = "a", before = { id = "one" } }]',
      two: 'type = "aspect"\nadvice = [{ target = "a", before = { id = "two" } }]',
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'one',
      'two <- one',
      'a <- two',
      'child-before-b <- a',
      'b <- child-before-b',
      'd <- a',
      'parent-before-c <- b, d',
      'c <- parent-before-c',
    ]);
    const { steps, sources, fingerprint, waves, critical_path, regions, barriers, ...rest } = protomolecule;
    expect(rest).toEqual({
      format: 1,
      name: 'child',
      type: 'workflow',
      description: 'of the parent',
      version: 7,
      shape: {},
      vars: {
        theirs: { type: 'string', default: 'p' },
        both: { type: 'string', default: 'c' },
        mine: { type: 'string', default: 'c' },
      },
      phase: 'liquid',
      pour: false,
      review_only: true,
      squash: { trigger: 'manual' },
      bond_points: [
        { id: 'start', before: ['one'] },
        { id: 'end', after: ['d'] },
      ],
    });
    expect(steps.find(({ id }) => id === 'b')?.gates).toEqual([
      { type: 'condition', condition: "a.status == 'complete'" },
    ]);
    expect(steps.find(({ id }) => id === 'd')).toMatchObject({ agent: 'claude', review_only: true });
  });

  it('takes over the template of an expansion, the advice of an aspect, and the parts of a convoy', async () => {
    const expansion = await cookText({
      child: 'extends = "parent"\n[[template]]\nid = "{target}.b"\ntitle = "child"',
      parent:
        'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b" }, { id = "{target}.c" }]',
    });
    expect(expansion.findings).toBe('');
    expect(expansion.protomolecule.type).toBe('expansion');
    expect(expansion.protomolecule.steps.map(({ title }) => title)).toEqual(['A', 'child', 'C']);

    const aspect = await cookText({
      main: 'steps = [{ id = "x" }]\ncompose.aspects = ["child"]',
      child: 'extends = "parent"\n[[advice]]\ntarget = "x"\nbefore = { id = "two" }',
      parent: 'type = "aspect"\n[[advice]]\ntarget = "x"\nbefore = { id = "one" }',
    });
    expect(aspect.findings).toBe('');
    expect(aspect.order).toEqual(['one', 'two <- one', 'x <- two']);

    const convoy = await cookText({
      child: 'extends = "parent"\n[[legs]]\nid = "more"\n[[legs]]\nid = "two"\ntitle = "child"',
      parent: `
        type = "convoy"
        legs = [{ id = "one" }, { id = "two" }]
        synthesis = { title = "All" }
        prompts = { base = "b" }
        output = { directory = "out" }
        inputs = { pr = { type = "int" } }
        presets = { small = { legs = ["one"] } }
      `,
    });
    expect(convoy.findings).toBe('');
    expect(convoy.order).toEqual(['one', 'two', 'more', 'synthesis <- one, two, more']);
    expect(convoy.step('two').title).toBe('child');
    expect(convoy.protomolecule).toMatchObject({
      prompts: { base: 'b' },
      output: { directory: 'out' },
      vars: { pr: { type: 'int' } },
      presets: { small: { legs: ['one'] } },
    });
  });

  it('gives a formula the description of the nearest parent', async () => {
    const { protomolecule } = await cookText({
      child: 'extends = "middle"',
      middle: 'extends = "base"\ndescription = "middle"',
      base: 'description = "base"\nversion = 3\nsteps = [{ id = "a" }]',
    });
    expect(protomolecule).toMatchObject({ description: 'middle', version: 3 });
  });

  it('keeps false and empty as values', async () => {
    const { protomolecule } = await cookText({
      child: 'extends = "parent"\ndescription = ""\npour = false\nagent = ""\nvars.x = ""',
      parent: 'description = "d"\npour = true\nagent = "claude"\nvars.x = "y"\nsteps = [{ id = "a" }]',
    });
    expect(protomolecule).toMatchObject({
      description: '',
      pour: false,
      vars: { x: { default: '' } },
    });
    expect(protomolecule.steps[0]?.agent).toBe('');
  });

  it('goes to the formula of that name in a tier that is named', async () => {
    expect(
      await titlesOf({
        'project:shiny': 'extends = "builtin:shiny"\nsteps = [{ id = "test", title = "project" }]',
        'builtin:shiny': titled({ build: 'builtin', test: 'builtin' }),
      }),
    ).toEqual(['build builtin', 'test project']);
  });
});

describe('parents that disagree', () => {
  const files = (child: string): Record<string, string> => ({
    child: `extends = ["left", "right"]\n${child}`,
    left: 'pour = true\nvars.x = "left"\nsteps = [{ id = "same", title = "left" }, { id = "left" }]',
    right: 'pour = false\nvars.x = "right"\nsteps = [{ title = "right", id = "same" }, { id = "right" }]',
  });

  it('are refused', async () => {
    const { findings } = await cookText(files(''));
    const at = ` --> child.formula.toml:2:20
  |
2 | extends = ["left", "right"]
  |                    ^^^^^^^`;
    expect(findings).toBe(`error[GT4003]: "left" and "right" both define "pour", each in its own way
${at}
  = help: define "pour" in this formula, or extend only one of them

error[GT4003]: "left" and "right" both define "vars.x", each in its own way
${at}
  = help: define "vars.x" in this formula, or extend only one of them

error[GT4003]: "left" and "right" both define step "same", each in its own way
${at}
  = help: define step "same" in this formula, or extend only one of them

3 errors
`);
  });

  it('are settled by the child, and by any formula below both', async () => {
    const settled = 'pour = true\nvars.x = "child"\nsteps = [{ id = "same", title = "child" }]';
    expect(await titlesOf(files(settled))).toEqual(['same child', 'left Left', 'right Right']);
    expect(await titlesOf({ grandchild: 'extends = ["child", "left"]', ...files(settled) })).toEqual([
      'same child',
      'left Left',
      'right Right',
    ]);
  });

  it('do not when both say the same, in whatever order', async () => {
    expect(
      await titlesOf({
        child: 'extends = ["left", "right"]',
        left: 'steps = [{ id = "same", title = "t", metadata = { a = 1, b = [{ c = 2, d = 3 }] } }]',
        right: 'steps = [{ metadata = { b = [{ d = 3, c = 2 }], a = 1 }, title = "t", id = "same" }]',
      }),
    ).toEqual(['same t']);
  });

  it('do not when one extends the other, or one only inherits what the other changes', async () => {
    expect(
      await titlesOf({
        child: 'extends = ["base", "left", "right"]',
        left: 'extends = "base"\nsteps = [{ id = "a", title = "left" }]',
        right: 'extends = "base"\nsteps = [{ id = "b", title = "right" }]',
        base: titled({ a: 'base', b: 'base' }),
      }),
    ).toEqual(['a left', 'b right']);
  });
});
