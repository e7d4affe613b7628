import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const findings = async (inputs: string, values: Record<string, string> = {}): Promise<string> =>
  (await cookText(`${inputs}\n[[legs]]\nid = "a"`, { mode: 'runtime', values })).findings;

const EITHER = `
[inputs.pr]
type = "number"
required_unless = ["branch", "files"]
[inputs.branch]
required_unless = ["pr", "files"]
[inputs.files]
required_unless = ["pr", "branch"]
`;

describe('inputs of which one is enough', () => {
  it('need one, and are told of once', async () => {
    expect(await findings(EITHER)).toBe(`error[GT3009]: no value is given for "pr"
 --> main.formula.toml:2:9
  |
2 | [inputs.pr]
  |         ^^
  = help: give one with --var pr=..., or a value for "branch" or "files"

1 error
`);
  });

  it.each([{ pr: '7' }, { branch: 'main' }, { files: '' }, { pr: '7', files: 'x' }])(
    'are content with %j',
    async (values) => {
      expect(await findings(EITHER, values)).toBe('');
    },
  );

  it('are content with a default', async () => {
    expect(await findings('[inputs.a]\nrequired_unless = ["b"]\n[inputs.b]\ndefault = "x"')).toBe('');
  });

  it('are no less required for being called so besides', async () => {
    const both = '[inputs.a]\nrequired = true\nrequired_unless = ["b"]\n[inputs.b]';
    expect(await findings(both, { b: 'x' })).toBe('');
    expect(await findings(both)).toContain('no value is given for "a"');
  });

  it('are each told of where they do not speak of each other', async () => {
    const chain = '[inputs.a]\nrequired_unless = ["b"]\n[inputs.b]\nrequired_unless = ["c"]\n[inputs.c]';
    expect(await findings(chain)).toContain('2 errors');
    expect(await findings(chain, { c: 'x' })).toContain('no value is given for "a"');
  });

  it('have types', async () => {
    expect(await findings(EITHER, { pr: 'seven' })).toContain('the value "seven" of "pr" is not a number');
  });

  it('cannot stand in for themselves', async () => {
    const { findings: found } = await cookText(
      '[inputs.a]\nrequired_unless = ["a", "b"]\n[inputs.b]\n[[legs]]\nid = "l"',
    );
    expect(
      found,
    ).toBe(`error[GT2005]: "required_unless" of "a" names "a" itself; it names what can be given instead
 --> main.formula.toml:3:20
  |
3 | required_unless = ["a", "b"]
  |                    ^^^

1 error
`);
  });
});
