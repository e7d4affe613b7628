import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (...lines: string[]) =>
  lintText('GT7004', `[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n[[steps]]\nid = "c"\n${lines.join('\n')}\n`);

describe('duplicate-need', () => {
  it('reports the second, and takes it out', async () => {
    const { findings, fixed, safe } = await lint('needs = ["a", "b", "a"]');
    expect(findings).toBe(`warning[GT7004]: step "c" needs "a" twice
 --> main.formula.toml:8:20
  |
8 | needs = ["a", "b", "a"]
  |                    ^^^
  = note: the first is here
    --> main.formula.toml:8:10
  = fix: drop the second "a"

1 warning
`);
    expect(fixed).toContain('needs = ["a", "b"]\n');
    expect(safe).toEqual(['GT7004']);
    expect((await lint('needs = ["a", "a", "b"]')).fixed).toContain('needs = ["a", "b"]\n');
  });

  it('sees both keys, and leaves a list that would be empty to its author', async () => {
    const { findings, fixed } = await lint('needs = ["a"]', 'depends_on = ["a"]');
    expect(findings).toContain('step "c" needs "a" twice');
    expect(fixed).toContain('depends_on = ["a"]');
  });

  it('reports a step in a loop once, and accepts different needs', async () => {
    const loop = '[steps.loop]\ncount = 2\n[[steps.loop.body]]\nid = "x"\nneeds = ["a", "a"]';
    expect((await lint(loop)).findings.match(/GT7004/g)).toHaveLength(1);
    expect((await lint('needs = ["a", "b"]')).findings).toBe('');
  });
});
