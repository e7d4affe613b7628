import { describe, expect, it } from 'vitest';
import { type Cooked, cookText } from '../testing/cook-text.js';

const messages = ({ findings }: Cooked): readonly string[] =>
  findings.match(/^(?:error|warning)\[.*/gm) ?? [];

const STEPS = 'steps = [{ id = "a", title = "{{name}} {{other}}" }]';

describe('a given value', () => {
  it('is recorded, whether it is declared or not, by name in alphabetical order', async () => {
    const cooked = await cookText(`vars = { name = "n", count = 1 }\n${STEPS.replace(' {{other}}', '')}`, {
      values: { zoo: 'z', name: 'Ann', count: '7', alpha: 'a' },
    });
    expect(cooked.protomolecule.values).toEqual({ alpha: 'a', count: 7, name: 'Ann', zoo: 'z' });
    expect(Object.keys(cooked.protomolecule.values ?? {})).toEqual(['alpha', 'count', 'name', 'zoo']);
    expect(cooked.step('a').title).toBe('Ann');
  });

  it('that nothing declares is an error where its name is close to a declared one, else a warning', async () => {
    const cooked = await cookText(`vars = { name = "n", other = "o" }\n${STEPS}`, {
      values: { nmae: 'x', elsewhere: 'y' },
    });
    expect(messages(cooked)).toEqual([
      'error[GT3007]: a value is given for "nmae", which the formula does not declare',
      'warning[GT3008]: a value is given for "elsewhere", which "main" does not declare',
    ]);
    expect(cooked.findings).toContain('did you mean "name"?');
  });

  it('that does not fit its variable is an error at the variable', async () => {
    const cooked = await cookText(`vars.name = { type = "int" }\n${STEPS.replace(' {{other}}', '')}`, {
      values: { name: 'many' },
    });
    expect(messages(cooked)).toEqual([
      expect.stringMatching(/^error\[GT3006\]: the value "many" of "name" /),
    ]);
    expect(cooked.findings).toContain('main.formula.toml:2:');
  });
});

describe('the shape', () => {
  it('has what conditions, counts and ranges asked for, and nothing that has no value', async () => {
    const formula = `
      vars = { zoo = true, count = 2, text = "t", open = { type = "bool" } }
      steps = [
        { id = "a", condition = "{{zoo}}", title = "{{text}}" },
        { id = "l", loop = { count = "{{count}}", body = [{ id = "x" }] } },
        { id = "b", condition = "{{open}}" },
      ]
    `;
    const { protomolecule } = await cookText(formula, { check: true });
    expect(Object.entries(protomolecule.shape)).toEqual([
      ['count', 2],
      ['zoo', true],
    ]);
  });
});

describe('in runtime mode', () => {
  const cook = (text: string, values: Record<string, string>, steps = 'steps'): Promise<Cooked> =>
    cookText(`${text}\n${steps} = [{ id = "a" }]`, { mode: 'runtime', values });

  it('every variable must have a value: given, or by default', async () => {
    const text = 'vars = { given = { }, defaulted = "d", empty = { }, open = { } }';
    expect(messages(await cook(text, { given: 'g', empty: '' }))).toEqual([
      'error[GT3009]: no value is given for "open"',
    ]);
  });

  it('an input must have one when it is required, or when none of the inputs it can do without has one', async () => {
    const inputs = (tail: string): string => `
type = "convoy"
inputs.free = { type = "string" }
inputs.must = { type = "string", required = true }
inputs.either = { type = "string", required_unless = ["one", "two"] }
inputs.one = { type = "string" }
inputs.two = { type = "string"${tail} }`;
    const missing = async (tail: string, values: Record<string, string>): Promise<readonly string[]> =>
      messages(await cook(inputs(tail), values, 'legs')).map((message) =>
        message.replace(/^.*"(\w+)".*$/, '$1'),
      );
    expect(await missing('', {})).toEqual(['must', 'either']);
    expect(await missing('', { must: 'x' })).toEqual(['either']);
    expect(await missing('', { must: 'x', two: '' })).toEqual([]);
    expect(await missing(', default = "d"', { must: 'x' })).toEqual([]);
    expect(await missing('', { must: 'x', free: 'y' })).toEqual(['either']);
  });

  it('texts are filled with defaults too', async () => {
    const formula =
      'vars = { name = "n", other = "o" }\nsteps = [{ id = "a", title = "{{name}} {{other}}" }]';
    const values = { other: 'given' };
    const compiled = await cookText(formula, { values });
    expect(compiled.step('a').title).toBe('{{name}} given');
    const run = await cookText(formula, { values, mode: 'runtime' });
    expect(run.step('a').title).toBe('n given');
  });
});
