import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (gate: string) => lintText('GT7010', `[[steps]]\nid = "a"\ngate = { ${gate} }\n`);

describe('gate-without-timeout', () => {
  it('reports a gate that may never open', async () => {
    const { findings } = await lint('type = "human"');
    expect(findings).toBe(`warning[GT7010]: the human gate of step "a" can wait for ever: it has no timeout
 --> main.formula.toml:4:17
  |
4 | gate = { type = "human" }
  |                 ^^^^^^^
  = help: give it a "timeout", and if need be say in "on_timeout" what happens then

1 warning
`);
  });

  it.each([
    'type = "mail"',
    'type = "gh:run", id = "1"',
    'type = "bead", id = "x"',
    'type = "condition", condition = "go"',
  ])('reports %s', async (gate) => {
    expect((await lint(gate)).findings).toContain('[GT7010]');
  });

  it.each([
    'type = "human", timeout = "2d"',
    'type = "timer", timeout = "1h"',
    'type = "conditional", condition = "go"',
  ])('accepts %s', async (gate) => {
    expect((await lint(gate)).findings).toBe('');
  });
});
