import { describe, expect, it } from 'vitest';
import { renderPrompt } from '../language/go-template/render.js';
import { cookText } from '../testing/cook-text.js';

const LEGS = `
  [[legs]]
  id = "speed"
  description = "Look for loops"
  [[legs]]
  id = "code-style"
  description = "Look at names"
  [synthesis]
`;

const findingsOf = async (text: string): Promise<string> =>
  (await cookText(`${text.replaceAll(/^ {8}/gm, '')}\n${LEGS.replaceAll(/^ {2}/gm, '')}`)).findings;

describe('what a worker of a convoy is given', () => {
  it('is the prompt of all legs, that of its own, and its description unless a prompt tells it', async () => {
    const { protomolecule, findings } = await cookText(`
      [prompts]
      base = "You are {{.leg.id}}"
      speed = "{{if .leg.description}}{{.leg.description}}{{end}}"
      synthesis = "Read {{.output.directory}}"
      ${LEGS}
    `);
    expect(findings).toBe('');
    expect(protomolecule.steps.map(({ id, brief }) => [id, brief])).toEqual([
      ['speed', ['prompts.base', 'prompts.speed']],
      ['code-style', ['prompts.base', 'description']],
      ['synthesis', ['prompts.synthesis']],
    ]);
  });

  it('is its description where no prompt is for it', async () => {
    const { protomolecule } = await cookText(`prompts = { "code-style" = "x" }\n${LEGS}`);
    expect(protomolecule.steps.map(({ brief }) => brief)).toEqual([
      undefined,
      ['prompts.code-style', 'description'],
      undefined,
    ]);
  });

  it('has no prompts for what advice put around a leg', async () => {
    const { protomolecule } = await cookText(`
      prompts = { base = "b" }
      ${LEGS}
      [[advice]]
      target = "speed"
      before = { id = "{step.id}-first", description = "{{.output_path}}" }
    `);
    const first = protomolecule.steps.find(({ id }) => id === 'speed-first');
    expect([first?.brief, first?.templates, first?.description]).toEqual([
      undefined,
      undefined,
      '{{.output_path}}',
    ]);
  });

  it('goes over, with the focus, to what takes the place of a leg', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        prompts = { base = "b", speed = "s" }
        [[legs]]
        id = "speed"
        focus = "Loops for {{.problem}}"
        description = "Write to {{.output_path}}"
        [[legs]]
        id = "style"
        [inputs.problem]
        [compose]
        expand = [{ target = "speed", with = "twice" }]
      `,
      twice: `
        [[template]]
        id = "{target}.one"
        description = "First: {target.description}"
        [[template]]
        id = "{target}.two"
        needs = ["{target}.one"]
        title = "Again {{.leg.id}}"
      `,
    });
    expect(findings).toBe('');
    expect(
      protomolecule.steps.map(({ id, brief, focus, description, templates }) => ({
        id,
        brief,
        focus,
        description,
        templates,
      })),
    ).toEqual([
      {
        id: 'speed.one',
        brief: ['prompts.base', 'prompts.speed', 'description'],
        focus: 'Loops for {{.problem}}',
        description: 'First: Write to {{.output_path}}',
        templates: ['focus', 'description'],
      },
      {
        id: 'speed.two',
        brief: ['prompts.base', 'prompts.speed'],
        focus: 'Loops for {{.problem}}',
        templates: ['title', 'focus'],
      },
      { id: 'style', brief: ['prompts.base'] },
    ]);
  });

  it('is nothing special in an aspect, whose parts are no legs of a convoy', async () => {
    const { protomolecule } = await cookText('[[aspects]]\nid = "a"\ndescription = "{{.output_path}}"');
    expect(protomolecule.steps[0]).toMatchObject({ description: '{{.output_path}}' });
    expect(protomolecule.steps[0]).not.toHaveProperty('templates');
  });
});

describe('the texts of a leg and of the synthesis', () => {
  it('are templates where they name what only a template can say', async () => {
    const { protomolecule, findings } = await cookText(
      `
        [inputs.problem]
        [[legs]]
        id = "a"
        title = "{{problem}} by {{$.leg.id}}"
        description = "Write {{problem}} to {{- .output_path}}{{/* here */}}"
        notes = "{{problem}} {{#if x}}"
        acceptance = "In {{.output.directory}}"
        [synthesis]
        title = "{{problem}}"
        description = "All of {{.output.directory}}/{{.output.synthesis}}: {{ problem }}"
      `,
      { values: { problem: '{{.leg.id}}' }, mode: 'runtime' },
    );
    expect(findings).toBe('');
    const [leg, synthesis] = protomolecule.steps;
    expect(leg).toMatchObject({
      title: '{{$.inputs.problem}} by {{$.leg.id}}',
      description: 'Write {{$.inputs.problem}} to{{.output_path}}',
      notes: '{{.leg.id}} {{#if x}}',
      acceptance: 'In {{.output.directory}}',
      templates: ['title', 'description', 'acceptance'],
    });
    expect(synthesis).toMatchObject({
      title: '{{.leg.id}}',
      description: 'All of {{.output.directory}}/{{.output.synthesis}}: {{$.inputs.problem}}',
      templates: ['description'],
    });
    // A value is never looked through, whatever it says.
    const given = { output_path: 'x.md', inputs: { problem: '{{.leg.id}}' } };
    expect(renderPrompt(leg?.description ?? '', given)).toEqual({
      ok: true,
      text: 'Write {{.leg.id}} tox.md',
    });
  });

  it('may take the outputs of other steps, which are filled in after the rendering', async () => {
    const { step, findings } = await cookText(`
      [[legs]]
      id = "a-b"
      output = { type = "object", properties = { verdict = { type = "string" } } }
      [synthesis]
      description = "{{steps.a-b.output.verdict}} in {{.output.directory}}"
    `);
    expect(findings).toBe('');
    const { description = '', templates, inputs_from } = step('synthesis');
    expect([templates, inputs_from]).toEqual([['description'], [{ step: 'a-b', path: 'verdict' }]]);
    expect(renderPrompt(description, { output: { directory: 'd' } })).toEqual({
      ok: true,
      text: '{{steps.a-b.output.verdict}} in d',
    });
  });

  it('that are joined are templates together', async () => {
    const { step, findings } = await cookText({
      main: `
        [inputs.problem]
        [[legs]]
        id = "a"
        notes = "Old {{problem}}"
        [compose]
        expand = [{ target = "a", with = "one" }]
      `,
      one: '[[template]]\nid = "{target}.b"\nnotes = "New {{.output_path}}"',
    });
    expect(findings).toBe('');
    expect(step('a.b')).toMatchObject({
      notes: 'New {{.output_path}}\n\nOld {{$.inputs.problem}}',
      templates: ['notes'],
    });
  });

  it('are checked where they are taken out by a condition or a preset, too', async () => {
    const text = (condition: string): string => `
      [[legs]]
      id = "a"
      ${condition}
      description = "{{.output_path}} {{.nobody}}"
      [[legs]]
      id = "b"
      [presets.small]
      legs = ["b"]
    `;
    expect((await cookText(text('condition = "x == y"'))).findings).toContain('nothing is called ".nobody"');
    expect((await cookText(text(''), { preset: 'small' })).findings).toContain('nothing is called ".nobody"');
  });

  it('may use what is known when the molecule is slung', async () => {
    const { protomolecule, findings } = await cookText(
      'prompts = { base = "{{.issue}} {{.inputs.feature}}" }\n[[legs]]\nid = "a"',
    );
    expect(findings).toBe('');
    expect(protomolecule.vars).toEqual({
      feature: { type: 'string', from: 'bead.title' },
      issue: { type: 'string', from: 'bead.id' },
    });
  });
});

describe('a mistake in a template of a convoy', () => {
  it('is told where it stands in the text', async () => {
    expect(
      await findingsOf(`
        [output]
        directory = ".reviews/{{.leg.id}}"
        leg_pattern = "{{.id}}.md"
        [prompts]
        base = """
        Review {{.leg.titel}}
          {{range .pr_title}}{{end}}
        {{problem}}
        """
        [inputs.problem]
      `),
    ).toBe(`error[GT3042]: in "output.directory": ".leg.id" has no value here
 --> main.formula.toml:3:25
  |
3 | directory = ".reviews/{{.leg.id}}"
  |                         ^^^^^^^
  = help: what has a value here: .formula_name, .target_description, .review_id, .pr_number, .pr_title, .changed_files, .files, .problem, .issue, .feature

error[GT3042]: in "output.leg_pattern": nothing is called ".id"
 --> main.formula.toml:4:18
  |
4 | leg_pattern = "{{.id}}.md"
  |                  ^^^
  = help: did you mean ".leg.id"?
  = fix: write .leg.id

error[GT3042]: in "prompts.base": nothing is called ".leg.titel"
 --> main.formula.toml:7:10
  |
7 | Review {{.leg.titel}}
  |          ^^^^^^^^^^
  = help: did you mean ".leg.title", ".leg.id" or ".pr_title"?
  = fix: write .leg.title

error[GT3043]: in "prompts.base": ".pr_title" is one value, and {{range}} goes through a list
 --> main.formula.toml:8:11
  |
8 |   {{range .pr_title}}{{end}}
  |           ^^^^^^^^^
  = help: lists are .changed_files and .files

error[GT3041]: "prompts.base" has "problem" without a dot, which is no part of a convoy's templates
 --> main.formula.toml:9:3
  |
9 | {{problem}}
  |   ^^^^^^^
  = help: a name begins with a dot: {{.problem}}
  = fix: write .problem

5 errors
`);
  });

  it('of a leg is told with its place, and a variable that is not declared as everywhere', async () => {
    const { findings } = await cookText(`
      [[legs]]
      id = "a"
      description = "{{.leg.id}} {{probelm}} {{.output.direktory}}"
      [inputs.problem]
    `);
    expect(findings).toContain('error[GT3002]: no variable "probelm" is declared');
    expect(findings).toContain('= fix: write problem');
    expect(findings).toContain('error[GT3042]: in "description": nothing is called ".output.direktory"');
  });

  it('is not a name that a missing parent may declare', async () => {
    const { findings } = await cookText(
      'extends = "gone"\nprompts = { base = "{{.other}}" }\n[[legs]]\nid = "a"',
    );
    expect(findings).not.toContain('other');
  });

  it('is a secret in it', async () => {
    const { findings } = await cookText(`
      prompts = { base = "{{.token}}" }
      [vars.token]
      secret = true
      [[legs]]
      id = "a"
    `);
    expect(findings).toContain('error[GT3014]: "token" is a secret, and cannot stand in "prompts.base"');
  });
});

describe('a prompt for nobody', () => {
  it('is an error', async () => {
    expect(
      await findingsOf('prompts = { sped = "x" }'),
    ).toBe(`error[GT5019]: the prompt "sped" is for nobody: no leg has that id
 --> main.formula.toml:2:13
  |
2 | prompts = { sped = "x" }
  |             ^^^^
  = help: did you mean "speed"?

1 error
`);
    const { findings } = await cookText('prompts = { synthesis = "x" }\n[[legs]]\nid = "a"');
    expect(findings).toContain('help: "base" is for all legs, the id of a leg for that leg\n');
  });
});
