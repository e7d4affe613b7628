import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (...lines: string[]) => lintText('GT7008', `[[steps]]\nid = "a"\n${lines.join('\n')}\n`);

describe('missing-acceptance', () => {
  it('reports work whose end nobody can tell', async () => {
    const { findings } = await lint();
    expect(findings).toBe(`warning[GT7008]: step "a" does not say how to tell that it is done
 --> main.formula.toml:2:1
  |
2 | [[steps]]
  | ^^^^^^^^^
  = help: say it in "acceptance", so that the worker and the reviewer mean the same by it

1 warning
`);
  });

  it.each([
    ['says it', 'acceptance = "the tests pass"'],
    ['has a command for it', 'check = { run = "make test" }'],
    ['has a schema for it', 'output = { type = "object" }'],
    ['is a gate', 'type = "gate"\ngate = { type = "timer", timeout = "1h" }'],
  ])('accepts a step that %s', async (_, lines) => {
    expect((await lint(lines)).findings).toBe('');
  });

  it('is off unless it is asked for', async () => {
    expect((await lintText(undefined, '[[steps]]\nid = "a"\n')).findings).toBe('');
  });
});
