import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (files: Parameters<typeof lintText>[1]) => lintText('GT7012', files);

const advice = (target: string): string =>
  `[[steps]]\nid = "build"\n[[advice]]\ntarget = "${target}"\nbefore = { id = "{step.id}-pre" }\n`;
const aspect = (target: string, pointcut: string): string =>
  `type = "aspect"\n[[advice]]\ntarget = "${target}"\nbefore = { id = "{step.id}-pre" }\n[[pointcuts]]\n${pointcut}\n`;

describe('pattern-without-match', () => {
  it('reports advice of which no step of its formula is the target', async () => {
    const { findings } = await lint(advice('ship*'));
    expect(findings).toBe(`warning[GT7012]: "target" is "ship*", and no step of the formula matches
 --> main.formula.toml:5:10
  |
5 | target = "ship*"
  |          ^^^^^^^

1 warning
`);
    expect((await lint(advice('b*'))).findings).toBe('');
  });

  it.each([
    ['build step', 'glob = "*"', '"target" is "build step", and no id can match it'],
    ['build', 'glob = "ship*"', '"target" is "build", and no pointcut allows that step'],
    ['b*', 'glob = "b/*"', '"glob" is "b/*", and no id can match it'],
    ['b*', 'type = "tusk"', '"type" is "tusk", and steps have no such type'],
  ])('reports of an aspect what matches nowhere: %s, %s', async (target, pointcut, said) => {
    const { findings } = await lint(aspect(target, pointcut));
    expect(findings).toContain(`warning[GT7012]: ${said}\n`);
    expect(findings).toContain('1 warning\n');
  });

  it('names the type that was meant', async () => {
    const { fixed, safe } = await lint(aspect('b*', 'type = "tusk"'));
    expect(fixed).toContain('type = "task"');
    expect(safe).toEqual([]);
  });

  it.each([
    ['build', 'glob = "b*"'],
    ['b*', 'glob = "ship"'],
    ['*', 'type = "bug"'],
    ['*', 'type = "audit"'],
    ['step-[0-9]', 'label = "any words at all"'],
  ])('accepts of an aspect what may match somewhere: %s, %s', async (target, pointcut) => {
    expect((await lint(aspect(target, pointcut))).findings).toBe('');
  });

  it('clears the advice of a parent for its heirs', async () => {
    const child = 'extends = "base"\n[[steps]]\nid = "ship-it"\n';
    const { findings, cleared } = await lint({ child, base: advice('ship*') });
    expect({ findings, cleared }).toEqual({ findings: '', cleared: ['GT7012 "ship*"'] });
  });
});
