import { describe, expect, it } from 'vitest';
import { formulaSchema } from '../check/schema/formula.js';
import type { Schema } from '../check/schema/keyword.js';
import { MAX_TEXT_LENGTH } from '../limits.js';
import { cookText } from '../testing/cook-text.js';

/** The paths of all fields under `schema` that it marks as templated: `gate.approvers[]`. */
function templatedPaths(schema: Schema, path = ''): string[] {
  const { $ref, properties, items, additionalProperties } = schema as {
    $ref?: string;
    properties?: Record<string, Schema>;
    items?: Schema;
    additionalProperties?: Schema | boolean;
  };
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) as string;
    // Steps in steps have the same fields.
    if (name === 'step') return [];
    return templatedPaths((formulaSchema['definitions'] as Record<string, Schema>)[name] as Schema, path);
  }
  if (schema['templated']) return [schema['type'] === 'object' ? `${path}.any` : path];
  const inner = Object.entries(properties ?? {}).flatMap(([key, each]) =>
    templatedPaths(each, path === '' ? key : `${path}.${key}`),
  );
  if (items) inner.push(...templatedPaths(items, `${path}[]`));
  if (typeof additionalProperties === 'object')
    inner.push(...templatedPaths(additionalProperties, `${path}.any`));
  return inner;
}

/** What a table must have besides for its other keys to be allowed. */
const REQUIRED: Readonly<Record<string, object>> = {
  gate: { type: 'human' },
  retry: { max_attempts: 2 },
  check: { run: 'make' },
};

