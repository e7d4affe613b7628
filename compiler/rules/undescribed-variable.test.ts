import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (line: string) =>
  lintText('GT7009', `[vars.v]\n${line}\n[[steps]]\nid = "a"\ntitle = "{{v}}"\n`);

describe('undescribed-variable', () => {
  it('reports one that must be given and does not say what it is', async () => {
    const { findings } = await lint('required = true');
    expect(findings).toBe(`warning[GT7009]: "v" must be given a value, and does not say what it is for
 --> main.formula.toml:2:7
  |
2 | [vars.v]
  |       ^
  = help: its "description" is shown to whoever is asked for the value

1 warning
`);
  });

  it.each(['required = true\ndescription = "which"', 'default = "x"', 'required = false'])(
    'accepts %j',
    async (line) => {
      expect((await lint(line)).findings).toBe('');
    },
  );
});
