import { describe, expect, it } from 'vitest';
import type { Candidate } from '../host.js';
import { memoryHost } from '../host-memory.js';
import { MAX_PLAIN_NEEDS } from '../limits.js';
import { expandFormula } from './expand-formula.js';

/** What is written of the formula `main`, comments left out, and the findings. */
async function expanded(
  files: string | Readonly<Record<string, string>>,
  options: Partial<Parameters<typeof expandFormula>[2]> = {},
) {
  const texts = typeof files === 'string' ? { main: files } : files;
  const host = memoryHost(
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [`${name}.formula.toml`, `formula = "${name}"\n${text}`]),
    ),
  );
  const [candidate] = host.candidates('main');
  const { expanded: result, diagnostics } = await expandFormula(candidate as Candidate, host, {
    comments: false,
    ...options,
  });
  return {
    toml: result?.toml,
    findings: diagnostics.map(({ code, message }) => `${code} ${message}`),
    mappings: result?.mappings,
  };
}

/** Without the two lines that every one of these has. */
const body = (toml: string | undefined): string =>
  (toml ?? '').replace(/^formula = .*\ntype = "workflow"\n\n?/m, '');

describe('what is written', () => {
  it('has outputs and conditions with the ids that the steps have there', async () => {
    const { toml, findings } = await expanded(`[[steps]]
id = "l"
[steps.loop]
count = 1
[[steps.loop.body]]
id = "x"
[[steps.loop.body]]
id = "y"
needs = ["x"]
notes = "{{steps.x.output.a}}"
gate = { type = "condition", condition = "x.output.b" }
`);
    expect(findings).toEqual([]);
    expect(body(toml)).toBe(`[[steps]]
id = "l.iter1.x"

[[steps]]
id = "l.iter1.y"
notes = "{{steps.l.iter1.x.output.a}}"
gate = { type = "condition", condition = "l.iter1.x.output.b" }
needs = ["l.iter1.x"]
`);
  });

  it('has a comment on each step, and the file of each line', async () => {
    const files = {
      main: `extends = "base"
advice = [{ target = "a", before = { id = "b" } }]
[compose]
aspects = ["watch"]
`,
      base: `[vars]
who = "Ada"
[[steps]]
id = "a"
title = "Ask {{who}}"
[[steps]]
id = "loop"
loop = { count = 1, body = [{ id = "c", description = "One\\nTwo\\n" }] }
`,
      watch: `type = "aspect"
advice = [{ target = "loop", after = { id = "{step.id}-d" } }]
`,
    };
    const { toml, mappings } = await expanded(files, { comments: true });
    expect(toml).toBe(`# main, with all that it is composed of
formula = "main"
type = "workflow"

[vars]
who = "Ada"

# from main.formula.toml:3
[[steps]]
id = "b"

# from base.formula.toml:4, inherited by main.formula.toml:2
[[steps]]
id = "a"
title = "Ask {{who}}"
needs = ["b"]

# from base.formula.toml:9, iteration 1 of loop, inherited by main.formula.toml:2
[[steps]]
id = "loop.iter1.c"
description = """
One
Two
"""

# from watch.formula.toml:3, woven by main.formula.toml:5
[[steps]]
id = "loop-d"
needs = ["loop.iter1.c"]
`);
    const via = [{ kind: 'inherited', by: 'main', file: 'memory:main', line: 2, column: 11 }];
    expect(mappings?.map(({ via: _, ...mapping }) => mapping)).toEqual([
      { lines: [2, 2], path: '/formula', file: 'memory:main', line: 1, column: 1 },
      { lines: [6, 6], path: '/vars/who', file: 'memory:base', line: 3, column: 1 },
      { lines: [9, 10], path: '/steps/0', step: 'b', file: 'memory:main', line: 3, column: 36 },
      { lines: [13, 16], path: '/steps/1', step: 'a', file: 'memory:base', line: 4, column: 1 },
      { lines: [19, 24], path: '/steps/2', step: 'loop.iter1.c', file: 'memory:base', line: 9, column: 29 },
      { lines: [27, 29], path: '/steps/3', step: 'loop-d', file: 'memory:watch', line: 3, column: 38 },
    ]);
    expect(mappings?.[3]?.via).toEqual(via);
  });

  it('holds variables to what they have decided, and to what was given', async () => {
    const { toml } = await expanded(
      `vars = { deep = { type = "bool", default = false }, rounds = { type = "int", required = true }, who = { required = true } }
[[steps]]
id = "a"
condition = "{{deep}}"
[[steps]]
id = "b"
needs = ["a"]
loop = { count = "{{rounds}}", body = [{ id = "x", title = "{{rounds}} for {{who}}" }] }
`,
      { values: new Map([['rounds', '1']]), comments: true },
    );
    expect(toml?.replace(/^# from.*\n/gm, '')).toBe(`# main, with all that it is composed of
# Its steps hold for deep = "false", rounds = "1"
formula = "main"
type = "workflow"

[vars.deep]
default = false
enum = [false]
type = "bool"

[vars.rounds]
default = 1
enum = [1]
type = "int"

[vars.who]
required = true

[[steps]]
id = "b.iter1.x"
title = "1 for {{who}}"
`);
  });

  it('has containers with their children, gates, and loops that end only while the molecule runs', async () => {
    const { toml, findings } = await expanded(
      `
[[steps]]
id = "box"
gate = { type = "timer", timeout = "1h" }
[[steps.children]]
id = "in"
needs = ["start"]
[[steps.children]]
id = "grown"
expand = "two"
[[steps]]
id = "start"
[[steps]]
id = "again"
needs = ["box"]
[steps.loop]
until = "x.status == 'complete'"
max = 3
body = [{ id = "x", priority = 1 }, { id = "y", needs = ["x"], expand = "two" }]
[[compose.gate]]
before = "box"
condition = "start.status == 'complete'"
`.replaceAll('expand = "two"', 'labels = ["l"]'),
    );
    expect(findings).toEqual([]);
    expect(body(toml)).toBe(`[[steps]]
id = "box"
gate = { type = "timer", timeout = "1h" }

[[steps.children]]
id = "grown"
labels = ["l"]

[[steps.children]]
id = "in"
needs = ["start"]

[[steps]]
id = "start"

[[steps]]
id = "again"
needs = ["box"]

[steps.loop]
until = "again.iter1.x.status == 'complete'"
max = 3

[[steps.loop.body]]
id = "x"
priority = 1

[[steps.loop.body]]
id = "y"
labels = ["l"]
needs = ["x"]

[[compose.gate]]
before = "box"
condition = "start.status == 'complete'"
`);
  });

  it('has plain needs where a barrier was', async () => {
    const wide = (prefix: string, needs: string): string =>
      Array.from({ length: 5 }, (_, n) => `{ id = "${prefix}${n}"${needs} }`).join(', ');
    const { toml } = await expanded(`
steps = [
  { id = "first", loop = { count = 1, body = [${wide('a', '')}] } },
  ${wide('b', ', needs = ["first"]')}
]`);
    expect(toml?.match(/^needs = .*(?:\n {2}.*)*/gm)).toHaveLength(5);
    expect(toml).toContain(
      'needs = ["first.iter1.a0", "first.iter1.a1", "first.iter1.a2", "first.iter1.a3", "first.iter1.a4"]',
    );
  });

  it('is a convoy while legs are legs, and a workflow when they have become more', async () => {
    const convoy = `type = "convoy"
review_only = true
[inputs]
pr = { required_unless = ["branch"] }
branch = { required_unless = ["pr"] }
[[legs]]
id = "one"
focus = "First"
[[legs]]
id = "two"
condition = "0"
[synthesis]
title = "Join"
[presets.some]
legs = ["one", "two"]
`;
    expect((await expanded(convoy)).toml).toBe(`formula = "main"
type = "convoy"
review_only = true

[inputs.pr]
required_unless = ["branch"]

[inputs.branch]
required_unless = ["pr"]

[[legs]]
id = "one"
focus = "First"

[synthesis]
title = "Join"

[presets.some]
legs = ["one"]
`);
    const woven = await expanded(`${convoy}[[advice]]\ntarget = "one"\nbefore = { id = "prepare" }\n`);
    expect(woven.findings).toEqual([
      'GT5021 "required_unless" of the input "pr" has no place in a plain workflow, and is left out',
      'GT5021 "required_unless" of the input "branch" has no place in a plain workflow, and is left out',
      'GT5021 "presets" of the convoy has no place in a plain workflow, and is left out',
      'GT5021 "focus" of step "one" has no place in a plain workflow, and is left out',
    ]);
    expect(woven.toml).toContain('id = "one"\nneeds = ["prepare"]');
  });

  it('waits for the children of what stands for a step that was replaced', async () => {
    const files = {
      main: `[[steps]]
id = "a"
expand = "two"
[[steps]]
id = "b"
needs = ["a"]
waits_for = "all-children"
`,
      two: 'type = "expansion"\ntemplate = [{ id = "{target}.x" }, { id = "{target}.y", needs = ["{target}.x"] }]',
    };
    expect((await expanded(files)).toml).toContain('waits_for = "children-of(a.y)"');
    const spawning = {
      ...files,
      two: files.two.replace(
        '"{target}.x" }',
        '"{target}.x", on_complete = { for_each = "output.l", bond = "one" } }',
      ),
      one: 'steps = [{ id = "o" }]',
    };
    expect((await expanded(spawning)).toml).toContain('waits_for = "children-of(a.x)"');
    const apart = { ...files, two: files.two.replace(', needs = ["{target}.x"]', '') };
    expect((await expanded(apart)).findings).toEqual([
      'GT5020 "waits_for" of step "b" cannot be written without composition: "a" was replaced, and 2 steps are left of it to wait for',
    ]);
  });

  it('of an aspect is the aspect', async () => {
    const { toml, findings } = await expanded({
      main: 'extends = "base"\nadvice = [{ target = "x", before = { id = "{step.id}-b" } }]',
      base: 'type = "aspect"\nadvice = [{ target = "y", after = { id = "{step.id}-a" } }]',
    });
    expect(findings).toEqual([]);
    expect(toml).toBe(`formula = "main"
type = "aspect"

[[advice]]
target = "y"
after = { id = "{step.id}-a" }

[[advice]]
target = "x"
before = { id = "{step.id}-b" }
`);
  });
});

describe('a formula with its parents merged in', () => {
  it('keeps its composition, and has what patches made of it', async () => {
    const { toml } = await expanded(
      {
        main: `extends = "base"
[patch.a]
needs_add = ["z"]
timeout = "1h"
[patch.b]
remove = true
`,
        base: `[[steps]]
id = "z"
metadata = { remove = true }
[[steps]]
id = "a"
needs = ["y"]
expand = "two"
[[steps]]
id = "y"
[[steps]]
id = "b"
needs = ["a"]
`,
        two: 'type = "expansion"\ntemplate = [{ id = "{target}.x" }]',
      },
      { phase: 'inherit' },
    );
    expect(body(toml)).toBe(`[[steps]]
id = "z"
metadata = { remove = true }

[[steps]]
id = "a"
timeout = "1h"
needs = ["y", "z"]
expand = "two"

[[steps]]
id = "y"

[[steps]]
id = "b"
condition = "false"
needs = ["a"]
`);
  });
});

describe('what cannot be written', () => {
  it.each([
    [
      'two gates that are no conditions',
      'steps = [{ id = "a", gate = { type = "human" }, loop = { count = 1, body = [{ id = "x", gate = { type = "timer", timeout = "1h" } }] } }]',
      'GT5020 step "a.iter1.x" cannot be written without composition: it has the gates of a replaced step besides its own, and a step has one "gate"',
    ],
    [
      'a bond point at several steps',
      'steps = [{ id = "a", loop = { count = 1, body = [{ id = "x" }, { id = "y" }] } }]\ncompose.bond_points = [{ id = "p", after_step = "a" }]',
      'GT5020 the bond point "p" cannot be written without composition: it lies at 2 steps, and can name one only',
    ],
    [
      'any child of one of several needs',
      'steps = [{ id = "a" }, { id = "b" }, { id = "c" }, { id = "d", needs = ["a"], waits_for = "any-children" }]\ncompose.branch = [{ from = "b", steps = ["d"], join = "c" }]',
      'GT5020 step "d" cannot be written without composition: "any-children" means its only need, and it has others besides "a"',
    ],
    [
      'a need that a name in a body hides',
      'steps = [{ id = "x" }, { id = "l", loop = { until = "x.status == \'complete\'", max = 2, body = [{ id = "x" }, { id = "y" }] } }]\ncompose.branch = [{ from = "x", steps = ["l.iter1.y"], join = "l.iter1.x" }]',
      'GT5020 step "l.iter1.y" cannot be written without composition: it needs "x", and in its loop that name means "l.iter1.x"',
    ],
    [
      'a condition on a step that was replaced',
      'steps = [{ id = "a", loop = { count = 1, body = [{ id = "x" }] } }, { id = "b", gate = { type = "condition", condition = "a.status == \'complete\'" } }]',
      'GT5020 the formula cannot be written without composition: it would have an error: a condition has "a" in "condition", but no step has that id',
    ],
  ])('is told: %s', async (_what, text, finding) => {
    const { toml, findings } = await expanded(text);
    expect([toml, findings]).toEqual([undefined, [finding]]);
  });

  it('is told of a value that would be read as a variable', async () => {
    const { findings } = await expanded(
      'vars = { a = "x", b = "y" }\nsteps = [{ id = "s", title = "{{a}}" }]',
      {
        values: new Map([['a', '{{b}}']]),
      },
    );
    expect(findings).toEqual([
      'GT5020 the value of "a" cannot be written without composition: in a text it would be taken for a variable',
    ]);
  });

  it('is told of more needs than MAX_PLAIN_NEEDS', async () => {
    const list = (count: number, more: string): string =>
      Array.from({ length: count }, (_, n) => `{ id = "s${n}"${more} }`).join(', ');
    const square = (count: number): string =>
      `steps = [{ id = "a", loop = { count = 1, body = [${list(count, '')}] } }, { id = "b", needs = ["a"], loop = { count = 1, body = [${list(count, '')}] } }]`;
    const side = Math.floor(Math.sqrt(MAX_PLAIN_NEEDS)) - 1;
    expect((await expanded(square(side))).findings).toEqual([]);
    expect((await expanded(square(side + 2))).findings).toEqual([
      `GT5020 the formula cannot be written without composition: its steps would need more than ${MAX_PLAIN_NEEDS} others by name (MAX_PLAIN_NEEDS)`,
    ]);
  });

  it('has the findings of the formula, where that is wrong', async () => {
    expect(await expanded('steps = [{ id = "a", needs = ["b"] }]')).toMatchObject({
      toml: undefined,
      findings: ['GT3001 step "a" has "b" in "needs", but no step has that id'],
    });
  });
});
