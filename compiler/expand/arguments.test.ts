import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const titles = async (
  files: Record<string, string>,
  values: Record<string, string> = {},
): Promise<Record<string, string>> => {
  const { protomolecule, findings } = await cookText(files, { values });
  expect(findings).toBe('');
  return Object.fromEntries(protomolecule.steps.map(({ id, title }) => [id, title]));
};

const SHOW = `
  type = "expansion"
  [vars]
  given = "default of given"
  absent = "default, of {{feature}}"
  [vars.host]
  [[template]]
  id = "{target}.x"
  title = "{given} {{given}} | {absent} | {{host}}"
`;

describe('a parameter', () => {
  it('is the argument, else its default, else the variable of that name around', async () => {
    const files = {
      main: `
        [vars]
        host = "unused"
        mine = "m"
        feature = "f"
        [[steps]]
        id = "inline"
        expand = "show"
        expand_vars = { given = "<{{mine}}>" }
        [[steps]]
        id = "ruled"
        [[compose.expand]]
        target = "ruled"
        with = "show"
        vars = { given = "plain" }
      `,
      show: SHOW,
    };
    expect(await titles(files)).toEqual({
      'inline.x': '<{{mine}}> <{{mine}}> | default, of {{feature}} | {{host}}',
      'ruled.x': 'plain plain | default, of {{feature}} | {{host}}',
    });
    expect(await titles(files, { host: 'h', feature: '{{mine}}', mine: '{given}' })).toEqual({
      'inline.x': '<{given}> <{given}> | default, of {{mine}} | h',
      'ruled.x': 'plain plain | default, of {{mine}} | h',
    });
  });

  it('is bound for each target; arguments know what is bound where they stand', async () => {
    const files = {
      main: `
        [[steps]]
        id = "loop"
        loop = { count = 2, var = "i", body = [{ id = "s", title = "Step {i}", expand = "outer", expand_vars = { p = "round {i}" } }] }
      `,
      outer: `
        type = "expansion"
        [vars.p]
        [[template]]
        id = "{target}.o"
        title = "{target.title}: {p}"
        expand = "inner"
        expand_vars = { p = "{p} in {target.id}", q = "{target.title}" }
      `,
      inner: `
        type = "expansion"
        [vars.p]
        [vars.q]
        [[template]]
        id = "{target}.i"
        title = "{p} / {q} / {target.title} / {i}"
      `,
    };
    expect(await titles(files)).toEqual({
      'loop.iter1.s.o.i': 'round 1 in loop.iter1.s / Step 1 / Step 1: round 1 / {i}',
      'loop.iter2.s.o.i': 'round 2 in loop.iter2.s / Step 2 / Step 2: round 2 / {i}',
    });
  });

  it('can be a number or a truth, and decide about steps and loops', async () => {
    const files = {
      main: `
        [vars]
        rounds = 2
        [[steps]]
        id = "a"
        expand = "shaped"
        expand_vars = { count = 3, deep = true }
        [[steps]]
        id = "b"
        expand = "shaped"
        expand_vars = { count = "{{rounds}}" }
      `,
      shaped: `
        type = "expansion"
        [vars]
        count = 1
        deep = false
        [[template]]
        id = "{target}.loop"
        loop = { count = "{{count}}", var = "i", body = [{ id = "x", title = "{i} of {count}" }] }
        [[template]]
        id = "{target}.deep"
        condition = "{{deep}}"
      `,
    };
    expect(await titles(files)).toEqual({
      'a.loop.iter1.x': '1 of 3',
      'a.loop.iter2.x': '2 of 3',
      'a.loop.iter3.x': '3 of 3',
      'a.deep': 'Deep',
      'b.loop.iter1.x': '1 of {{rounds}}',
      'b.loop.iter2.x': '2 of {{rounds}}',
    });
    const { protomolecule } = await cookText(files);
    expect(protomolecule.shape).toEqual({ rounds: 2 });
  });

  it('of an aspect has its default, else the variable around', async () => {
    const files = {
      main: `
        [vars]
        who = "me"
        [[steps]]
        id = "work"
        [compose]
        aspects = ["watch"]
      `,
      watch: `
        type = "aspect"
        [vars]
        how = "closely"
        [vars.who]
        [[advice]]
        target = "work"
        before = { id = "{step.id}-watch", title = "{who} {{who}} {how}" }
      `,
    };
    expect(await titles(files)).toEqual({ 'work-watch': '{{who}} {{who}} closely', work: 'Work' });
  });

  it('of what is cooked by itself is a variable of it', async () => {
    const expansion = {
      show: `
        type = "expansion"
        [vars]
        p = "usual"
        [[template]]
        id = "{target}.x"
        title = "{p} {{p}}"
        [[template]]
        id = "{target}.y"
        condition = "{p} == other && {{p}} != usual"
      `,
    };
    expect(await titles(expansion)).toEqual({ 'main.x': '{{p}} {{p}}' });
    expect(await titles(expansion, { p: 'other' })).toEqual({ 'main.x': 'other other', 'main.y': 'Y' });
    const { findings } = await cookText({
      watch: `
        type = "aspect"
        [vars]
        p = "usual"
        [[advice]]
        target = "*"
        before = { id = "{step.id}-x", title = "{p}", condition = "{p} == usual" }
      `,
    });
    expect(findings).toBe('');
  });
});