/** `base` with `value` at `path`. */
function withField(base: object, path: string, value: string): object {
  const [, key = '', mark = '', rest] = /^([^.[]+)(\[\])?(?:\.(.+))?$/.exec(path) ?? [];
  if (rest !== undefined) return { ...base, [key]: withField(REQUIRED[key] ?? {}, rest, value) };
  return { ...base, [key]: mark === '' ? value : [value] };
}

const definitions = formulaSchema['definitions'] as Record<string, Schema>;
const STEP_PATHS = templatedPaths(definitions['step'] as Schema).filter(
  (path) => !/^(?:children|loop|expand_vars|on_complete)\b/.test(path),
);

const cookJson = (doc: object, values: Record<string, string> = {}): ReturnType<typeof cookText> =>
  cookText({ 'main.formula.json': JSON.stringify({ formula: 'main', ...doc }) }, { values });

describe('the fields that the schema marks as templated', () => {
  it('are these', () => {
    expect(STEP_PATHS).toEqual([
      'title',
      'description',
      'notes',
      'acceptance',
      'labels[]',
      'tags[]',
      'metadata.any',
      'assignee',
      'agent',
      'gate.id',
      'gate.await_id',
      'gate.timeout',
      'gate.approvers[]',
      'retry.backoff',
      'check.timeout',
      'timeout',
    ]);
    const leg = templatedPaths(definitions['leg'] as Schema);
    expect(leg.filter((path) => !STEP_PATHS.includes(path))).toEqual(['on_complete.vars.any', 'focus']);
    const formula = templatedPaths({ ...formulaSchema, definitions: {} }).filter(
      (path) => !/^(?:steps|template|legs|aspects|synthesis|compose|advice|patch)\b/.test(path),
    );
    expect(formula).toEqual(['description', 'agent']);
  });

  it.each(STEP_PATHS)(
    '%s is filled with a value, and refused with a name that nobody declares',
    async (path) => {
      const steps = [withField({ id: 'a' }, path, 'before {{v}} after')];
      const { findings, protomolecule } = await cookJson(
        { vars: { v: 'x' }, steps },
        { v: 'VALUE {{v}} {v}' },
      );
      expect(findings).toBe('');
      expect(JSON.stringify(protomolecule.steps)).toContain('"before VALUE {{v}} {v} after"');
      const undeclared = await cookJson({ vars: { w: 'x' }, steps });
      expect(undeclared.findings.split('\n')[0]).toBe('error[GT3002]: no variable "v" is declared');
    },
  );

  it.each(['legs', 'aspects'])('of %s are the same', async (key) => {
    const parts = [{ id: 'a', title: '{{v}}', focus: 'on {{v}}', metadata: { deep: [{ er: '{{v}}' }] } }];
    const type = key === 'legs' ? 'convoy' : 'aspect';
    const { protomolecule } = await cookJson({ type, vars: { v: '' }, [key]: parts }, { v: 'VALUE' });
    expect(protomolecule.steps[0]).toMatchObject({
      title: 'VALUE',
      focus: 'on VALUE',
      metadata: { deep: [{ er: 'VALUE' }] },
    });
  });

  it('of the formula are filled too', async () => {
    const doc = { description: 'about {{v}}', agent: 'for-{{v}}', steps: [{ id: 'a' }] };
    const { protomolecule } = await cookJson({ ...doc, vars: { v: '' } }, { v: 'VALUE' });
    expect(protomolecule.description).toBe('about VALUE');
    expect(protomolecule.steps[0]?.agent).toBe('for-VALUE');
    const { findings } = await cookJson(doc);
    expect(findings.match(/^error.*$/gm)).toEqual([
      'error[GT3002]: no variable "v" is declared',
      'error[GT3002]: no variable "v" is declared',
    ]);
  });
});

describe('a text', () => {
  const titleOf = async (title: string, values: Record<string, string> = {}): Promise<string | undefined> => {
    const steps = [{ id: 'a', title }];
    const { protomolecule } = await cookJson({ vars: { v: 'default', w: 'w' }, steps }, values);
    return protomolecule.steps[0]?.title;
  };

  it.each([
    ['{{v}}', {}, '{{v}}'],
    ['{{v}}{{v}}', { v: '' }, ''],
    ['{{v}} {{w}}', { v: '{{w}}', w: '{{v}}' }, '{{w}} {{v}}'],
    ['{{v}', { v: 'x' }, '{{v}'],
    ['a {b} {target} @{u} ${HOME} {step.id}', {}, 'a {b} {target} @{u} ${HOME} {step.id}'],
    ['{{#if v}}{{.x}}{{else}}{{a.b}}{{/if}}', { v: 'x' }, '{{#if v}}{{.x}}{{else}}{{a.b}}{{/if}}'],
    ['a stray {{ before {{v}}', { v: 'x' }, 'a stray {{ before x'],
  ])('%s with %j is %s', async (text, values, filled) => {
    expect(await titleOf(text, values)).toBe(filled);
  });

  it('of a fragment that quotes a text with a variable leaves that to the formula', async () => {
    const { protomolecule } = await cookText(
      {
        main: `
          vars.feature = "f"
          [[steps]]
          id = "work"
          title = "Do {{feature}}"
          description = "{target} {{feature}}"
          expand = "twice"
        `,
        twice: `
          type = "expansion"
          [[template]]
          id = "{target}.a"
          title = "{target.title} again"
          description = "{target.description}"
        `,
      },
      { values: { feature: '{target}' } },
    );
    expect(protomolecule.steps[0]).toMatchObject({
      title: 'Do {target} again',
      description: '{target} {target}',
    });
  });

  it('in which a fragment names an unknown variable is reported with the chain that brought it', async () => {
    const { findings } = await cookText({
      main: `
        vars.feature = "f"
        [[steps]]
        id = "loop"
        [steps.loop]
        count = 1
        body = [{ id = "x", expand = "show" }]
      `,
      show: `
        type = "expansion"
        [[template]]
        id = "{target}.a"
        description = """
        One line,
        then {{featrue}}."""
      `,
    });
    expect(findings).toBe(`error[GT3002]: no variable "featrue" is declared
 --> show.formula.toml:7:6
  |
7 | then {{featrue}}."""
  |      ^^^^^^^^^^^
  = note: expanded by "show"
    --> main.formula.toml:7:30
  = note: iteration 1 of "loop"
    --> main.formula.toml:3:1
  = help: did you mean "feature"?

1 error
`);
  });

  it('may have as many characters as the limit, and no more', async () => {
    const description = 'x'.repeat(MAX_TEXT_LENGTH - 1);
    const cook = (text: string, v: string): ReturnType<typeof cookJson> =>
      cookJson({ vars: { v: '' }, steps: [{ id: 'a', description: text }] }, { v });
    const most = await cook(`{{v}}${description}`, '1');
    expect(most.findings).toBe('');
    expect(most.protomolecule.steps[0]?.description).toHaveLength(MAX_TEXT_LENGTH);
    const first = `error[GT5012]: "description" of step "a" has more than ${MAX_TEXT_LENGTH} characters once its placeholders are filled (MAX_TEXT_LENGTH)`;
    expect((await cook(`{{v}}${description}`, '12')).findings.split('\n')[0]).toBe(first);
    expect((await cook(`12${description}`, '')).findings.split('\n')[0]).toBe(first);
    expect((await cook(`1${description}`, '')).findings).toBe('');
  });

  it('that quotes a text that quotes a text is stopped there, even if all of it is empty', async () => {
    const levels = 14;
    const files: Record<string, string> = {
      main: 'steps = [{ id = "a", expand = "e1", expand_vars = { p = "", q = "1234567890" } }]',
    };
    for (let level = 1; level <= levels; level++) {
      const next = `expand = "e${level + 1}"\nexpand_vars = { p = "${'{{p}}'.repeat(10)}", q = "${'{{q}}'.repeat(10)}" }`;
      files[`e${level}`] =
        `type = "expansion"\nvars = { p = {}, q = {} }\n[[template]]\nid = "{target}.x"\n${level < levels ? next : 'title = "{{p}}"\ndescription = "{{q}}"'}`;
    }
    const { findings } = await cookText(files);
    expect(findings.match(/^error\[(.*)\]: "(\w+)"/gm)).toEqual([
      'error[GT5012]: "title"',
      'error[GT5012]: "description"',
    ]);
  });
});

describe('a duration', () => {
  it.each([
    'timeout = "{{v}}"',
    'gate = { type = "timer", timeout = "{{v}}" }',
    'retry = { max_attempts = 2, backoff = "{{v}}" }',
    'check = { run = "make", timeout = "{{v}}" }',
  ])('of %s must be one once its variables have values', async (key) => {
    const text = `vars.v = "1h"\n[[steps]]\nid = "a"\nmetadata = { timeout = "{{v}}" }\n${key}`;
    expect((await cookText(text)).findings).toBe('');
    expect((await cookText(text, { mode: 'runtime' })).findings).toBe('');
    const { findings } = await cookText(text, { values: { v: 'soon' } });
    expect(findings.split('\n').slice(0, 2)).toEqual([
      `error[GT2013]: "${key.includes('backoff') ? 'backoff' : 'timeout'}" is "soon", which is not a duration`,
      ` --> main.formula.toml:6:${key.indexOf('"{{v}}"') + 1}`,
    ]);
    expect(findings.trimEnd().split('\n').at(-1)).toBe('1 error');
  });

  it('is told of where it was written when a fragment has it', async () => {
    const { findings } = await cookText({
      main: 'steps = [{ id = "a", expand = "e", expand_vars = { t = "soon" } }]',
      e: 'type = "expansion"\nvars.t = "1h"\ntemplate = [{ id = "{target}.x", timeout = "{t}" }]',
    });
    expect(findings).toBe(`error[GT2013]: "timeout" is "soon", which is not a duration
 --> e.formula.toml:4:44
  |
4 | template = [{ id = "{target}.x", timeout = "{t}" }]
  |                                            ^^^^^
  = note: expanded by "e"
    --> main.formula.toml:2:31
  = help: a duration is a number and a unit (s, m, h, d, w), such as "90s", "30m" or "1h30m"

1 error
`);
  });
});

describe('the variables that sling fills in', () => {
  it('need not be declared, and are listed when they are used', async () => {
    const { protomolecule, findings } = await cookText(`
      [[steps]]
      id = "a"
      title = "Fix {{issue}}"
    `);
    expect(findings).toBe('');
    expect(protomolecule.vars).toEqual({ issue: { type: 'string', from: 'bead.id' } });
    const given = await cookText('steps = [{ id = "a", title = "{{feature}}" }]', {
      values: { feature: 'auth' },
    });
    expect(given.step('a').title).toBe('auth');
    expect(given.protomolecule.values).toEqual({ feature: 'auth' });
    expect(given.findings).toBe('');
  });

  it('are like other names when nothing uses them', async () => {
    const { findings } = await cookText('vars.issues = ""\nsteps = [{ id = "a" }]', {
      values: { feature: 'auth', issue: '7' },
    });
    expect(findings).toBe(`error[GT3007]: a value is given for "issue", which the formula does not declare
  = help: did you mean "issues"?

warning[GT3008]: a value is given for "feature", which "main" does not declare
  = help: it is recorded, and used nowhere; declare it in a table [vars.feature] to use it as {{feature}}

1 error and 1 warning
`);
  });

  it('are not told to be declared by a name that no variable can have', async () => {
    const { findings } = await cookText('steps = [{ id = "a" }]', { values: { 'feature-branch': 'auth' } });
    expect(
      findings,
    ).toBe(`warning[GT3008]: a value is given for "feature-branch", which "main" does not declare
  = help: it is recorded, and used nowhere; a variable can have a name of letters, digits and "_" only

1 warning
`);
  });
});
