import { describe, expect, it } from 'vitest';
import { type Cooked, cookText } from '../testing/cook-text.js';

const messages = ({ findings }: Cooked): readonly string[] =>
  findings.match(/^(?:error|warning)\[.*/gm) ?? [];

describe('a name in a condition', () => {
  /** Whether `condition` holds in a template and in a loop around it, or what is wrong with it. */
  const holds = async (condition: string): Promise<boolean | string> => {
    const cooked = await cookText({
      main: `
        [vars]
        v = "many"
        flag = "of the formula"
        i = "of the formula"
        x = "of the formula"
        open = { }
        [[steps]]
        id = "l"
        [steps.loop]
        range = "2..2"
        var = "i"
        [[steps.loop.body]]
        id = "a"
        expand = "parts"
        expand_vars = { flag = true, count = 3, word = "many", text = "{{v}}", braces = "{x}", unknown = "{{open}}" }
      `,
      parts: `
        type = "expansion"
        vars = { flag = false, count = 0, word = "", text = "", braces = "", unknown = "" }
        [[template]]
        id = "{target}.always"
        [[template]]
        id = "{target}.if"
        condition = ${JSON.stringify(condition)}
      `,
    });
    const [message] = messages(cooked);
    return message ?? cooked.order.length === 2;
  };

  it.each([
    ['{flag}', true],
    ['{{flag}} == true', true],
    ['{count} > 2', true],
    ['{{count}} == 4', false],
    ['{word} == many', true],
    ['{text} == many', true],
    ['{text} == 7', false],
    ['{braces} == "of the formula"', false],
    ['{{flag}} == false', false],
  ])('has the value of its parameter: %s', async (condition, expected) => {
    expect(await holds(condition)).toBe(expected);
  });

  it.each([
    ['{flag} == 7', '{flag} is true or false; it never equals "7"'],
    ['{{flag}} == many', '{{flag}} is true or false; it never equals "many"'],
    ['{count} == many', '{count} is a number; it never equals "many"'],
    ['{{count}} == many', '{{count}} is a number; it never equals "many"'],
  ])('has the type of its parameter: %s', async (condition, reason) => {
    expect(await holds(condition)).toBe(`error[GT3022]: in "condition": ${reason}`);
  });

  it('that waits for a value cannot be decided', async () => {
    expect(await holds('{unknown} == x')).toMatch(/^error\[GT3010\]/);
  });
});

describe('a name in the condition of a loop', () => {
  const body = (condition: string): string => `
    vars.i = "of the formula"
    [[steps]]
    id = "l"
    loop = { range = "2..3", var = "i", body = [{ id = "x", condition = ${JSON.stringify(condition)} }] }
  `;

  it('in single braces is the value of the iteration, a number', async () => {
    expect((await cookText(body('{i} > 2'))).order).toEqual(['l.iter2.x']);
    const [message] = messages(await cookText(body('{i} == many')));
    expect(message).toBe('error[GT3022]: in "condition": {i} is a number; it never equals "many"');
  });

  it('in double braces is the variable of that name', async () => {
    const { order, findings } = await cookText(body("{{i}} == 'of the formula'"));
    expect(findings).toBe('');
    expect(order).toEqual(['l.iter1.x', 'l.iter2.x <- l.iter1.x']);
  });

  it('hides what is bound around it, and its type', async () => {
    const { order, findings } = await cookText({
      main: 'steps = [{ id = "a", expand = "parts", expand_vars = { i = true } }]',
      parts: `
        type = "expansion"
        vars.i = false
        [[template]]
        id = "{target}.l"
        loop = { count = 2, var = "i", body = [{ id = "x", condition = "{i} > 1" }] }
      `,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['a.l.iter2.x']);
  });
});

describe('a mistake in an expression', () => {
  it('is told of with --check too, where its values are known', async () => {
    const formula = (text: string): string => `
      vars = { n = 3, open = { type = "int" } }
      steps = [{ id = "l", loop = { range = "${text}", body = [{ id = "x" }] } }]
    `;
    expect(messages(await cookText(formula('{{n}}..1'), { check: true }))).toEqual([
      expect.stringContaining('the range ends at 1, before its start at 3'),
    ]);
    expect(messages(await cookText(formula('{{open}}..1'), { check: true }))).toEqual([]);
  });

  it('is not that a variable is unknown where a parent could not be read', async () => {
    const formula = (condition: string): string =>
      `extends = "nobody"\nsteps = [{ id = "a", condition = ${JSON.stringify(condition)} }]`;
    expect(messages(await cookText(formula('{{unknown}}')))).toEqual([
      'error[GT1001]: no formula is named "nobody"',
    ]);
    expect(messages(await cookText(formula('{{unknown}} && {bound}')))).toEqual([
      'error[GT1001]: no formula is named "nobody"',
      expect.stringMatching(/^error\[GT3021\]/),
    ]);
  });

  it('stops neither the rest of the loop nor is it told of for each iteration', async () => {
    const cooked = await cookText(`
      [[steps]]
      id = "l"
      [steps.loop]
      count = 3
      var = "i"
      body = [{ id = "in", loop = { range = "{i}..0", body = [{ id = "x" }] } }]
    `);
    expect(messages(cooked)).toEqual([
      'error[GT3025]: "range" cannot be calculated: the range ends at 0, before its start at 1',
    ]);
  });
});
