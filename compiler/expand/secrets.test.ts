import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a secret', () => {
  it('is the name of an environment variable', async () => {
    const { protomolecule, findings } = await cookText(
      '[vars]\ntoken = { secret = true, default = "GH_TOKEN" }\n[[steps]]\nid = "a"\ncheck.run = "gh auth status"',
      { values: { token: 'CI_TOKEN' } },
    );
    expect(findings).toBe('');
    expect(protomolecule.vars).toEqual({ token: { type: 'string', default: 'GH_TOKEN', secret: true } });
    expect(protomolecule.values).toEqual({ token: 'CI_TOKEN' });
  });

  it('is never a value', async () => {
    const { findings } = await cookText('vars.token = { secret = true }\nsteps = [{ id = "a" }]', {
      values: { token: 'ghp-1234' },
    });
    expect(findings.split('\n')[0]).toBe(
      'error[GT3006]: the value "ghp-1234" of "token" is not the name of an environment variable, which is all that is kept of a secret',
    );
  });

  it('stands in no text and no condition', async () => {
    const { findings } = await cookText({
      main: `
        [vars]
        token = { secret = true, default = "GH_TOKEN" }
        [[steps]]
        id = "a"
        title = "Use {{token}}"
        [[steps]]
        id = "b"
        condition = "{{token}} == x"
        [[steps]]
        id = "c"
        expand = "other"
        expand_vars = { text = "{{token}}" }
      `,
      other: 'type = "expansion"\nvars.text = {}\ntemplate = [{ id = "{target}.x", notes = "{{text}}" }]',
    });
    expect(findings).toBe(`error[GT3014]: "token" is a secret, and cannot stand in "title"
 --> main.formula.toml:6:14
  |
6 | title = "Use {{token}}"
  |              ^^^^^^^^^
  = help: the commands of a step have it in their environment; name it there as $token, or say in words where the worker finds it

error[GT3014]: "token" is a secret, and cannot stand in "condition"
 --> main.formula.toml:9:13
  |
9 | condition = "{{token}} == x"
  |             ^^^^^^^^^^^^^^^^
  = help: the commands of a step have it in their environment; name it there as $token, or say in words where the worker finds it

error[GT3014]: "token" is a secret, and cannot stand in "text"
  --> main.formula.toml:13:25
   |
13 | expand_vars = { text = "{{token}}" }
   |                         ^^^^^^^^^
   = help: the commands of a step have it in their environment; name it there as $token, or say in words where the worker finds it

3 errors
`);
  });
});

describe('a secret that nobody writes', () => {
  it('comes neither from the variable around nor from a default', async () => {
    const { findings } = await cookText({
      main: 'vars.token = { secret = true }\nsteps = [{ id = "a", expand = "around" }, { id = "b", expand = "by-default" }]',
      around:
        'type = "expansion"\nvars.token = {}\ntemplate = [{ id = "{target}.x", title = "{{token}}", notes = "Use {{token}}" }]',
      'by-default':
        'type = "expansion"\nvars.text = "{{token}}"\ntemplate = [{ id = "{target}.y", notes = "Use {{text}}" }]',
    });
    expect(findings.split('\n').filter((line) => /^error| -->/.test(line))).toEqual([
      'error[GT3014]: "token" is a secret, and cannot stand in "token"',
      ' --> main.formula.toml:3:31',
      'error[GT3014]: "token" is a secret, and cannot stand in "text"',
      ' --> by-default.formula.toml:3:6',
    ]);
  });

  it('is told once where it stands in a range', async () => {
    const { findings } = await cookText(
      'vars.token = { secret = true, default = "TOKEN" }\n[[steps]]\nid = "a"\nloop = { count = "{{token}}", body = [{ id = "x" }] }',
    );
    expect(findings.split('\n').filter((line) => /^error| -->/.test(line))).toEqual([
      'error[GT3014]: "token" is a secret, and cannot stand in "count"',
      ' --> main.formula.toml:5:18',
    ]);
  });
});

