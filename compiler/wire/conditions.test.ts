import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const GONE = 'condition = "false"';

describe('a step whose condition is false', () => {
  it('goes, and its dependents inherit its needs, through whole chains of such steps', async () => {
    const { order, findings } = await cookText(`
      [[steps]]
      id = "a"
      [[steps]]
      id = "b"
      [[steps]]
      id = "one"
      needs = ["a", "b"]
      ${GONE}
      [[steps]]
      id = "two"
      needs = ["one"]
      ${GONE}
      [[steps]]
      id = "three"
      needs = ["two"]
      ${GONE}
      [[steps]]
      id = "end"
      needs = ["three"]
    `);
    expect(findings).toBe('');
    expect(order).toEqual(['a', 'b', 'end <- a, b']);
  });

  it('takes every step along that was put in its place or around it', async () => {
    const { order, findings } = await cookText({
      main: `
        [[steps]]
        id = "start"
        [[steps]]
        id = "expanded"
        needs = ["start"]
        expand = "two"
        ${GONE}
        [[steps]]
        id = "repeated"
        needs = ["expanded"]
        loop = { count = 2, body = [{ id = "x" }] }
        ${GONE}
        [[steps]]
        id = "advised"
        needs = ["repeated"]
        ${GONE}
        [[steps]]
        id = "end"
        needs = ["advised"]
        [[advice]]
        target = "advised"
        before = { id = "check" }
        after = { id = "tidy" }
        [compose]
        aspects = ["watch"]
      `,
      two: `
        type = "expansion"
        template = [{ id = "{target}.x" }, { id = "{target}.y", needs = ["{target}.x"] }]
      `,
      watch: `
        type = "aspect"
        [[advice]]
        target = "expanded"
        before = { id = "look" }
        [[advice]]
        target = "tidy"
        after = { id = "look-again" }
      `,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['start', 'end <- start']);
  });

  it('leaves to what was inserted for a step the condition that it has besides', async () => {
    const { order } = await cookText({
      main: `
        [[steps]]
        id = "start"
        [[steps]]
        id = "work"
        needs = ["start"]
        expand = "parts"
        [[steps]]
        id = "end"
        needs = ["work"]
        [[advice]]
        target = "work"
        before = [{ id = "one", ${GONE} }, { id = "two" }]
        after = { id = "three", ${GONE} }
      `,
      parts: `
        type = "expansion"
        [[template]]
        id = "{target}.entry"
        ${GONE}
        [[template]]
        id = "{target}.middle"
        needs = ["{target}.entry"]
        [[template]]
        id = "{target}.exit"
        needs = ["{target}.middle"]
        ${GONE}
      `,
    });
    expect(order).toEqual(['start', 'two <- start', 'work.middle <- two', 'end <- work.middle']);
  });

  it('in a loop decides for each iteration', async () => {
    const { order, protomolecule } = await cookText(`
      [vars]
      skip = 2
      [[steps]]
      id = "loop"
      [steps.loop]
      count = 3
      var = "i"
      body = [{ id = "x", condition = "{i} != {{skip}}" }]
      [[steps]]
      id = "after"
      needs = ["loop.iter2.x"]
    `);
    expect(order).toEqual(['loop.iter1.x', 'loop.iter3.x <- loop.iter1.x', 'after <- loop.iter1.x']);
    expect(protomolecule.shape).toEqual({ skip: 2 });
  });
});

describe('the value that a condition asks for', () => {
  const steps = (condition: string, variable: string): string => `
    [vars]
    ${variable}
    [[steps]]
    id = "start"
    [[steps]]
    id = "maybe"
    condition = '${condition}'
  `;

  it.each<[variable: string, condition: string, given: Record<string, string>, stays: boolean]>([
    ['deep = "yes"', '{{deep}}', {}, true],
    ['deep = "yes"', '!{{deep}}', {}, false],
    ['deep = "yes"', '{{deep}}', { deep: 'off' }, false],
    ['deep = "yes"', '{{deep}}', { deep: '' }, false],
    ['deep = ""', '{{deep}}', {}, false],
    ['deep = false', '{{deep}}', {}, false],
    ['deep = false', '{{deep}}', { deep: 'yes' }, true],
    ['deep = true', '{{deep}} == false', {}, false],
    ['size = 3', '{{size}} >= 3', {}, true],
    ['size = 3', '{{size}} >= 3', { size: '2' }, false],
    ['size = 0', '{{size}}', {}, false],
    ['ratio = 0.5', '{{ratio}} < 0.75', {}, true],
    ['env = { enum = ["dev", "prod"], default = "dev" }', '{{env}} == prod', {}, false],
    ['env = { enum = ["dev", "prod"], default = "dev" }', '{{env}} in [dev, prod]', { env: 'prod' }, true],
  ])('%s: %s with %j is %s', async (variable, condition, given, stays) => {
    const { order, findings, protomolecule } = await cookText(steps(condition, variable), { values: given });
    expect(findings).toBe('');
    expect(order).toEqual(stays ? ['start', 'maybe'] : ['start']);
    const [name] = variable.split(' ') as [string];
    expect(Object.keys(protomolecule.shape)).toEqual([name]);
  });

  it('must be there', async () => {
    const text = steps('{{deep}} == yes', 'deep = { description = "how deep" }');
    const { findings } = await cookText(text);
    expect(findings).toBe(`error[GT3010]: "condition" depends on "deep", which has no value
 --> main.formula.toml:8:14
  |
8 | condition = '{{deep}} == yes'
  |              ^^^^^^^^
  = help: give one with --var deep=... or a default; "gt cook --check" checks the formula without values

1 error
`);
    const checked = await cookText(text, { check: true });
    expect(checked.findings).toBe('');
    expect(checked.order).toEqual(['start', 'maybe']);
    expect(checked.protomolecule.shape).toEqual({});
    const given = await cookText(text, { values: { deep: 'no' } });
    expect(given.order).toEqual(['start']);
    expect(given.protomolecule.shape).toEqual({ deep: 'no' });
  });

  it('need not be there where the rest decides', async () => {
    const text = steps('{{deep}} == yes || {{wide}} == yes', 'deep = "yes"\n    wide = { required = true }');
    const { order, protomolecule } = await cookText(text);
    expect(order).toEqual(['start', 'maybe']);
    expect(protomolecule.shape).toEqual({ deep: 'yes' });
  });

  it('must be of a declared variable', async () => {
    const { findings } = await cookText(steps('{{depth}}', 'deep = "yes"'));
    expect(findings).toBe(`error[GT3002]: no variable "depth" is declared
 --> main.formula.toml:8:14
  |
8 | condition = '{{depth}}'
  |              ^^^^^^^^^
  = help: did you mean "deep"?

1 error
`);
  });
});
