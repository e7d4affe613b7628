import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (text: string) => lintText(undefined, `${text}\n[[steps]]\nid = "a"\n`);

describe('comments that have findings ignored', () => {
  it.each([
    ['on the line before', '[vars]\n# gt-lint-ignore GT7001 sling fills it\nv = "1"'],
    ['at the end of the line', '[vars]\nv = "1" # gt-lint-ignore GT7001: sling fills it'],
    ['by the name of the rule', '[vars]\n# gt-lint-ignore unused-variable\nv = "1"'],
    ['behind other comments', '[vars]\n# gt-lint-ignore GT7001\n# of old\n\nv = "1"'],
    ['for the whole file', '# gt-lint-ignore-file GT7001\n[vars]\nv = "1"\nw = "2"'],
    ['of several rules', '[vars.v]# gt-lint-ignore GT7001\nenum = ["1"]# gt-lint-ignore gt7016'],
    ['in a list', '# gt-lint-ignore-file GT7001, GT7016 both\n[vars.v]\nenum = ["1"]'],
    [
      'in a text of several lines, before it',
      '[vars]\nv = "1"\n[[steps]]\nid = "b"\n# gt-lint-ignore GT7015\ndescription = """\nsome\n{v}\n"""',
    ],
    [
      'in a text of several lines, behind it',
      "[vars]\nv = \"1\"\n[[steps]]\nid = \"b\"\ndescription = '''\nsome\n{v}\n''' # gt-lint-ignore GT7015",
    ],
  ])('work %s', async (_, text) => {
    expect((await lint(text)).findings).toBe('');
  });

  it('count for their line only', async () => {
    const { findings } = await lint('[vars]\n# gt-lint-ignore GT7001\nv = "1"\nw = "2"');
    expect(findings).toContain('uses the variable "w"');
    expect(findings).toContain('1 warning\n');
  });

  it('are reported when there is nothing to ignore', async () => {
    const { findings } = await lint('# gt-lint-ignore GT7001 no more\n[vars]');
    expect(findings).toBe(`warning[GT7017]: there is no finding of "GT7001" here to be ignored
 --> main.formula.toml:2:18
  |
2 | # gt-lint-ignore GT7001 no more
  |                  ^^^^^^

1 warning
`);
  });

  it('are not judged where the rule is off', async () => {
    const text = '# gt-lint-ignore GT7007\n[[steps]]\nid = "a"\n';
    expect((await lintText(undefined, text)).findings).toBe('');
    const levels = new Map([['GT7007', 'error'] as const]);
    expect((await lintText(undefined, text, levels)).findings).toBe('');
  });

  it('are reported when there is no such rule, or none is named', async () => {
    const { findings } = await lint(
      '# gt-lint-ignore GT7101\n# gt-lint-ignore GT3005\n# gt-lint-ignore-file',
    );
    expect(findings).toBe(`warning[GT7018]: there is no rule "GT7101"
 --> main.formula.toml:2:18
  |
2 | # gt-lint-ignore GT7101
  |                  ^^^^^^
  = help: did you mean "GT7001", "GT7011" or "GT7002"?

warning[GT7018]: there is no rule "GT3005"
 --> main.formula.toml:3:18
  |
3 | # gt-lint-ignore GT3005
  |                  ^^^^^^
  = help: did you mean "GT7005", "GT7001" or "GT7002"?

warning[GT7018]: this comment does not say which rule is to be ignored
 --> main.formula.toml:4:1
  |
4 | # gt-lint-ignore-file
  | ^^^^^^^^^^^^^^^^^^^^^
  = help: write the code of a finding, such as GT7001, and then why

3 warnings
`);
  });

  it('are text inside a string', async () => {
    const { findings } = await lint('[vars]\nv = """\n# gt-lint-ignore GT7001"""');
    expect(findings).toContain('uses the variable "v"');
  });
});
