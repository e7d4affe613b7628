import { describe, expect, it } from 'vitest';
import type { ProtoStep } from '../emit/protomolecule.js';
import { cookText } from '../testing/cook-text.js';

/** What a step takes, and where it stands in its texts. */
const taken = ({ description, notes, inputs_from }: ProtoStep): unknown => ({
  ...(description !== undefined && { description }),
  ...(notes !== undefined && { notes }),
  from: inputs_from?.map(({ step, path }) => `${step} ${path ?? '*'}`),
});

const formula = (text: string, more = ''): string => `
  [[steps]]
  id = "a"
  output = { properties = { count = { type = "integer" }, who = { properties = { name = {} } } } }
  [[steps]]
  id = "other"
  ${more}
  [[steps]]
  id = "middle"
  needs = ["a"]
  [[steps]]
  id = "b"
  needs = ["middle"]
  description = '''${text}'''
  [[steps]]
  id = "late"
  needs = ["b"]`;

/** The code, what is underlined and the help of each finding. */
async function findings(text: string, more?: string): Promise<string[]> {
  const cooked = await cookText(formula(text, more));
  return cooked.findings
    .split('\n\n')
    .filter((finding) => finding.includes('['))
    .map((finding) => {
      const [head = '', , , line = '', marks = ''] = finding.split('\n');
      const help = /help: (.*)/.exec(finding)?.[1];
      const at = marks.indexOf('^');
      return [head.slice(6, 12), line.slice(at, marks.lastIndexOf('^') + 1), help].join(' | ');
    });
}

describe('the output of an earlier step in a text', () => {
  it('is listed, and left for the worker who takes the step', async () => {
    const text =
      'Of {{steps.a.output.count}} by {{steps.a.output.who.name}}: {{steps.a.output}}, {{steps.a.output.count}}';
    for (const mode of ['compile', 'runtime'] as const) {
      const { step } = await cookText(formula(text), { mode });
      expect(taken(step('b'))).toEqual({ description: text, from: ['a count', 'a who.name', 'a *'] });
      expect(step('a').inputs_from).toBeUndefined();
    }
  });

  it('is that of the same iteration, or of a step outside', async () => {
    const { step } = await cookText(`
      [[steps]]
      id = "plan"
      [[steps]]
      id = "l"
      needs = ["plan"]
      [steps.loop]
      range = "1..2"
      var = "n"
      [[steps.loop.body]]
      id = "x-{n}"
      [[steps.loop.body]]
      id = "y"
      needs = ["x-{n}"]
      description = "{{steps.x-{n}.output.a}} {{steps.plan.output.b}}"
      [[steps]]
      id = "after"
      needs = ["l"]
      notes = "{{steps.l.output.c}} {{steps.l.iter1.y.output.d}}"`);
    expect(taken(step('l.iter2.y'))).toEqual({
      description: '{{steps.l.iter2.x-2.output.a}} {{steps.plan.output.b}}',
      from: ['l.iter2.x-2 a', 'plan b'],
    });
    // A loop has the output of its last iteration.
    expect(taken(step('after'))).toEqual({
      notes: '{{steps.l.iter2.y.output.c}} {{steps.l.iter1.y.output.d}}',
      from: ['l.iter2.y c', 'l.iter1.y d'],
    });
  });

  it('of an expanded step is that of its one exit, inside as outside', async () => {
    const files = {
      main: `
        [[steps]]
        id = "a"
        [[steps]]
        id = "t"
        needs = ["a"]
        expand = "f"
        expand_vars = { from = "{{steps.a.output.x}}" }
        notes = "after {{steps.a.output.y}}"
        description = "of {{steps.a.output.z}}"
        output = { properties = { n = { type = "integer" } } }
        [[steps]]
        id = "z"
        needs = ["t"]
        description = "{{steps.t.output.n}}"`,
      f: `
        vars.from = { required = true, type = "int" }
        [[template]]
        id = "{target}.draft"
        description = "{from} {target.description}"
        [[template]]
        id = "{target}.final"
        needs = ["{target}.draft"]
        description = "{{steps.{target}.draft.output.m}}"`,
    };
    const { step, protomolecule } = await cookText(files);
    expect(taken(step('t.draft'))).toEqual({
      description: '{{steps.a.output.x}} of {{steps.a.output.z}}',
      from: ['a x', 'a z'],
    });
    expect(taken(step('t.final'))).toEqual({
      description: '{{steps.t.draft.output.m}}',
      notes: 'after {{steps.a.output.y}}',
      from: ['t.draft m', 'a y'],
    });
    expect(taken(step('z'))).toEqual({ description: '{{steps.t.final.output.n}}', from: ['t.final n'] });
    expect(protomolecule.regions[0]?.description).toBe('of {{steps.a.output.z}}');
    const wrong = await cookText({ ...files, main: files.main.replace('output.n}}', 'output.m}}') });
    expect(wrong.findings).toContain('the output has no "m" by its schema: there is "n"');
  });

  it('of what ends with several steps is that of the one that is named', async () => {
    const { findings: found } = await cookText(`
      [[steps]]
      id = "box"
      children = [{ id = "c1" }, { id = "c2" }]
      [[steps]]
      id = "z"
      needs = ["box"]
      description = "{{steps.box.output.x}} {{steps.c2.output.x}}"`);
    expect(
      found,
    ).toBe(`error[GT3032]: in "description": "box" ends with several steps, and it is not said whose output is meant
 --> main.formula.toml:8:16
  |
8 | description = "{{steps.box.output.x}} {{steps.c2.output.x}}"
  |                ^^^^^^^^^^^^^^^^^^^^^^
  = help: name one of them: "c1" or "c2"

1 error
`);
  });

  it('of a loop that runs until something is that of its last iteration', async () => {
    const { step } = await cookText(`
      [[steps]]
      id = "l"
      loop = { until = "flag", max = 3, body = [{ id = "x" }, { id = "y", needs = ["x"] }] }
      [[steps]]
      id = "z"
      needs = ["l"]
      notes = "{{steps.l.output.ok}}"`);
    expect(taken(step('z'))).toEqual({ notes: '{{steps.l.output.ok}}', from: ['l ok'] });
  });

  it('of a step that a condition took out is empty', async () => {
    const { step } = await cookText(
      formula('<{{steps.other.output.x}}> <{{steps.a.output.count}}>', 'condition = "false"').replace(
        'needs = ["middle"]',
        'needs = ["middle", "other"]',
      ),
    );
    expect(taken(step('b'))).toEqual({ description: '<> <{{steps.a.output.count}}>', from: ['a count'] });
  });

  it('may be one of a step whose id has dots and a part "output"', async () => {
    const { step } = await cookText(`
      [[steps]]
      id = "a.output"
      [[steps]]
      id = "a"
      [[steps]]
      id = "b"
      needs = ["a", "a.output"]
      notes = "{{steps.a.output.output.x}} {{steps.a.output.x}}"`);
    expect(step('b').inputs_from).toEqual([
      { step: 'a.output', path: 'x' },
      { step: 'a', path: 'x' },
    ]);
  });
});

