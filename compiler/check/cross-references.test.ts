import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const convoy = (leg: string, input: string): string => `
  type = "convoy"
  [inputs]
  branch = { required_unless = ["files"] }
  files = { required_unless = ["${input}"] }
  [[legs]]
  id = "speed"
  [[legs]]
  id = "safety"
  [presets.quick]
  legs = ["speed", "${leg}"]`;

describe('names in the header of a formula', () => {
  it('are names of its parts', async () => {
    expect((await cookText(convoy('safety', 'branch'))).findings).toBe('');
  });

  it('are reported when they are not', async () => {
    const { findings } = await cookText(convoy('saftey', 'brunch'));
    expect(findings).toBe(`error[GT3002]: no variable "brunch" is declared
 --> main.formula.toml:5:30
  |
5 | files = { required_unless = ["brunch"] }
  |                              ^^^^^^^^
  = help: did you mean "branch"?

error[GT5013]: the preset "quick" names the leg "saftey", which does not exist
  --> main.formula.toml:11:18
   |
11 | legs = ["speed", "saftey"]
   |                  ^^^^^^^^
   = help: did you mean "safety"?

2 errors
`);
  });

  it('may be names of what is inherited', async () => {
    const child =
      'extends = "parent"\n[presets.one]\nlegs = ["speed"]\n[inputs.tag]\nrequired_unless = ["branch"]';
    expect((await cookText({ main: child, parent: convoy('safety', 'branch') })).findings).toBe('');
  });

  it('are not asked for when a parent is missing', async () => {
    const { findings } = await cookText(`extends = "parent"\n${convoy('x', 'y')}`);
    expect(findings.match(/GT\d{4}/g)).toEqual(['GT1001']);
  });
});
