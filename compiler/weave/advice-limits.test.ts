import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('the limits of advice', () => {
  it('count what is around a step, and not the loops that the step is in', async () => {
    const rules = Array.from(
      { length: 256 },
      (_, number) => `[[advice]]\ntarget = "outer.*"\nbefore = { id = "{step.id}-${number}" }\n`,
    );
    const body = '{ id = "inner", loop = { count = 1, body = [{ id = "x" }] } }';
    const { order, findings } = await cookText(
      `steps = [{ id = "outer", loop = { count = 1, body = [${body}] } }]\n${rules.join('')}`,
    );
    expect(findings).toBe('');
    expect(order).toHaveLength(257);
  });

  it('stop what later aspects would insert', async () => {
    const loop = (count: number): string => `loop = { count = ${count}, body = [{ id = "x" }] }`;
    const aspect = (count: number): string =>
      `type = "aspect"\npointcuts = [{ type = "task" }]\nadvice = [{ after = { id = "{step.id}-after", ${loop(count)} } }]`;
    const { findings } = await cookText({
      main: 'steps = [{ id = "a" }, { id = "b" }]\ncompose.aspects = ["first", "second"]',
      first: aspect(500_001),
      // It names nothing that it is for, which would be told of.
      second: 'type = "aspect"\nadvice = [{ before = { id = "b" } }]',
    });
    expect(findings).toBe(`error[GT5008]: the formula would have more than 1000000 steps (MAX_STEPS)
 --> first.formula.toml:4:11
  |
4 | advice = [{ after = { id = "{step.id}-after", loop = { count = 500001, body = [{ id = "x" }] } } }]
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: what multiplies: the pointcuts (2 steps) x {step.id}-after (500001 times)

1 error
`);
  });
});

describe('what advice knows of its step', () => {
  it('has no description where the step has none', async () => {
    const { step } = await cookText(`
      steps = [{ id = "a" }]
      advice = [{ target = "a", before = { id = "b", description = "<{step.description}>" } }]
    `);
    expect(step('b').description).toBe('<>');
  });
});
