import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (text: string) => lintText('GT7006', text);

describe('never-runs', () => {
  it('reports a step for failures that has nothing to fail', async () => {
    const { findings } = await lint('[[steps]]\nid = "rescue"\nrun_if = "failed"\n');
    expect(
      findings,
    ).toBe(`warning[GT7006]: step "rescue" runs only if a step it needs has failed, and it needs none
 --> main.formula.toml:4:10
  |
4 | run_if = "failed"
  |          ^^^^^^^^
  = help: name in "needs" the step whose failure it is for, or drop "run_if"

1 warning
`);
  });

  it.each([
    ['needs one', '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\nrun_if = "failed"\n'],
    ['always runs', '[[steps]]\nid = "b"\nrun_if = "always"\n'],
    ['stands in a container', '[[steps]]\nid = "box"\n[[steps.children]]\nid = "b"\nrun_if = "failed"\n'],
    [
      'takes the place of another',
      'type = "expansion"\n[[template]]\nid = "{target}.b"\nrun_if = "failed"\n',
    ],
  ])('accepts one that %s', async (_, text) => {
    expect((await lint(text)).findings).toBe('');
  });
});
