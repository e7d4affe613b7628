import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (line: string) =>
  lintText('GT7016', `[vars.mode]\n${line}\n[[steps]]\nid = "a"\ntitle = "{{mode}}"\n`);

describe('single-choice', () => {
  it('reports an enum of one value', async () => {
    const { findings } = await lint('enum = ["fast"]');
    expect(findings).toBe(`warning[GT7016]: "mode" can have no other value than "fast"
 --> main.formula.toml:3:8
  |
3 | enum = ["fast"]
  |        ^^^^^^^^
  = help: add the other values to its "enum", or write the value itself where the variable stands

1 warning
`);
    expect((await lint('enum = ["fast", "fast"]')).findings).toContain('[GT7016]');
  });

  it.each(['enum = ["fast", "slow"]', 'default = "fast"'])('accepts %s', async (line) => {
    expect((await lint(line)).findings).toBe('');
  });
});