describe('a wrong reference to an output', () => {
  it.each([
    [
      '{{steps.a.output.cuont}}',
      'GT3026 | {{steps.a.output.cuont}} | did you mean "{{steps.a.output.count}}"?',
    ],
    [
      '{{steps.a.output.who.nam}}',
      'GT3026 | {{steps.a.output.who.nam}} | did you mean "{{steps.a.output.who.name}}"?',
    ],
    ['{{steps.aa.output.count}}', 'GT3001 | {{steps.aa.output.count}} | did you mean "a"?'],
    [
      '{{steps.a.outputs.count}}',
      'GT3030 | {{steps.a.outputs.count}} | did you mean "{{steps.a.output.count}}"?',
    ],
    ['{{steps.a.count}}', 'GT3030 | {{steps.a.count}} | did you mean "{{steps.a.output.count}}"?'],
    [
      '{{ steps.a.output.count }}',
      'GT3030 | {{ steps.a.output.count }} | did you mean "{{steps.a.output.count}}"?',
    ],
    ['{{a.output.count}}', 'GT3030 | {{a.output.count}} | did you mean "{{steps.a.output.count}}"?'],
    ['{steps.a.output.count}', 'GT3030 | {steps.a.output.count} | did you mean "{{steps.a.output.count}}"?'],
    ['{{steps.a}}', 'GT3030 | {{steps.a}} | what a step has put out is written {{steps.ID.output.FIELD}}'],
    [
      '{{steps..output.x}}',
      'GT3030 | {{steps..output.x}} | what a step has put out is written {{steps.ID.output.FIELD}}',
    ],
    [
      '{{steps.a.output.}}',
      'GT3030 | {{steps.a.output.}} | what a step has put out is written {{steps.ID.output.FIELD}}',
    ],
    [
      '{{steps.{{a}}.output.x}}',
      'GT3030 | {{steps.{{a}} | what a step has put out is written {{steps.ID.output.FIELD}}',
    ],
    [
      '{{steps.other.output.x}}',
      'GT3031 | {{steps.other.output.x}} | a step can take the outputs of the steps it waits for; add "other" to its "needs"',
    ],
    ['{{steps.b.output.x}}', 'GT3031 | {{steps.b.output.x}} | '],
    ['{{steps.late.output.x}}', 'GT3031 | {{steps.late.output.x}} | '],
  ])('%s', async (text, finding) => {
    expect(await findings(text)).toEqual([finding]);
    // The rest of the text does not matter.
    expect(await findings(`{ {{ {{x.y}} ${text} }}`)).toEqual([finding]);
  });

  it.each([
    // Text for the worker.
    '${{ steps.a.outputs.count }}',
    '${{steps.a.output.count}}',
    '{{x.output.y}}',
    '{steps.x.output.y}',
    '{{#each steps}}{{steps.name}}{{/each}}',
    '{{.output.directory}}',
    '{{my steps.a}}',
  ])('%s is none', async (text) => {
    expect(await findings(text)).toEqual([]);
    const { step } = await cookText(formula(text));
    expect(taken(step('b'))).toEqual({ description: text, from: undefined });
  });

  it('is one wherever a text is needed before a worker takes the step', async () => {
    const reference = '{{steps.a.output.x}}';
    const { findings: found } = await cookText(`
      description = "${reference}"
      [[steps]]
      id = "a"
      [[steps]]
      id = "b"
      needs = ["a"]
      title = "${reference}"
      labels = ["${reference}"]
      assignee = "${reference}"
      timeout = "${reference}"
      metadata = { x = "${reference}" }
      gate = { type = "bead", id = "${reference}" }
      check = { run = "echo ${reference}" }`);
    expect(found.match(/GT\d+.*stands in "[\w.]+"/g)?.map((each) => each.replace(/\]:.*in/, ''))).toEqual([
      'GT3033 "description"',
      'GT3033 "title"',
      'GT3033 "labels"',
      'GT3033 "assignee"',
      'GT3033 "timeout"',
      'GT3033 "x"',
      'GT3033 "id"',
      'GT3011 "check.run"',
    ]);
  });

  it('is found in texts and arguments that end up nowhere', async () => {
    const main = `
      [[steps]]
      id = "a"
      output = { properties = { x = {} } }
      [[steps]]
      id = "gone"
      condition = "false"
      notes = "{{steps.a.output.y}}"
      [[steps]]
      id = "t"
      needs = ["a"]
      expand = "f"
      expand_vars = { unused = "{{steps.a.output.x}} {{steps.aa.output.x}}" }`;
    const f = 'vars.unused = ""\n[[template]]\nid = "{target}.1"';
    const { findings: found } = await cookText({ main, f });
    expect(found.match(/GT\d+\]: .*/g)).toEqual(
      [
        'GT3026]: in "notes": the output has no "y" by its schema: there is "x"',
        'GT3031]: step "gone" takes "{{steps.a.output.y}}", but it does not wait for "a"',
        'GT3001]: an argument has "aa" in "unused", but no step has that id',
      ].filter((each) => !each.startsWith('GT3031')),
    );
  });

  it('is said once, however often a loop repeats it', async () => {
    const { findings: found } = await cookText(`
      [[steps]]
      id = "other"
      [[steps]]
      id = "l"
      [steps.loop]
      count = 300
      body = [{ id = "x", notes = "{{steps.other.output.x}} {{steps.x.output.x}}" }]`);
    expect(found.match(/GT\d+\]: .*/g)).toEqual([
      'GT3031]: step "x" takes "{{steps.other.output.x}}", but it does not wait for "other"',
      'GT3031]: step "x" takes "{{steps.x.output.x}}", but that is its own output',
    ]);
  });

  it('is not reported where a need that cannot be found may have been the order', async () => {
    const { findings: found } = await cookText(
      formula('{{steps.other.output.x}}').replace('needs = ["a"]', 'needs = ["othr"]'),
    );
    expect(found.match(/GT\d+/g)).toEqual(['GT3001']);
  });
});

it('sees the order through any number of steps, regions and containers', async () => {
  const { step, hasErrors } = await cookText(`
    [[steps]]
    id = "plan"
    [[steps]]
    id = "l"
    needs = ["plan"]
    [steps.loop]
    count = 400
    body = [{ id = "x" }, { id = "y", needs = ["x"] }]
    [[steps]]
    id = "box"
    needs = ["l"]
    [[steps.children]]
    id = "inner"
    [[steps.children.children]]
    id = "leaf"
    notes = "{{steps.plan.output.x}} {{steps.l.iter3.x.output.y}}"
    [[steps]]
    id = "late"
    needs = ["box"]
    notes = "{{steps.plan.output.x}} {{steps.leaf.output.x}} {{steps.box.output.x}}"`);
  expect(hasErrors).toBe(false);
  expect(step('leaf').inputs_from).toHaveLength(2);
  expect(taken(step('late'))).toMatchObject({ from: ['plan x', 'leaf x'] });
});
