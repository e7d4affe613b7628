import { describe, expect, it } from 'vitest';
import { type Cooked, cookText } from '../testing/cook-text.js';

const told = ({ findings }: Cooked): readonly string[] =>
  findings.match(/^(?:(?:error|warning)\[.*| *--> .*)/gm)?.map((line) => line.trim()) ?? [];

describe('a rule of compose', () => {
  it.each([
    ['from = "no", join = "b", steps = ["c"]', '"no" in "from"'],
    ['from = "a", join = "no", steps = ["c"]', '"no" in "join"'],
    ['from = "a", join = "b", steps = ["c", "no"]', '"no" in "steps"'],
  ])('that branches by { %s } is told of the one name that is wrong', async (rule, what) => {
    const cooked = await cookText(
      `steps = [{ id = "a" }, { id = "b" }, { id = "c" }]\ncompose.branch = [{ ${rule} }]`,
    );
    expect(told(cooked)).toEqual([
      `error[GT3001]: [compose] has ${what}, but no step has that id`,
      expect.stringMatching(/^--> main\.formula\.toml:3:/),
    ]);
  });

  it.each([
    ['[[compose.map]]\nselect = "*"\nwith = "aspect"', 5, 8],
    ['[[compose.expand]]\ntarget = "a"\nwith = "aspect"', 5, 8],
    ['[[steps]]\nid = "b"\nexpand = "aspect"', 5, 10],
  ])(
    'or a step, that expands by what is no expansion, is told of at that name: %s',
    async (rule, line, column) => {
      const cooked = await cookText({
        main: `steps = [{ id = "a" }]\n${rule}`.replace(
          'steps = [{ id = "a" }]\n[[steps]]',
          '[vars]\n[[steps]]',
        ),
        aspect:
          'type = "aspect"\npointcuts = [{ type = "task" }]\nadvice = [{ before = { id = "{step.id}-x" } }]',
      });
      expect(told(cooked)).toEqual([
        expect.stringMatching(/^error\[GT5001\]: "\w+" needs a formula of type "expansion"/),
        `--> main.formula.toml:${line}:${column}`,
      ]);
    },
  );
});

describe('a template', () => {
  it('knows the target by single braces alone, with its description or the lack of one', async () => {
    const { step } = await cookText({
      main: `
        vars.target = "of the formula"
        steps = [
          { id = "a", expand = "parts", description = "of a" },
          { id = "b", expand = "parts" },
        ]
      `,
      parts: `
        type = "expansion"
        vars.target = "a parameter"
        template = [{ id = "{target}.x", title = "{target}, {{target}}", description = "<{target.description}>" }]
      `,
    });
    expect(step('a.x')).toMatchObject({ title: 'a, a parameter', description: '<of a>' });
    expect(step('b.x')).toMatchObject({ title: 'b, a parameter', description: '<>' });
  });

  it.each([
    ['description = "of the expansion"\n', '<of the expansion>'],
    ['', '<>'],
  ])('cooked by itself stands for its own formula: %j', async (text, description) => {
    const { step } = await cookText(
      `type = "expansion"\n${text}template = [{ id = "{target}.x", title = "{target.title}", description = "<{target.description}>" }]`,
    );
    expect(step('main.x')).toMatchObject({ title: 'main', description });
  });

  it('tells how a step came there in eight places at the most, the nearest first', async () => {
    const files: Record<string, string> = { main: 'steps = [{ id = "a", expand = "e1" }]' };
    for (let level = 1; level < 10; level++)
      files[`e${level}`] = `type = "expansion"\ntemplate = [{ id = "{target}.x", expand = "e${level + 1}" }]`;
    files['e10'] = 'type = "expansion"\ntemplate = [{ id = "{target}.same" }, { id = "{target}.same" }]';
    const { findings } = await cookText(files);
    expect(findings.match(/= note: .*/g)).toEqual([
      '= note: the first is here',
      ...[10, 9, 8, 7, 6, 5, 4, 3].map((level) => `= note: expanded by "e${level}"`),
    ]);
  });

  it('is told that an aspect wove in what has its id', async () => {
    const { findings } = await cookText({
      main: 'steps = [{ id = "a" }, { id = "x" }]\ncompose.aspects = ["watch"]',
      watch: 'type = "aspect"\nadvice = [{ target = "a", before = { id = "x" } }]',
    });
    expect(findings.match(/^error.*|= note: .*/gm)).toEqual([
      'error[GT6001]: two steps have the id "x"',
      '= note: the first is here',
      '= note: woven in by "watch"',
    ]);
  });
});