describe('a secret of what is attached', () => {
  const cook = (vars: string, attached: string): ReturnType<typeof cookText> =>
    cookText({
      main: `
        vars.token = { secret = true, default = "GH_TOKEN" }
        [[steps]]
        id = "list"
        on_complete = { for_each = "output.files", bond = "other"${vars} }
      `,
      other: `${attached}\nsteps = [{ id = "a" }]`,
    });

  it('takes a secret, by its name or written out', async () => {
    for (const [vars, name] of [
      ['', 'token'],
      [', vars = { key = "{{token}}" }', 'key'],
    ] as const) {
      const { findings, step } = await cook(vars, `vars.${name} = { secret = true }`);
      expect(findings).toBe('');
      expect(step('list').on_complete?.vars).toEqual({ [name]: '{{token}}' });
    }
  });

  it('is the only thing that does', async () => {
    for (const [vars, name, key] of [
      ['', 'token', 'bond'],
      [', vars = { key = "{{token}}" }', 'key', 'key'],
      [', vars = { key = "the {{token}}" }', 'key', 'key'],
    ] as const) {
      const { findings } = await cook(vars, `vars.${name} = {}`);
      expect(findings.split('\n')[0]).toBe(
        `error[GT3014]: "token" is a secret, and cannot stand in "${key}"`,
      );
    }
  });

  it('cannot be a parameter', async () => {
    const { findings } = await cookText({
      main: 'steps = [{ id = "a", expand = "e" }]',
      e: 'type = "expansion"\nvars.token = { secret = true, default = "GH" }\ntemplate = [{ id = "{target}.x" }]',
    });
    expect(findings.split('\n').slice(0, 2)).toEqual([
      'error[GT2012]: "secret" of variable "token" would have no effect: a parameter only stands in texts; declare the secret in the formula that is poured',
      ' --> e.formula.toml:3:6',
    ]);
  });
});

describe('a variable that is bound when the molecule is slung', () => {
  it('needs no value before', async () => {
    const { protomolecule, findings } = await cookText(
      '[vars]\nbranch = { from = "rig.branch", required = true }\n[[steps]]\nid = "a"\ntitle = "On {{branch}}"',
      { mode: 'runtime' },
    );
    expect(findings).toBe('');
    expect(protomolecule.vars).toEqual({ branch: { type: 'string', required: true, from: 'rig.branch' } });
    expect(protomolecule.steps[0]?.title).toBe('On {{branch}}');
  });

  it('is no secret, and comes from what there is', async () => {
    const { findings } = await cookText(
      '[vars]\na = { from = "bead.id", secret = true }\nb = { from = "bead.titel" }\n[[steps]]\nid = "a"',
    );
    expect(findings.match(/^error.*$/gm)).toEqual([
      'error[GT2010]: variable "a" has both "secret" and "from"',
      'error[GT2004]: "bead.titel" is not a value of "from"',
    ]);
    expect(findings).toContain('did you mean "bead.title"');
  });
});

describe('strict', () => {
  const steps = '[[steps]]\nid = "a"\ntitle = "{{x}}"';

  it.each<[where: string, header: string, strict: boolean]>([
    ['the formula', 'strict = true', false],
    ['whoever cooks', '', true],
  ])('of %s refuses values that nothing declares', async (_, header, strict) => {
    const { findings } = await cookText(`${header}\nvars.x = "1"\n${steps}`, {
      values: { x: '2', other: '3' },
      strict,
    });
    expect(
      findings,
    ).toBe(`error[GT3013]: a value is given for "other", which "main" does not declare, and the cooking is strict
  = help: its variables are "x"

1 error
`);
  });

  it('lets pass what is filled in when the molecule is slung', async () => {
    const { findings } = await cookText('strict = true\nsteps = [{ id = "a", title = "{{issue}}" }]', {
      values: { issue: 'gt-1' },
    });
    expect(findings).toBe('');
  });

  it('is inherited, unless the child says otherwise', async () => {
    const cook = (main: string): Promise<{ findings: string }> =>
      cookText({ main, parent: `strict = true\nvars.x = "1"\n${steps}` }, { values: { other: '3' } });
    expect((await cook('extends = "parent"')).findings).toMatch(/^error\[GT3013\]/);
    expect((await cook('extends = "parent"\nstrict = false')).findings).toMatch(/^warning\[GT3008\]/);
  });
});
