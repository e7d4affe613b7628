import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (files: Parameters<typeof lintText>[1]) => lintText('GT7001', files);

describe('unused-variable', () => {
  it('reports a variable that nothing uses, in both forms of a declaration', async () => {
    const { findings } = await lint(`
      [vars]
      colour = "red"
      [vars.size]
      description = "how large; colour is another matter"
      [[steps]]
      id = "a"
    `);
    expect(findings).toBe(`warning[GT7001]: nothing in "main" uses the variable "colour"
 --> main.formula.toml:3:1
  |
3 | colour = "red"
  | ^^^^^^
  = help: write {{colour}} where its value belongs, or drop its declaration

warning[GT7001]: nothing in "main" uses the variable "size"
 --> main.formula.toml:4:7
  |
4 | [vars.size]
  |       ^^^^
  = help: write {{size}} where its value belongs, or drop its declaration

2 warnings
`);
  });

  it.each([
    ['in a text', 'description = "{{v}}"'],
    ['in a template of another kind', 'description = "{{#if v}} {{.v}} {{/if}}"'],
    ['in braces that are none', 'description = "{{ v }}"'],
    ['in the environment of a command', 'check = { run = "test -n \\"$V\\"" }'],
    ['in a condition', 'condition = "v == x"'],
    ['in a nested text', 'gate = { type = "mail", id = "{{v}}" }'],
    ['by name, as a worker is told of it', 'description = "| v | what it is for |"'],
  ])('accepts one that is used %s', async (_, line) => {
    const { findings } = await lint(`
      [vars]
      v = "x"
      [[steps]]
      id = "a"
      ${line}`);
    expect(findings).toBe('');
  });

  it('accepts what an expansion asks for without a default, and what its texts use', async () => {
    const { findings } = await lint({
      main: `
        [vars]
        asked = "1"
        used = "2"
        has-default-there = "3"
        [[steps]]
        id = "a"
        expand = "part"
      `.replace('has-default-there', 'other'),
      part: `
        type = "expansion"
        [vars.asked]
        [vars.other]
        default = "4"
        [[template]]
        id = "{target}.x"
        description = "{asked} {other} {{used}}"
      `,
    });
    expect(findings).toContain('uses the variable "other"');
    expect(findings).toContain('1 warning\n');
  });

  it('says nothing of secrets, of the inputs of a convoy, nor of parameters', async () => {
    const secret = '[vars.token]\nsecret = true\ndefault = "TOKEN"\n[[steps]]\nid = "a"\n';
    expect((await lint(secret)).findings).toBe('');
    const convoy = `
      [inputs.plan]
      required = true
      [[legs]]
      id = "one"
    `;
    expect((await lint(convoy)).findings).toBe('');
    const expansion = 'type = "expansion"\n[vars]\np = "1"\n[[template]]\nid = "{target}.x"\n';
    expect((await lint(expansion)).findings).toBe('');
  });

  it('clears what a parent declares for its heirs', async () => {
    const base = '[vars]\ncolour = "red"\n[[steps]]\nid = "a"\n';
    const child = 'extends = "base"\n[[steps]]\nid = "b"\ntitle = "{{colour}}"\n';
    const { findings, cleared } = await lint({ child, base });
    expect({ findings, cleared }).toEqual({ findings: '', cleared: ['GT7001 colour'] });
    expect((await lint({ base })).findings).toContain('"colour"');
  });
});
