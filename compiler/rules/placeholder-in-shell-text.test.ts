import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (text: string) => lintText('GT7013', text);
const template = (run: string): string =>
  `type = "expansion"\n[vars.tool]\n[[template]]\nid = "{target}.x"\ncheck = { run = '${run}' }\n`;

describe('placeholder-in-shell-text', () => {
  it('reports a parameter in a command, where nothing fills it', async () => {
    const { findings } = await lint(template('{tool} --all'));
    expect(
      findings,
    ).toBe(`warning[GT7013]: "{tool}" stands in "check.run", which is text for the shell, and is not filled there
 --> main.formula.toml:6:18
  |
6 | check = { run = '{tool} --all' }
  |                  ^^^^^^
  = help: the value of "tool" reaches the command through its environment

1 warning
`);
  });

  it.each(['test -d {target}', 'echo {target.title}'])('reports %j', async (run) => {
    expect((await lint(template(run))).findings).toContain('[GT7013]');
  });

  it('reports the variable of a loop, and of the formula', async () => {
    const text = (run: string): string =>
      `[vars]\nv = "1"\n[[steps]]\nid = "l"\n[steps.loop]\ncount = 2\nvar = "n"\n[[steps.loop.body]]\nid = "x"\ncheck = { run = "${run}" }\n`;
    expect((await lint(text('make part-{n}'))).findings).toContain('"{n}" stands in');
    expect((await lint(text('make {v}'))).findings).toContain('"{v}" stands in');
    expect((await lint(text('make part-${n} {m} @{u}'))).findings).toBe('');
  });

  it('accepts the forms of the shell', async () => {
    expect((await lint(template('make ${tool} "$tool" {a,b} | awk "{print}"'))).findings).toBe('');
  });
});
