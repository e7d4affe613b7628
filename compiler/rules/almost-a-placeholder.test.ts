import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (description: string) =>
  lintText('GT7015', `[vars]\nrig = "a"\n[[steps]]\nid = "a"\ndescription = '${description}'\n`);

describe('almost-a-placeholder', () => {
  it('reports the name of a variable in braces that are not filled, once for a text', async () => {
    const { findings, fixed, safe } = await lint('in {rig}: look at {rig}/log');
    expect(
      findings,
    ).toBe(`warning[GT7015]: "{rig}" is no placeholder here, so the worker reads it as it stands
 --> main.formula.toml:6:19
  |
6 | description = 'in {rig}: look at {rig}/log'
  |                   ^^^^^
  = help: the value stands where {{rig}} is written
  = fix: write {{rig}}

1 warning
`);
    expect(fixed).toContain("'in {{rig}}: look at {{rig}}/log'");
    // The worker reads another text then.
    expect(safe).toEqual([]);
  });

  it.each([
    ['{{ rig }}', '{{rig}}'],
    ['{{rig }}', '{{rig}}'],
    ['cd ${rig}', 'cd {{rig}}'],
  ])('reports %j', async (text, mended) => {
    expect((await lint(text)).fixed).toContain(`'${mended}'`);
  });

  it.each([
    '{{rig}}',
    '{other} {{ other }} ${other}',
    'rig=$(pwd); cd ${rig}',
    'for rig in a b; do cd ${rig}; done',
    'gh api repos/{owner}/{rig}/pulls',
    '{{.rig}} {{#if rig}}x{{/if}} {{ rig.name }}',
    '{{{rig}}}',
  ])('accepts %j', async (text) => {
    expect((await lint(text)).findings).toBe('');
  });

  it('knows what is bound: the names of loops, and parameters', async () => {
    const loop = (name: string): string =>
      `[vars]\nrig = "a"\n[[steps]]\nid = "l"\n[steps.loop]\ncount = 2\nvar = "${name}"\n[[steps.loop.body]]\nid = "x"\ntitle = "{rig}"\n`;
    expect((await lintText('GT7015', loop('rig'))).findings).toBe('');
    expect((await lintText('GT7015', loop('n'))).findings).toContain('[GT7015]');
    const template = 'type = "expansion"\n[vars.rig]\n[[template]]\nid = "{target}.x"\ntitle = "{rig}';
    expect((await lintText('GT7015', `${template}"\n`)).findings).toBe('');
    expect((await lintText('GT7015', `${template} {{ rig }}"\n`)).findings).toContain('"{{ rig }}" is no');
  });
});
