import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const main = `
  vars.level = "low"
  [[steps]]
  id = "plan"
  [[steps]]
  id = "build"
  description = "As planned"
  needs = ["plan"]
  [[steps]]
  id = "ship"
  needs = ["build"]
`;

const override = (step: string, mode: string, description?: string): string =>
  `[[step-overrides]]\nstep_id = "${step}"\nmode = "${mode}"\n${description === undefined ? '' : `description = ${JSON.stringify(description)}\n`}`;

describe('an overlay', () => {
  it('replaces descriptions, adds to them, and takes steps out', async () => {
    const { order, step, findings } = await cookText({
      main,
      'overlay:main': `# Of this town.
        ${override('ship', 'skip')}
        ${override('plan', 'replace', 'With the mayor')}
        ${override('build', 'append', 'At level {{level}}')}
      `,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['plan', 'build <- plan']);
    expect(step('plan').description).toBe('With the mayor');
    expect(step('build').description).toBe('As planned\nAt level {{level}}');
  });

  it('carries out what it says of one step in its order', async () => {
    const { step, findings } = await cookText({
      main,
      'overlay:main': [
        override('build', 'replace', 'One'),
        override('build', 'append', 'Two'),
        override('plan', 'append', 'Three'),
        override('build', 'append', 'Four'),
      ].join(''),
    });
    expect(findings).toBe('');
    expect(step('build').description).toBe('One\nTwo\nFour');
    expect(step('plan').description).toBe('Three');
  });

  it('is one of the sources, and origins go through it', async () => {
    const { protomolecule, step } = await cookText({
      'builtin:main': main,
      'overlay:main': `# Why.\n\n${override('build', 'append', 'More')}`,
    });
    expect(protomolecule.name).toBe('main');
    expect(protomolecule.sources.map(({ id }) => id)).toEqual(['builtin:main', 'overlay:main']);
    const via = [{ kind: 'inherited', by: 'main', file: 'overlay:main', line: 3, column: 1 }];
    expect(step('build').origin).toEqual({ file: 'builtin:main', line: 5, column: 1, via });
  });

  it('that says nothing changes nothing but the sources', async () => {
    const { protomolecule: without } = await cookText({ main });
    const { protomolecule } = await cookText({ main, 'overlay:main': '# nothing yet\n' });
    expect(protomolecule.fingerprint).toBe(without.fingerprint);
    expect(protomolecule.sources).toHaveLength(2);
  });

  it('does what a child with the same patches does', async () => {
    const text = fc.constantFrom('', 'x', 'a\nb', '{{level}}');
    const change = fc.oneof(
      fc.record({ mode: fc.constantFrom('replace', 'append'), text }),
      fc.constant({ mode: 'skip', text: undefined }),
    );
    const changes = fc.dictionary(fc.constantFrom('plan', 'build', 'ship'), change, { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(changes, async (chosen) => {
        const all = Object.entries(chosen);
        const keys: Readonly<Record<string, string>> = { replace: 'description', append: 'description_add' };
        const patches = all.map(([id, { mode, text: written }]) =>
          mode === 'skip'
            ? `patch.${id}.remove = true\n`
            : `patch.${id}.${keys[mode]} = ${JSON.stringify(written)}\n`,
        );
        const overlay = all.map(([id, { mode, text: written }]) => override(id, mode, written)).join('');
        const overlaid = await cookText({ main, 'overlay:main': overlay });
        const child = await cookText({
          main: `extends = "base:main"\n${patches.join('')}`,
          'base:main': main,
        });
        expect(overlaid.protomolecule.fingerprint).toBe(child.protomolecule.fingerprint);
        expect(overlaid.protomolecule.name).toBe('main');
      }),
      { numRuns: 60 },
    );
  });

  it('is left out when that is asked for', async () => {
    const files = { main, 'overlay:main': override('build', 'skip') };
    const { protomolecule } = await cookText(files, { overlays: false });
    expect(protomolecule.sources.map(({ id }) => id)).toEqual(['project:main']);
    expect(protomolecule.steps).toHaveLength(3);
  });

  it('reaches inherited steps, legs and templates, and stays out of formulas that draw its formula in', async () => {
    const files = {
      main: 'extends = "base"\n[[steps]]\nid = "more"\nexpand = "small"\n',
      base: 'steps = [{ id = "a", description = "of base" }]',
      small: 'template = [{ id = "{target}.t", description = "of small" }]',
      'overlay:main': override('a', 'append', 'of main'),
      'overlay:base': override('a', 'replace', 'never'),
      'overlay:small': override('{target}.t', 'replace', 'overlaid'),
    };
    const { step, findings, protomolecule } = await cookText(files);
    expect(findings).toBe('');
    expect(step('a').description).toBe('of base\nof main');
    expect(step('more.t').description).toBe('of small');
    expect(protomolecule.sources.map(({ id }) => id).sort()).toEqual([
      'overlay:main',
      'project:base',
      'project:main',
      'project:small',
    ]);
    const { small, ...others } = files;
    const alone = await cookText({ small, ...others });
    expect(alone.step('main.t').description).toBe('overlaid');
    const convoy = await cookText({
      main: 'legs = [{ id = "style" }]\nsynthesis = { title = "x" }',
      'overlay:main': override('style', 'replace', 'new') + override('synthesis', 'append', 'sum'),
    });
    expect(convoy.step('style').description).toBe('new');
    expect(convoy.step('synthesis').description).toBe('sum');
  });

  it('of a formula that is attached changes that, whichever way it is attached', async () => {
    const files = (overlay: Readonly<Record<string, string>>) =>
      cookText({
        main: `
          compose.hooks = [{ trigger = "type:bug", attach = "triage" }]
          [[steps]]
          id = "list"
          on_complete = { for_each = "output.items", bond = "review" }
        `,
        review: 'steps = [{ id = "read" }]',
        triage: 'steps = [{ id = "look" }]',
        ...overlay,
      });
    const before = (await files({})).protomolecule;
    const after = (
      await files({
        'overlay:review': override('read', 'replace', 'Well'),
        'overlay:triage': override('look', 'append', 'Twice'),
      })
    ).protomolecule;
    for (const name of ['review', 'triage']) {
      expect(after.bonds?.[name]?.source).toBe(`project:${name}`);
      expect(after.bonds?.[name]?.fingerprint).not.toBe(before.bonds?.[name]?.fingerprint);
    }
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.sources.map(({ id }) => id)).toContain('overlay:review');
  });

  it('of a formula that attaches itself counts for both', async () => {
    const { protomolecule } = await cookText({
      main: 'steps = [{ id = "a", on_complete = { for_each = "output.items", bond = "main" } }]',
      'overlay:main': override('a', 'replace', 'x'),
    });
    expect(protomolecule.bonds).toEqual({ main: { source: 'project:main' } });
  });
});

describe('a mistake in an overlay', () => {
  it('is told where it is, each once', async () => {
    const { findings, hasErrors } = await cookText({
      main,
      'overlay:main': `title = "x"
[[step-overrides]]
step = "build"
mode = "skip"
[[step-overrides]]
step_id = "buld"
mode = "append"
descripton = "x"
[[step-overrides]]
step_id = "plan"
mode = "prepend"
[[step-overrides]]
step_id = "plan"
mode = "skp"
[[step-overrides]]
step_id = "plan"
mode = 3
description = ["x"]
[[step-overrides]]
step_id = "plan"
mode = "replace"
[[step-overrides]]
step_id = "ship"
mode = "skip"
description = "x"
[[step-overrides]]
step_id = "build"
`,
    });
    expect(hasErrors).toBe(true);
    expect(findings).toBe(`error[GT2001]: unknown key "title" in the overlay
 --> overlay/main.toml:1:1
  |
1 | title = "x"
  | ^^^^^

error[GT2003]: an override has no "step_id"
 --> overlay/main.toml:2:1
  |
2 | [[step-overrides]]
  | ^^^^^^^^^^^^^^^^^^

error[GT2001]: unknown key "step" in an override
 --> overlay/main.toml:3:1
  |
3 | step = "build"
  | ^^^^

error[GT4004]: a patch is for "buld", but no step is written with that id
 --> overlay/main.toml:6:11
  |
6 | step_id = "buld"
  |           ^^^^^^
  = help: did you mean "build"?

error[GT2001]: unknown key "descripton" in an override
 --> overlay/main.toml:8:1
  |
8 | descripton = "x"
  | ^^^^^^^^^^
  = help: did you mean "description"?
  = fix: rename to "description"

error[GT2004]: "prepend" is not a value of "mode"
  --> overlay/main.toml:11:8
   |
11 | mode = "prepend"
   |        ^^^^^^^^^
   = help: did you mean "append"? it is one of "replace", "append" or "skip"

error[GT2004]: "skp" is not a value of "mode"
  --> overlay/main.toml:14:8
   |
14 | mode = "skp"
   |        ^^^^^
   = help: did you mean "skip"? it is one of "replace", "append" or "skip"
   = fix: write "skip"

error[GT2002]: "mode" must be a string, not the number 3
  --> overlay/main.toml:17:8
   |
17 | mode = 3
   |        ^

error[GT2002]: "description" must be a string, not a list
  --> overlay/main.toml:18:15
   |
18 | description = ["x"]
   |               ^^^^^

error[GT2011]: the override of "plan" needs "description": it is what the mode "replace" is about
  --> overlay/main.toml:19:1
   |
19 | [[step-overrides]]
   | ^^^^^^^^^^^^^^^^^^

error[GT2012]: "description" of the override of "ship" would have no effect: the mode "skip" takes the step out
  --> overlay/main.toml:25:1
   |
25 | description = "x"
   | ^^^^^^^^^^^

error[GT2003]: the override of "build" has no "mode"
  --> overlay/main.toml:26:1
   |
26 | [[step-overrides]]
   | ^^^^^^^^^^^^^^^^^^

12 errors
`);
  });

  it('may be in how it is written as a whole', async () => {
    const said = async (overlay: string) =>
      (await cookText({ main, 'overlay:main': overlay })).findings.match(/^error.*$/gm);
    expect(await said('[[step-overrides]\n')).toEqual([
      expect.stringContaining('error[GT1004]: not valid TOML'),
    ]);
    expect(await said('[step-overrides]\nstep_id = "plan"\n')).toEqual([
      'error[GT2002]: "step-overrides" must be tables, each under [[step-overrides]], not a table',
    ]);
    expect(await said('step-overrides = ["plan"]\n')).toEqual([
      'error[GT2002]: "step-overrides" must be tables, each under [[step-overrides]], not "plan"',
    ]);
    expect(await said('[[step-override]]\nstep_id = "pln"\nmode = "skip"')).toEqual([
      'error[GT2001]: unknown key "step-override" in the overlay',
      'error[GT4004]: a patch is for "pln", but no step is written with that id',
    ]);
    expect(await said('[[step-overrides]]\nstep_id = "__proto__"\nmode = "skip"')).toEqual([
      'error[GT4004]: a patch is for "__proto__", but no step is written with that id',
    ]);
  });

  it('may be in two overrides that undo each other', async () => {
    const said = async (...modes: readonly string[]) => {
      const overlay = modes.map((mode) => override('plan', mode, mode === 'skip' ? undefined : 'x')).join('');
      return (await cookText({ main, 'overlay:main': overlay })).findings;
    };
    const both = (one: string, other: string): string =>
      `error[GT2010]: the overlay of "plan" has both "${one}" and "${other}"`;
    for (const [one = '', other = ''] of [
      ['append', 'replace'],
      ['replace', 'replace'],
      ['skip', 'append'],
      ['append', 'skip'],
      ['skip', 'skip'],
    ])
      expect((await said(one, other)).match(/^error.*$/gm)).toEqual([both(one, other)]);
    expect(await said('append', 'replace')).toContain('overlay/main.toml:7:8');
  });

  it('may be in what it adds, which is text like any other', async () => {
    const { findings } = await cookText({
      main,
      'overlay:main': override('build', 'append', 'At {{levl}}') + override('build', 'append', 'At {{lvel}}'),
    });
    expect(findings.match(/^error.*\n.*$/gm)).toEqual([
      'error[GT3002]: no variable "levl" is declared\n --> overlay/main.toml:4:19',
      'error[GT3002]: no variable "lvel" is declared\n --> overlay/main.toml:8:19',
    ]);
  });
});
