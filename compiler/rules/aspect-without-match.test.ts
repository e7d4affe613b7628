import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (files: Parameters<typeof lintText>[1]) => lintText('GT7011', files);
const audit = 'type = "aspect"\n[[advice]]\ntarget = "ship*"\nbefore = { id = "{step.id}-audit" }\n';
const formula = (id: string): string => `[compose]\naspects = ["audit"]\n[[steps]]\nid = "${id}"\n`;

describe('aspect-without-match', () => {
  it('reports an aspect that adds nothing', async () => {
    const { findings } = await lint({ main: formula('build'), audit });
    expect(findings).toBe(`warning[GT7011]: the aspect "audit" matches no step of "main", and adds nothing
 --> main.formula.toml:3:12
  |
3 | aspects = ["audit"]
  |            ^^^^^^^

1 warning
`);
  });

  it('accepts one that adds steps, be it only loops', async () => {
    expect((await lint({ main: formula('ship'), audit })).findings).toBe('');
    const loop = `${audit.slice(0, audit.indexOf('before'))}[[advice.before]]\nid = "{step.id}-audit"\n[advice.before.loop]\ncount = 2\n[[advice.before.loop.body]]\nid = "x"\n`;
    expect((await lint({ main: formula('ship'), audit: loop })).findings).toBe('');
  });

  it('clears what a parent weaves in for its heirs', async () => {
    const child = 'extends = "base"\n[[steps]]\nid = "ship"\n';
    const { findings, cleared } = await lint({ child, base: formula('build'), audit });
    expect({ findings, cleared }).toEqual({ findings: '', cleared: ['GT7011 "audit"'] });
  });
});
