import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (files: Parameters<typeof lintText>[1]) => lintText('GT7002', files);

describe('unused-parameter', () => {
  it('reports a parameter that the template does not use', async () => {
    const { findings } = await lint(`
      type = "expansion"
      [vars]
      tool = "make"
      depth = 2
      [[template]]
      id = "{target}.x"
      title = "run {tool}"
    `);
    expect(findings).toBe(`warning[GT7002]: nothing in "main" uses the parameter "depth"
 --> main.formula.toml:5:1
  |
5 | depth = 2
  | ^^^^^
  = help: write {depth} where its value belongs, or drop its declaration

1 warning
`);
  });

  it('looks at an aspect, and accepts both forms of a placeholder', async () => {
    const aspect = (text: string): string => `
      type = "aspect"
      [vars]
      tool = "make"
      [[advice]]
      target = "a"
      before = { id = "{step.id}-pre", title = "${text}" }
    `;
    expect((await lint(aspect('{{tool}}'))).findings).toBe('');
    expect((await lint(aspect('{tool}'))).findings).toBe('');
    expect((await lint(aspect('tool'))).findings).toContain('uses the parameter "tool"');
  });

  it('says nothing of the variables of a workflow', async () => {
    expect((await lint('[vars]\nv = "1"\n[[steps]]\nid = "a"\n')).findings).toBe('');
  });
});
