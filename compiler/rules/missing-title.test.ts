import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

describe('missing-title', () => {
  it('reports steps that are shown by their ids, and not what becomes other steps', async () => {
    const text = `
      [[steps]]
      id = "a"
      [[steps]]
      id = "b"
      title = "Both"
      [[steps]]
      id = "more"
      [steps.loop]
      count = 2
      [[steps.loop.body]]
      id = "x"
    `;
    const { findings } = await lintText('GT7007', text);
    expect(findings).toBe(`warning[GT7007]: step "a" has no title
 --> main.formula.toml:2:1
  |
2 | [[steps]]
  | ^^^^^^^^^

warning[GT7007]: step "x" has no title
  --> main.formula.toml:11:1
   |
11 | [[steps.loop.body]]
   | ^^^^^^^^^^^^^^^^^^^

2 warnings
`);
    expect((await lintText(undefined, text)).findings).toBe('');
  });
});
