import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const INNER = `
  type = "expansion"
  vars.p = { type = "string" }
  template = [{ id = "{target}.x", title = "<{p}>" }]
`;

describe('a parameter without argument and default', () => {
  it('takes the parameter of that name of the expansion around', async () => {
    const { step, findings } = await cookText({
      main: 'steps = [{ id = "a", expand = "outer", expand_vars = { p = "given" } }]',
      outer: `
        type = "expansion"
        vars.p = "default"
        template = [{ id = "{target}.o", expand = "inner" }]
      `,
      inner: INNER,
    });
    expect(findings).toBe('');
    expect(step('a.o.x').title).toBe('<given>');
  });

  it('does not take the variable of a loop around', async () => {
    const { findings } = await cookText({
      main: 'steps = [{ id = "l", loop = { count = 1, var = "p", body = [{ id = "a", expand = "inner" }] } }]',
      inner: INNER,
    });
    expect(findings.match(/^error.*/gm)).toEqual([expect.stringMatching(/^error\[GT5003\].*"p"/)]);
    expect(findings).toContain('= note: the parameter is declared here');
  });
});

describe('an argument', () => {
  it('that is text has the type of its parameter', async () => {
    const files = (condition: string): Record<string, string> => ({
      main: 'steps = [{ id = "a", expand = "e", expand_vars = { flag = "true", count = "3" } }]',
      e: `
        type = "expansion"
        vars = { flag = { type = "bool" }, count = { type = "int" } }
        template = [{ id = "{target}.x", condition = "${condition}" }]
      `,
    });
    expect((await cookText(files('{flag} && {count} > 2'))).order).toEqual(['a.x']);
    for (const condition of ['{flag} == 7', '{count} == many'])
      expect((await cookText(files(condition))).findings).toContain('error[GT3022]');
  });

  it('may hold braces that bind nothing, which stay', async () => {
    const { step } = await cookText({
      main: 'vars.x = "of the formula"\nsteps = [{ id = "a", expand = "inner", expand_vars = { p = "{x} {{x}}" } }]',
      inner: INNER,
    });
    expect(step('a.x').title).toBe('<{x} {{x}}>');
  });
});
