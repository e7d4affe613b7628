import { describe, expect, it } from 'vitest';
import { MAX_FORMULAS } from '../limits.js';
import { cookText } from '../testing/cook-text.js';

const STEP = 'steps = [{ id = "a" }]';

describe('the type of a formula', () => {
  it.each([
    [STEP, 'workflow'],
    ['steps = []', 'workflow'],
    ['template = [{ id = "{target}.a" }]', 'expansion'],
    ['legs = [{ id = "a" }]', 'convoy'],
    ['aspects = [{ id = "a" }]', 'aspect'],
    ['advice = [{ target = "a", before = { id = "b" } }]', 'aspect'],
    [`${STEP}\nadvice = [{ target = "a", before = { id = "b" } }]`, 'workflow'],
    ['legs = [{ id = "a" }]\nadvice = [{ target = "a", before = { id = "b" } }]', 'convoy'],
    ['extends = "parent"', 'workflow'],
    ['extends = "parent"\nadvice = [{ target = "p", before = { id = "b" } }]', 'workflow'],
  ])('follows from what it has: %s', async (main, type) => {
    const { protomolecule, findings } = await cookText({ main, parent: 'steps = [{ id = "p" }]' });
    expect(findings).toBe('');
    expect(protomolecule.type).toBe(type);
  });

  it.each([
    ['workflow', 'template = [{ id = "x" }]', ['template', '"expansion"']],
    ['workflow', 'legs = [{ id = "x" }]', ['legs', '"convoy"']],
    ['workflow', 'inputs = { x = "" }', ['inputs', '"convoy"']],
    ['workflow', 'aspects = [{ id = "x" }]', ['aspects', '"aspect"']],
  ])('%s has no use for %s', async (type, keys, [key, belongs]) => {
    const { findings } = await cookText(`type = "${type}"\n${keys}\n${STEP}`);
    expect(findings).toBe(`error[GT2007]: "${key}" has no meaning in a formula of type "${type}"
 --> main.formula.toml:3:1
  |
3 | ${keys}
  | ${'^'.repeat(key?.length ?? 0)}
  = help: it belongs to the type ${belongs}

1 error
`);
  });

  it.each([
    ['convoy', STEP],
    ['expansion', 'template = [{ id = "x" }]\ncompose = { aspects = [] }'],
    ['expansion', 'template = [{ id = "x" }]\nadvice = [{ target = "x", before = { id = "y" } }]'],
    ['expansion', 'template = [{ id = "x" }]\nphase = "vapor"'],
    ['aspect', 'advice = [{ target = "x", before = { id = "y" } }]\npour = true'],
    ['aspect', 'advice = [{ target = "x", before = { id = "y" } }]\nsquash = {}'],
  ])('%s has no use for the last key of %s', async (type, keys) => {
    const { findings } = await cookText(`type = "${type}"\n${keys}`);
    expect(findings).toContain(
      `error[GT2007]: "${keys.split('\n').at(-1)?.split(' ')[0]}" has no meaning in`,
    );
  });

  it.each([
    ['workflow', 'steps'],
    ['expansion', 'template'],
    ['aspect', 'advice'],
    ['convoy', 'legs'],
  ])('%s needs %s', async (type, key) => {
    const { findings } = await cookText(`type = "${type}"`);
    expect(findings).toBe(`error[GT2008]: a formula of type "${type}" needs "${key}", and this one has none
 --> main.formula.toml:1:11
  |
1 | formula = "main"
  |           ^^^^^^
  = help: what a formula has makes its type: "steps" a workflow, "template" an expansion, "advice" an aspect, "legs" a convoy

1 error
`);
  });
});

describe('the name of a formula', () => {
  it('must be that of its file', async () => {
    const { findings } = await cookText({ main: `formula = "mian"\n${STEP}` });
    expect(findings).toBe(`error[GT2006]: the formula is named "mian", but its file is named for "main"
 --> main.formula.toml:1:11
  |
1 | formula = "mian"
  |           ^^^^^^
  = help: formulas are found by their file name, so the two must agree
  = fix: name it "main"

1 error
`);
  });
});

describe('a convoy', () => {
  it('has a step for each leg, and a synthesis that waits for those it names, or for all', async () => {
    const convoy = (synthesis: string): string => `
      legs = [{ id = "one" }, { id = "two", focus = "on it" }]
      ${synthesis}
    `;
    expect((await cookText(convoy(''))).order).toEqual(['one', 'two']);
    expect((await cookText(convoy('synthesis = {}'))).order).toEqual(['one', 'two', 'synthesis <- one, two']);
    expect((await cookText(convoy('synthesis = { depends_on = [] }'))).order.at(-1)).toBe(
      'synthesis <- one, two',
    );
    const { order, step } = await cookText(
      convoy('synthesis = { depends_on = ["two"], title = "All", condition = "" }'),
    );
    expect(order).toEqual(['one', 'two', 'synthesis <- two']);
    expect(step('synthesis').title).toBe('All');
    expect(step('two').focus).toBe('on it');
  });

  it('names only legs, each once, none of them "synthesis"', async () => {
    const { findings } = await cookText(`
      legs = [{ id = "synthesis" }]
      synthesis = { depends_on = ["first"] }
    `);
    expect(findings).toBe(`error[GT6001]: two steps have the id "synthesis"
 --> main.formula.toml:3:13
  |
3 | synthesis = { depends_on = ["first"] }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
  = note: the first is here
    --> main.formula.toml:2:16
  = help: ids are unique in the whole formula, children included; rename one of them

error[GT3001]: step "synthesis" has "first" in "depends_on", but no step has that id
 --> main.formula.toml:3:29
  |
3 | synthesis = { depends_on = ["first"] }
  |                             ^^^^^^^

2 errors
`);
  });

  it('can be woven like steps: advice, conditions, aspects, expansions', async () => {
    const { order, findings } = await cookText({
      main: `
        inputs.deep = "no"
        legs = [{ id = "one" }, { id = "two", condition = "{{deep}}" }, { id = "three" }]
        synthesis = {}
        compose.aspects = ["watch"]
        compose.expand = [{ target = "three", with = "pair" }]
        advice = [{ target = "synthesis", after = { id = "publish" } }]
      `,
      pair: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b" }]',
      watch: 'type = "aspect"\nadvice = [{ target = "one", before = { id = "look" } }]',
    });
    expect(findings).toBe('');
    expect(order).toEqual([
      'look',
      'one <- look',
      'three.a',
      'three.b',
      'synthesis <- one, three.a, three.b',
      'publish <- synthesis',
    ]);
  });
});

describe('the number of formulas that one draws in', () => {
  const chain = (length: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length }, (_, number) => [
        `f${number}`,
        number === length - 1 ? STEP : `extends = "f${number + 1}"`,
      ]),
    );

  it('may be as large as the limit', async () => {
    const { order, findings } = await cookText(chain(MAX_FORMULAS));
    expect(findings).toBe('');
    expect(order).toEqual(['a']);
  });

  it('may not be larger', async () => {
    const { findings } = await cookText(chain(MAX_FORMULAS + 1));
    expect(findings).toBe(`error[GT1013]: the formula draws in more than 1000 others (MAX_FORMULAS)
 --> f999.formula.toml:2:11
  |
2 | extends = "f1000"
  |           ^^^^^^^
  = help: join formulas that always stand together, or cook parts of the work by themselves

1 error
`);
  });
});