describe('a parameter in an id, cooked by itself,', () => {
  const files = {
    show: `
      type = "expansion"
      [vars.lang]
      [[template]]
      id = "{target}.{lang}.write"
      title = "{lang}"
      [[template]]
      id = "{target}.check"
      needs = ["{target}.{lang}.write"]
    `,
  };

  it('has its value, which belongs to the shape', async () => {
    const { order, protomolecule } = await cookText(files, { values: { lang: 'de' } });
    expect(order).toEqual(['main.de.write', 'main.check <- main.de.write']);
    expect(protomolecule.shape).toEqual({ lang: 'de' });
  });

  it('needs one', async () => {
    expect((await cookText(files)).findings).toContain('error[GT3010]: an id depends on "lang"');
  });

  it('is checked without one', async () => {
    const { order, findings } = await cookText(files, { check: true });
    expect([findings, order]).toEqual(['', ['main.lang.write', 'main.check <- main.lang.write']]);
  });

  it('needs none in an aspect, which has no steps', async () => {
    const { findings } = await cookText(`
      type = "aspect"
      [vars.tool]
      [[advice]]
      target = "*"
      before = { id = "{step.id}-{tool}" }
    `);
    expect(findings).toBe('');
  });
});

describe('an argument', () => {
  const cook = (vars: string, declared: string): Promise<string> =>
    cookText({
      main: `
        [[steps]]
        id = "a"
        expand = "show"
        ${vars}
      `,
      show: `
        type = "expansion"
        ${declared}
        [[template]]
        id = "{target}.x"
      `,
    }).then(({ findings }) => findings);

  it('with variables must be right once they have values', async () => {
    const files = {
      main: `
        vars.level = "low"
        [[steps]]
        id = "given"
        expand = "show"
        expand_vars = { p = "{{level}}" }
        [[steps]]
        id = "around"
        expand = "show-around"
        [[steps]]
        id = "loop"
        loop = { range = "1..2", var = "i", body = [{ id = "x", expand = "show", expand_vars = { p = "l{i}" } }] }
      `,
      show: 'type = "expansion"\nvars.p = { enum = ["low", "l1", "l2"] }\ntemplate = [{ id = "{target}.x" }]',
      'show-around':
        'type = "expansion"\nvars.level = { pattern = "^l" }\ntemplate = [{ id = "{target}.x" }]',
    };
    expect((await cookText(files)).findings).toBe('');
    expect((await cookText(files, { values: { level: 'low' } })).findings).toBe('');
    expect((await cookText(files, { mode: 'runtime' })).findings).toBe('');
    const { findings } = await cookText(files, { values: { level: 'high' } });
    expect(
      findings,
    ).toBe(`error[GT5005]: the value "high" for the parameter "p" of "show" is not one of "low", "l1", "l2"
 --> main.formula.toml:6:21
  |
6 | expand_vars = { p = "{{level}}" }
  |                     ^^^^^^^^^^^

error[GT5005]: the value "high" for the parameter "level" of "show-around" does not match the pattern "^l"
 --> main.formula.toml:9:10
  |
9 | expand = "show-around"
  |          ^^^^^^^^^^^^^

2 errors
`);
  });

  it('must be given where neither the parameter has a default nor the formula such a variable', async () => {
    expect(await cook('', '[vars.host]')).toBe(`error[GT5003]: "show" needs a value for its parameter "host"
 --> main.formula.toml:4:10
  |
4 | expand = "show"
  |          ^^^^^^
  = note: the parameter is declared here
    --> show.formula.toml:3:7
  = help: give one in "vars" (of a step: "expand_vars"), or declare a variable "host"

1 error
`);
  });

  it('must be for a parameter', async () => {
    expect(
      await cook('expand_vars = { hots = "x" }', '[vars]\n        host = "h"\n        port = 1'),
    ).toBe(`error[GT5004]: "show" has no parameter "hots"
 --> main.formula.toml:5:17
  |
5 | expand_vars = { hots = "x" }
  |                 ^^^^
  = help: did you mean "host"?

1 error
`);
  });

  it.each([
    ['n = "three"', '[vars]\nn = 1', '"three"', '"n"', 'is not a whole number'],
    ['e = "three"', '[vars]\ne = { enum = ["one", "two"] }', '"three"', '"e"', 'is not one of "one", "two"'],
    ['p = "three"', '[vars]\np = { pattern = "^o" }', '"three"', '"p"', 'does not match the pattern "^o"'],
    ['b = 7', '[vars]\nb = false', '"7"', '"b"', 'is neither true nor false'],
  ])('%s must be what the parameter says', async (argument, declared, value, name, reason) => {
    const findings = await cook(`expand_vars = { ${argument} }`, declared);
    expect(findings.split('\n')[0]).toBe(
      `error[GT5005]: the value ${value} for the parameter ${name} of "show" ${reason}`,
    );
    expect(findings.split('\n')[1]).toBe(' --> main.formula.toml:5:21');
  });
});
