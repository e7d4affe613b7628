import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type CompileOptions, compile } from '../compiler/compile.js';
import type { Protomolecule } from '../compiler/emit/protomolecule.js';
import { evaluateRunning, type RunningFacts, type RunningStep } from '../compiler/language/expressions.js';
import { renderPrompt } from '../compiler/language/go-template/render.js';
import { expressions } from '../compiler/language/parser.js';
import { findTiers } from '../runtime/formulas/tiers.js';
import { open } from './formula-files.js';

// One test for each entry of spec/divergences.md, under the name that the entry gives.

type Files = string | Readonly<Record<string, string>>;

/** Cook `main`; other formulas by name. Each text gets its `formula` key. */
async function run(files: Files, options: CompileOptions = {}) {
  const texts = Object.entries(typeof files === 'string' ? { main: files } : files).map(([name, text]) =>
    text.startsWith('{')
      ? [`${name}.formula.json`, text]
      : [`${name}.formula.toml`, /^formula\b/m.test(text) ? text : `formula = "${name}"\n${text}`],
  );
  const all = Object.fromEntries(texts) as Record<string, string>;
  const { host, candidate } = open(all, Object.keys(all).find((path) => path.startsWith('main.')) as string);
  return compile(candidate, host, options);
}

async function cook(files: Files, options: CompileOptions = {}): Promise<Protomolecule> {
  const { protomolecule, diagnostics } = await run(files, options);
  if (!protomolecule)
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return protomolecule;
}

/** `id < need need`, in order. */
async function order(files: Files, options: CompileOptions = {}): Promise<string[]> {
  const { steps } = await cook(files, options);
  return steps.map(({ id, needs }) => [id, ...(needs.length > 0 ? ['<', ...needs] : [])].join(' '));
}

/** Code and line of every finding. */
async function findings(files: Files, options: CompileOptions = {}): Promise<string[]> {
  const { diagnostics } = await run(files, options);
  return diagnostics.map(({ code, span }) =>
    span ? `${code}:${span.source.position(span.start).line}` : code,
  );
}

/** Steps `a`, `b` … each needing the ones named behind it. */
const steps = (...all: string[]): string =>
  all
    .map((written) => {
      const [id, ...needs] = written.split(' ');
      return `[[steps]]\nid = "${id}"\nneeds = ${JSON.stringify(needs)}\n`;
    })
    .join('');

const tested = new Set<string>();
const diverges = (name: string, test: () => Promise<void> | void): void => {
  tested.add(name);
  it(name, test);
};

describe('files and names', () => {
  diverges('a formula has the name of its file', async () => {
    expect(await findings(`formula = "other"\n${steps('a')}`)).toEqual(['GT2006:1']);
  });

  diverges('folders are searched in one order', () => {
    const surroundings = {
      cwd: '/nowhere/project',
      home: '/nowhere/home',
      town: '/nowhere/town',
      builtin: '/nowhere/lib',
    };
    expect(
      findTiers(surroundings, ['first', 'second'], 'own/x.formula.toml').map(({ name, path }) => [
        name,
        path,
      ]),
    ).toEqual([
      ['search-path', '/nowhere/project/first'],
      ['search-path', '/nowhere/project/second'],
      ['file', '/nowhere/project/own'],
      ['project', '/nowhere/project/.beads/formulas'],
      ['town', '/nowhere/town/.beads/formulas'],
      ['user', '/nowhere/home/.beads/formulas'],
      ['builtin', '/nowhere/lib'],
    ]);
  });

  diverges('a name is never a path', async () => {
    expect(await findings('extends = "../parent"')).toEqual(['GT1009:2']);
  });

  diverges('a mistake in a formula that is drawn in is told where it is', async () => {
    const { diagnostics } = await run({ main: 'extends = "parent"', parent: 'description = "never closed' });
    expect(diagnostics.map(({ code, span }) => [code, span?.source.path])).toEqual([
      ['GT1004', 'parent.formula.toml'],
    ]);
  });

  diverges('TOML 1.0 is read strictly', async () => {
    expect(await findings('[[steps]]\nid = "a"\ntitle = "one"\ntitle = "two"')).toEqual(['GT1004:5']);
    expect(await findings('[[steps]]\nID = "a"')).toEqual(['GT2001:3']);
    expect(await findings('[[steps]]\nid = "a"\ndescription = 1979-05-27')).toEqual(['GT1006:4']);
  });

  diverges('JSON formulas have the same language', async () => {
    const { vars } = await cook('{"formula":"main","vars":{"x":"1"},"steps":[{"id":"a","title":"{{x}}"}]}');
    expect(vars).toEqual({ x: { type: 'string', default: '1' } });
  });
});

describe('keys and values', () => {
  diverges('an unknown key is an error', async () => {
    const { diagnostics } = await run('[[steps]]\nid = "a"\nneds = []\n');
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([['GT2001', 'did you mean "needs"?']]);
  });

  diverges('a key that upstream reads and does nothing with is carried out', async () => {
    const job = steps('j');
    const { steps: made, ...rest } = await cook({
      main: `phase = "vapor"
squash = { trigger = "manual" }
[[steps]]
id = "a"
retry = { max_attempts = 2 }
timeout = "1h"
on_complete = { for_each = "output.items", bond = "job" }
[[steps]]
id = "l"
loop = { until = "x.status == 'pass'", max = 3, body = [{ id = "x" }] }
[[compose.hooks]]
trigger = "label:x"
attach = "job"`,
      job,
    });
    expect(made).toMatchObject([
      {
        id: 'a',
        retry: { max_attempts: 2 },
        timeout: '1h',
        on_complete: { for_each: 'output.items', bond: 'job', mode: 'parallel' },
      },
      { id: 'l', loop: { until: "l.iter1.x.status == 'pass'", max: 3 } },
      { id: 'l.iter1.x', container: 'l' },
    ]);
    expect(rest).toMatchObject({
      phase: 'vapor',
      squash: { trigger: 'manual' },
      hooks: [{ trigger: { label: 'x' }, attach: 'job' }],
    });
  });

  diverges('a key of another system is refused with what to write instead', async () => {
    const { diagnostics } = await run(
      '[[steps]]\nid = "a"\n[steps.ralph]\nmax_attempts = 2\ncheck = { path = "x.sh" }',
    );
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
      ['GT2020', expect.stringContaining('check = { run = "x.sh", max_attempts = 2 }')],
    ]);
  });

  diverges('a value of the wrong type is an error', async () => {
    expect(await findings(`[vars.x]\nrequired = "yes"\n${steps('a')}`)).toEqual(['GT2002:3']);
  });

  diverges('defaults may be numbers and truth values', async () => {
    const { vars } = await cook(`[vars.n]\ndefault = 3\n[vars.on]\ndefault = true\n${steps('a')}`);
    expect(vars).toEqual({ n: { type: 'int', default: 3 }, on: { type: 'bool', default: true } });
  });

  diverges('a title is optional', async () => {
    const {
      steps: [step],
    } = await cook(steps('run-all_tests'));
    expect(step?.title).toBe('Run all tests');
  });

  diverges('a step keeps its type, and an unknown type is an error', async () => {
    const {
      steps: [step],
    } = await cook('[[steps]]\nid = "a"\ntype = "human"');
    expect(step?.type).toBe('human');
    expect(await findings('[[steps]]\nid = "a"\ntype = "hunam"')).toEqual(['GT2004:4']);
  });

  diverges('a key of another type of formula is an error', async () => {
    expect(await findings(`type = "convoy"\n${steps('a')}[[legs]]\nid = "b"`)).toEqual(['GT2007:3']);
  });

  diverges('an id stands for one step', async () => {
    expect(await findings(steps('a', 'a'))).toEqual(['GT6001:6']);
    expect(await findings('[[steps]]\nid = "a"\nchildren = [{ id = "b" }]\n[[steps]]\nid = "b"')).toEqual([
      'GT6001:6',
    ]);
  });

  diverges('a reference that leads nowhere is an error', async () => {
    expect(await findings(steps('a', 'b aa'))).toEqual(['GT3001:7']);
    const compose = '[compose]\nbond_points = [{ id = "x", after_step = "aa" }]';
    expect(await findings(`${steps('a')}${compose}`)).toEqual(['GT3001:6']);
  });

  diverges('a bond point may lie between two steps', async () => {
    const two = '[[template]]\nid = "{target}.1"\n[[template]]\nid = "{target}.2"';
    const main = `${steps('a', 'b a')}[compose]
expand = [{ target = "a", with = "two" }, { target = "b", with = "two" }]
bond_points = [{ id = "x", after_step = "a", before_step = "b" }]`;
    const { bond_points } = await cook({ main, two });
    expect(bond_points).toEqual([{ id: 'x', after: ['a.1', 'a.2'], before: ['b.1', 'b.2'] }]);
  });
});

describe('variables', () => {
  diverges('required with a default is a warning, and the default serves', async () => {
    const text = `[vars.x]\nrequired = true\ndefault = "1"\n${steps('a')}`;
    expect(await findings(text)).toEqual(['GT3005:3']);
    expect((await cook(text, { mode: 'runtime' })).vars).toEqual({ x: { type: 'string', default: '1' } });
  });

  diverges('enum, pattern and type are enforced', async () => {
    const text = `[vars]\ne = { enum = ["a", "b"] }\np = { pattern = "^[a-z]+$" }\nt = { type = "int" }\n${steps('a')}`;
    const values = new Map([
      ['e', 'c'],
      ['p', 'a; rm'],
      ['t', 'four'],
    ]);
    expect(await findings(text, { values })).toEqual(['GT3006:3', 'GT3006:4', 'GT3006:5']);
    expect(await findings(`[vars]\nt = { type = "int", default = "four" }\n${steps('a')}`)).toEqual([
      'GT3003:3',
    ]);
  });

  diverges('an undeclared variable is an error', async () => {
    expect(await findings('[[steps]]\nid = "a"\ntitle = "{{nowhere}}"')).toEqual(['GT3002:4']);
  });

  diverges('a value that nobody asked for is told', async () => {
    const text = `vars.colour = "red"\n${steps('a')}`;
    expect(await findings(text, { values: new Map([['color', 'blue']]) })).toEqual(['GT3007']);
    const result = await run(text, { values: new Map([['shape', 'round']]) });
    expect(result.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['GT3008', 'warning']]);
    expect(result.protomolecule?.values).toEqual({ shape: 'round' });
  });

  diverges('variables are filled in every text', async () => {
    const {
      steps: [step],
    } = await cook(
      `vars.x = "1"
[[steps]]
id = "a"
title = "t{{x}}"
description = "d{{x}}"
notes = "n{{x}}"
acceptance = "c{{x}}"
assignee = "s{{x}}"
agent = "g{{x}}"
labels = ["l{{x}}"]
metadata = { deep = { list = ["m{{x}}"] } }
timeout = "{{x}}h"
gate = { type = "human", id = "i{{x}}", approvers = ["p{{x}}"], timeout = "{{x}}d" }
retry = { max_attempts = 2, backoff = "{{x}}s" }`,
      { mode: 'runtime' },
    );
    expect(step).toMatchObject({
      title: 't1',
      description: 'd1',
      notes: 'n1',
      acceptance: 'c1',
      assignee: 's1',
      agent: 'g1',
      labels: ['l1'],
      metadata: { deep: { list: ['m1'] } },
      timeout: '1h',
      retry: { max_attempts: 2, backoff: '1s' },
      gates: [{ type: 'human', id: 'i1', approvers: ['p1'], timeout: '1d' }],
    });
  });

  diverges('a value is never read for placeholders', async () => {
    const text = '[vars]\nx = "1"\ny = "2"\n[[steps]]\nid = "a"\ntitle = "{{x}} {{y}}"';
    const {
      steps: [step],
    } = await cook(text, { mode: 'runtime', values: new Map([['x', '{{y}} {y}']]) });
    expect(step?.title).toBe('{{y}} {y} 2');
  });

  diverges('two braces are never read as one', async () => {
    const fragment =
      '[vars]\nname = "N"\n[[template]]\nid = "{target}.x"\ntitle = "{{name}} {name} {{other}}"';
    const main = 'vars.other = "O"\n[[steps]]\nid = "a"\nexpand = "fragment"';
    const {
      steps: [step],
    } = await cook({ main, fragment });
    expect(step?.title).toBe('N N {{other}}');
  });

  diverges('text in braces that is no variable is left alone', async () => {
    const title = '{{.leg}} {{#if a}}x{{else}}y{{/if}} {{some words}} {{a.b}} @{u} ${HOME} {free}';
    const {
      steps: [step],
    } = await cook(`[[steps]]\nid = "a"\ntitle = '${title}'`);
    expect(step?.title).toBe(title);
  });

  diverges('every declared variable is demanded before anything runs', async () => {
    const text = `[vars.only_in_condition]\n[[steps]]\nid = "a"\ncondition = "{{only_in_condition}} == yes"`;
    expect(await findings(text, { mode: 'runtime' })).toContain('GT3009:2');
    expect(await findings(text, { mode: 'runtime', values: new Map([['only_in_condition', '']]) })).toEqual(
      [],
    );
  });

  diverges('a variable says what fills it in', async () => {
    const text = `vars = { branch = { from = "rig.branch" }, base_branch = {} }
[[steps]]
id = "a"
title = "{{branch}} {{base_branch}} {{issue}}"`;
    const { vars } = await cook(text);
    expect(vars).toEqual({
      branch: { type: 'string', from: 'rig.branch' },
      base_branch: { type: 'string' },
      issue: { type: 'string', from: 'bead.id' },
    });
    expect(await findings(text, { mode: 'runtime' })).toEqual(['GT3009:2']);
  });

  diverges('a secret is kept out of every text', async () => {
    const token = 'vars.token = { secret = true, default = "API_TOKEN" }\n[[steps]]\nid = "a"\n';
    expect((await cook(token)).vars).toEqual({
      token: { type: 'string', default: 'API_TOKEN', secret: true },
    });
    expect(await findings(`${token}title = "{{token}}"`)).toEqual(['GT3014:5']);
    expect(await findings(token, { values: new Map([['token', 'gh_12-34']]) })).toEqual(['GT3006:2']);
  });
});

describe('conditions and expressions', () => {
  diverges('the order goes on through a step that is not there', async () => {
    const text =
      '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\ncondition = "false"\n[[steps]]\nid = "c"\nneeds = ["b"]';
    expect(await order(text)).toEqual(['a', 'c < a']);
  });

  diverges('conditions are decided when the formula is cooked', async () => {
    const text = 'vars.deep = false\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\ncondition = "{{deep}}"';
    expect(await order(text)).toEqual(['a']);
    expect(await order(text, { values: new Map([['deep', 'yes']]) })).toEqual(['a', 'b']);
    expect((await cook(text)).shape).toEqual({ deep: false });
  });

  diverges('what was made for a step goes with it', async () => {
    const main =
      '[[steps]]\nid = "a"\ncondition = "false"\nexpand = "twice"\n[[steps]]\nid = "b"\nneeds = ["a"]\n[[steps]]\nid = "l"\ncondition = "false"\nloop = { count = 2, body = [{ id = "x" }] }\n[[advice]]\ntarget = "a"\nbefore = { id = "first" }';
    const twice = '[[template]]\nid = "{target}.1"\n[[template]]\nid = "{target}.2"';
    expect(await order({ main, twice })).toEqual(['b']);
  });

  diverges('a range has variables', async () => {
    const text =
      'vars.disks = 2\n[[steps]]\nid = "m"\nloop = { range = "1..2^{{disks}} - 1", var = "i", body = [{ id = "x", title = "{i}" }] }';
    expect((await cook(text)).steps.map(({ title }) => title)).toEqual(['1', '2', '3']);
    const { steps: made } = await cook(text, { values: new Map([['disks', '3']]) });
    expect(made).toHaveLength(7);
  });

  diverges('conditions have and, or, not, lists and comparisons', async () => {
    const text = `vars = { n = 3, who = "me" }\n[[steps]]\nid = "a"\ncondition = "({{n}} > 2 || false) && !({{who}} in [you, them])"`;
    expect(await order(text)).toEqual(['a']);
    expect(await findings(`${text} `.replace('> 2', '> two'))).toEqual(['GT3022:5']);
  });

  diverges('the condition of a gate is checked', async () => {
    const gate = (condition: string): string =>
      `${steps('a')}[[steps]]\nid = "b"\ngate = { type = "condition", condition = "${condition}" }`;
    expect(await findings(gate("a.status == 'complete'"))).toEqual([]);
    expect(await findings(gate("aa.status == 'complete'"))).toEqual(['GT3001:7']);
    expect(await findings(gate('a.status = done'))).toEqual(['GT3020:7']);
  });

  diverges('a condition of the running molecule is true, false or unknown', () => {
    const states: Readonly<Record<string, RunningStep>> = {
      'a-1': { status: 'closed', outcome: 'pass' },
      'a-2': { status: 'closed', outcome: 'pass' },
      late: { status: 'open' },
    };
    const children = (id: string): { ids: string[] } => ({
      ids: id === 'box' ? ['a-1', 'a-2', 'late'] : [],
    });
    const nothing = (): undefined => undefined;
    const facts: RunningFacts = {
      step: (id) => states[id],
      children,
      descendants: children,
      flag: nothing,
      variable: nothing,
      fileExists: nothing,
      env: nothing,
      tally: () => ({ inState: 0, notClosed: 0 }),
    };
    const truth = (text: string): boolean | undefined => {
      const parsed = expressions.condition(text);
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      return evaluateRunning(parsed.condition, facts).truth;
    };
    expect(truth("a-1.status == 'complete' && late.status == 'pending'")).toBe(true);
    expect(truth("late.status == 'complete'")).toBeUndefined();
    expect(truth('gone.status == skipped')).toBe(true);
    expect(truth('children(nothing).all(status == pass)')).toBe(true);
    expect(truth("children(box).count(status == 'complete') >= 2")).toBe(true);
    expect(truth("children(box).count(status == 'complete') >= 3")).toBeUndefined();
  });

  diverges('a text takes the output of an earlier step', async () => {
    const text = (needs: string): string =>
      `${steps('a')}[[steps]]\nid = "b"\nneeds = [${needs}]\nnotes = "{{steps.a.output.x}}"`;
    const { steps: cooked } = await cook(text('"a"'));
    expect(cooked[1]).toMatchObject({
      notes: '{{steps.a.output.x}}',
      inputs_from: [{ step: 'a', path: 'x' }],
    });
    expect(await findings(text(''))).toEqual(['GT3031:8']);
  });
});

describe('inheritance', () => {
  const everything = `phase = "vapor"
pour = true
agent = "worker"
vars.x = "1"
squash = { trigger = "manual" }
${steps('a', 'b a')}[compose]
gate = [{ before = "b", condition = "flag" }]
branch = [{ from = "a", steps = ["b"], join = "end" }]
bond_points = [{ id = "p", after_step = "a" }]
aspects = ["watch"]
[[steps]]
id = "end"
[[advice]]
target = "a"
after = { id = "after-a" }`;
  const watch = '[[advice]]\ntarget = "end"\nbefore = { id = "{step.id}-watch" }';

  diverges('extends keeps everything', async () => {
    const child = await cook({
      main: 'extends = "parent"\n[compose]\nexpand = []',
      parent: everything,
      watch,
    });
    const parent = await cook({ main: everything, watch });
    const { name, sources, fingerprint, ...rest } = child;
    const { name: _, sources: __, fingerprint: same, ...wanted } = parent;
    const bare = ({ origin, ...step }: Protomolecule['steps'][number]) => step;
    expect(fingerprint).toBe(same);
    expect({ ...rest, steps: rest.steps.map(bare) }).toEqual({ ...wanted, steps: wanted.steps.map(bare) });
  });

  diverges('a formula that is inherited twice is there once', async () => {
    const files = {
      main: 'extends = ["left", "right"]',
      left: `extends = "top"\n${steps('l t')}`,
      right: `extends = "top"\n${steps('r t')}`,
      top: steps('t'),
    };
    expect(await order(files)).toEqual(['t', 'l < t', 'r < t']);
  });

  diverges('parents that disagree are an error', async () => {
    const files = {
      main: 'extends = ["left", "right"]',
      left: '[[steps]]\nid = "a"\ntitle = "left"',
      right: '[[steps]]\nid = "a"\ntitle = "right"',
    };
    expect(await findings(files)).toEqual(['GT4003:2']);
    expect(await findings({ ...files, main: `${files.main}\n${steps('a')}` })).toEqual([]);
  });

  diverges('a child may need the steps of its parent', async () => {
    expect(await order({ main: `extends = "parent"\n${steps('b a')}`, parent: steps('a') })).toEqual([
      'a',
      'b < a',
    ]);
  });

  diverges('a step inside another can be replaced', async () => {
    const parent = '[[steps]]\nid = "box"\nchildren = [{ id = "x", title = "old" }]';
    const {
      steps: [, x],
    } = await cook({ main: 'extends = "parent"\n[[steps]]\nid = "x"\ntitle = "new"', parent });
    expect([x?.id, x?.title, x?.container]).toEqual(['x', 'new', 'box']);
  });

  diverges('a patch changes single fields of an inherited step', async () => {
    const parent = `${steps('a', 'b')}[[steps]]\nid = "c"\nneeds = ["a"]\nnotes = "old"\npriority = 1`;
    const patches = '[patch.c]\nnotes = "new"\nneeds_add = ["b"]\n[patch.a]\nremove = true';
    const files = { main: `extends = "parent"\n${patches}`, parent };
    expect(await order(files)).toEqual(['b', 'c < b']);
    const { steps: made } = await cook(files);
    expect(made[1]).toMatchObject({ notes: 'new', priority: 1 });
    expect(await findings({ ...files, main: 'extends = "parent"\npatch.cc.notes = "new"' })).toEqual([
      'GT4004:3',
    ]);
  });

  diverges('an overlay is cooked in', async () => {
    const override = (step: string): string =>
      `[[step-overrides]]\nstep_id = "${step}"\nmode = "append"\ndescription = "new"\n`;
    const cookWith = async (overlay: string) => {
      const texts = { 'main.formula.toml': `formula = "main"\n${steps('a')}`, 'overlay.toml': overlay };
      const { host, candidate } = open(texts, 'main.formula.toml');
      const tier = { name: 'town-overlay', label: 'town-overlay' };
      const changes = { ...candidate, tier, path: 'overlay.toml' };
      return compile(candidate, { ...host, overlay: () => changes });
    };
    const { protomolecule } = await cookWith(override('a'));
    expect(protomolecule?.steps[0]?.description).toBe('new');
    expect(protomolecule?.sources.map(({ id }) => id)).toContain('town-overlay:main');
    const wrong = await cookWith(`${override('b')}more = 1\n`);
    expect(wrong.diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'GT4004 error',
      'GT2001 error',
    ]);
  });

  diverges('an expansion may extend another', async () => {
    const files = {
      main: '[[steps]]\nid = "a"\nexpand = "child"',
      child: 'type = "expansion"\nextends = "parent"',
      parent: '[[template]]\nid = "{target}.x"',
    };
    expect(await order(files)).toEqual(['a.x']);
  });
});

describe('expansions', () => {
  /** Two entries, two exits. */
  const wide =
    '[[template]]\nid = "{target}.in1"\n[[template]]\nid = "{target}.in2"\n[[template]]\nid = "{target}.out1"\nneeds = ["{target}.in1"]\n[[template]]\nid = "{target}.out2"\nneeds = ["{target}.in2"]';
  const widened = ['a', 'b.in1 < a', 'b.in2 < a', 'b.out1 < b.in1', 'b.out2 < b.in2', 'c < b.out1 b.out2'];

  diverges('who needs an expanded step waits for all of its ends', async () => {
    const main = `${steps('a', 'b a', 'c b')}[[compose.expand]]\ntarget = "b"\nwith = "wide"`;
    expect(await order({ main, wide })).toEqual(widened);
  });

  diverges('an inline expansion keeps those behind it', async () => {
    const main = `${steps('a')}[[steps]]\nid = "b"\nneeds = ["a"]\nexpand = "wide"\n${steps('c b')}`;
    expect(await order({ main, wide })).toEqual(widened);
  });

  diverges('steps that are expanded one after the other stay so', async () => {
    const two = '[[template]]\nid = "{target}.1"\n[[template]]\nid = "{target}.2"\nneeds = ["{target}.1"]';
    const main = `${steps('x1', 'x2 x1', 'x3 x2')}[[compose.map]]\nselect = "x*"\nwith = "two"`;
    expect(await order({ main, two })).toEqual([
      'x1.1',
      'x1.2 < x1.1',
      'x2.1 < x1.2',
      'x2.2 < x2.1',
      'x3.1 < x2.2',
      'x3.2 < x3.1',
    ]);
  });

  diverges('a template loses no field', async () => {
    const fragment =
      '[[template]]\nid = "{target}.x"\nnotes = "n {target}"\nmetadata = { k = "{target}" }\ncondition = "true"\nagent = "g"\ngate = { type = "bead", id = "{target}" }';
    const {
      steps: [step],
    } = await cook({ main: '[[steps]]\nid = "a"\nexpand = "fragment"', fragment });
    expect(step).toMatchObject({
      notes: 'n a',
      metadata: { k: 'a' },
      agent: 'g',
      gates: [{ type: 'bead', id: 'a' }],
    });
  });

  diverges('the step that is replaced hands on what it had', async () => {
    const main =
      '[[steps]]\nid = "a"\nexpand = "two"\nassignee = "me"\npriority = 0\nlabels = ["l"]\nacceptance = "good"\ngate = { type = "human" }';
    const two =
      '[[template]]\nid = "{target}.1"\npriority = 4\n[[template]]\nid = "{target}.2"\nneeds = ["{target}.1"]';
    const { steps: made } = await cook({ main, two });
    expect(
      made.map(({ assignee, priority, labels, acceptance, gates }) => ({
        assignee,
        priority,
        labels,
        acceptance,
        gates,
      })),
    ).toEqual([
      { assignee: 'me', priority: 4, labels: ['l'], gates: [{ type: 'human' }] },
      { assignee: 'me', priority: 0, labels: ['l'], acceptance: 'good' },
    ]);
  });

  diverges('expansions stand in expansions', async () => {
    const outer =
      '[[template]]\nid = "{target}.o"\nexpand = "inner"\n[[template]]\nid = "{target}.p"\nneeds = ["{target}.o"]';
    const inner = '[[template]]\nid = "{target}.i"';
    expect(await order({ main: '[[steps]]\nid = "a"\nexpand = "outer"', outer, inner })).toEqual([
      'a.o.i',
      'a.p < a.o.i',
    ]);
  });

  diverges('a second expansion of a step is an error that names the first', async () => {
    const rule = '[[compose.expand]]\ntarget = "b"\nwith = "wide"\n';
    const { diagnostics } = await run({ main: `${steps('b')}${rule}${rule}`, wide });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['GT5002', 'the step "b" has already been replaced by "wide"'],
    ]);
  });

  diverges('parameters are checked', async () => {
    const fragment =
      'vars.tone = { enum = ["dry", "warm"] }\n[[template]]\nid = "{target}.x"\ntitle = "{tone}"';
    const main = (args: string): string => `[[steps]]\nid = "a"\nexpand = "fragment"\n${args}`;
    expect(await findings({ main: main('expand_vars = { tone = "warm" }'), fragment })).toEqual([]);
    expect(await findings({ main: main('expand_vars = { tone = "wet" }'), fragment })).toEqual(['GT5005:5']);
    expect(await findings({ main: main('expand_vars = { tine = "dry", tone = "dry" }'), fragment })).toEqual([
      'GT5004:5',
    ]);
    expect(await findings({ main: main(''), fragment })).toEqual(['GT5003:4']);
  });
});

describe('loops', () => {
  const body = 'body = [{ id = "x" }, { id = "y" }]';

  diverges('an iteration waits for all of the one before', async () => {
    expect(await order(`[[steps]]\nid = "l"\nloop = { count = 2, ${body} }`)).toEqual([
      'l.iter1.x',
      'l.iter1.y',
      'l.iter2.x < l.iter1.x l.iter1.y',
      'l.iter2.y < l.iter1.x l.iter1.y',
    ]);
  });

  diverges('a loop until a condition holds goes on while the molecule runs', async () => {
    const loop = (until: string): string =>
      `${steps('a')}[[steps]]\nid = "l"\nneeds = ["a"]\nloop = { until = "${until}", max = 3, on_exhausted = "pass", ${body} }\n${steps('b l')}`;
    const text = loop('y.output.left == 0');
    expect(await order(text)).toEqual(['a', 'l < a', 'l.iter1.x', 'l.iter1.y', 'b < l']);
    const { steps: made } = await cook(text);
    expect(made[1]?.loop).toEqual({ until: 'l.iter1.y.output.left == 0', max: 3, on_exhausted: 'pass' });
    expect(await findings(loop('yy.output.left == 0'))).toEqual(['GT3001:8']);
  });

  diverges('a loop keeps its place in the order', async () => {
    const text = `${steps('a')}[[steps]]\nid = "l"\nneeds = ["a"]\nloop = { count = 1, ${body} }\n${steps('b l')}`;
    expect(await order(text)).toEqual(['a', 'l.iter1.x < a', 'l.iter1.y < a', 'b < l.iter1.x l.iter1.y']);
  });

  diverges('the value of a loop is filled in every text of its body', async () => {
    const text =
      '[[steps]]\nid = "l"\npriority = 0\n[steps.loop]\nrange = "3..3"\nvar = "n"\n[[steps.loop.body]]\nid = "x"\nnotes = "{n}"\nlabels = ["{n}"]\nmetadata = { k = "{n}" }\ncondition = "{n} > 2"\n[[steps.loop.body.children]]\nid = "c"\ntitle = "{n}"';
    const {
      steps: [x, c],
    } = await cook(text);
    expect(x).toMatchObject({
      id: 'l.iter1.x',
      notes: '3',
      labels: ['3'],
      metadata: { k: '3' },
      priority: 0,
    });
    expect(c).toMatchObject({ id: 'l.iter1.c', title: '3', container: 'l.iter1.x' });
  });

  diverges('names in a body mean the steps of the iteration', async () => {
    const text =
      '[[steps]]\nid = "l"\n[steps.loop]\ncount = 1\n[[steps.loop.body]]\nid = "x"\n[[steps.loop.body]]\nid = "y"\nneeds = ["x"]\nwaits_for = "children-of(x)"\ngate = { type = "condition", condition = "x.status == \'complete\'" }';
    const {
      steps: [, y],
    } = await cook(text);
    expect(y).toMatchObject({
      needs: ['l.iter1.x'],
      waits_for: { mode: 'all', of: 'l.iter1.x' },
      gates: [{ type: 'condition', condition: "l.iter1.x.status == 'complete'" }],
    });
  });
});

describe('advice and aspects', () => {
  diverges('advice goes between a step and its neighbours', async () => {
    const text = `${steps('a', 'b a', 'c b')}[[advice]]\ntarget = "b"\nbefore = { id = "pre" }\nafter = { id = "post" }`;
    expect(await order(text)).toEqual(['a', 'pre < a', 'b < pre', 'post < b', 'c < post']);
  });

  diverges('inserted steps have every field', async () => {
    const { steps: made } = await cook(
      `${steps('a')}[[advice]]\ntarget = "a"\nafter = { id = "{step.id}-z", notes = "of {step.title}", labels = ["{step.id}"], agent = "g", priority = 1 }`,
    );
    expect(made[1]).toMatchObject({ id: 'a-z', notes: 'of A', labels: ['a'], agent: 'g', priority: 1 });
  });

  diverges('an inserted id that two steps would have is an error', async () => {
    expect(await findings(`${steps('a', 'b')}[[advice]]\ntarget = "*"\nafter = { id = "same" }`)).toEqual([
      'GT5009:10',
    ]);
  });

  diverges('pointcuts choose the steps', async () => {
    const watch =
      '[[advice]]\nbefore = { id = "{step.id}-w" }\n[[pointcuts]]\nglob = "a*"\nlabel = "hot"\n[[pointcuts]]\ntype = "bug"';
    const main =
      '[[steps]]\nid = "a1"\nlabels = ["hot"]\n[[steps]]\nid = "a2"\n[[steps]]\nid = "b"\ntype = "bug"\n[compose]\naspects = ["watch"]';
    expect(await order({ main, watch })).toEqual(['a1-w', 'a1 < a1-w', 'a2', 'b-w', 'b < b-w']);
  });

  diverges('an aspect goes around what an expansion made of its step', async () => {
    const two = '[[template]]\nid = "{target}.1"\n[[template]]\nid = "{target}.2"\nneeds = ["{target}.1"]';
    const watch =
      '[[advice]]\ntarget = "b"\nbefore = { id = "{step.id}-pre" }\nafter = { id = "{step.id}-post" }';
    const main = `${steps('a', 'b a', 'c b')}[compose]\naspects = ["watch"]\nexpand = [{ target = "b", with = "two" }]`;
    expect(await order({ main, two, watch })).toEqual([
      'a',
      'b-pre < a',
      'b.1 < b-pre',
      'b.2 < b.1',
      'b-post < b.2',
      'c < b-post',
    ]);
  });

  diverges('an aspect may extend another', async () => {
    const files = {
      main: `${steps('a')}[compose]\naspects = ["child"]`,
      child: 'type = "aspect"\nextends = "parent"',
      parent: 'type = "aspect"\n[[advice]]\ntarget = "a"\nbefore = { id = "pre" }',
    };
    expect(await order(files)).toEqual(['pre', 'a < pre']);
  });

  diverges('compose.gate is a gate', async () => {
    const {
      steps: [, b],
    } = await cook(
      `${steps('a', 'b a')}[[compose.gate]]\nbefore = "b"\ncondition = "a.status == 'complete'"`,
    );
    expect(b?.gates).toEqual([{ type: 'condition', condition: "a.status == 'complete'" }]);
    expect(b?.labels).toBeUndefined();
  });
});

describe('what is attached', () => {
  const job = 'vars.of = { required = true }\n[[steps]]\nid = "j"';

  diverges('what is attached for each item is checked before anything runs', async () => {
    const main = (list: string, bond: string, name: string): string => `[[steps]]
id = "a"
output = { type = "object", properties = { files = { type = "array", items = { type = "string" } } } }
on_complete = { for_each = "output.${list}", bond = "${bond}", vars = { ${name} = "{item}" } }`;
    const { steps: made, bonds, sources } = await cook({ main: main('files', 'job', 'of'), job });
    expect(made[0]?.on_complete).toEqual({
      for_each: 'output.files',
      bond: 'job',
      mode: 'parallel',
      vars: { of: '{item}' },
    });
    expect(Object.keys(bonds ?? {})).toEqual(['job']);
    expect(sources.map(({ id }) => id)).toEqual(['memory:main', 'memory:job']);
    expect(await findings({ main: main('flies', 'job', 'of'), job })).toEqual(['GT3026:5']);
    expect(await findings({ main: main('files', 'jab', 'of'), job })).toEqual(['GT1001:5']);
    expect(await findings({ main: main('files', 'job', 'off'), job })).toEqual(['GT5003:5', 'GT5004:5']);
  });

  diverges('a hook has a trigger that can be met, a formula and a place', async () => {
    const main = (trigger: string, attach: string, at: string): string =>
      `${steps('a')}[compose]\nbond_points = [{ id = "p", after_step = "a" }]\nhooks = [{ trigger = "${trigger}", attach = "${attach}", at = "${at}", vars = { of = "x" } }]`;
    const { hooks } = await cook({ main: main('priority:0-1', 'job', 'p'), job });
    expect(hooks).toEqual([
      { trigger: { priority: { from: 0, to: 1 } }, attach: 'job', at: 'p', vars: { of: 'x' } },
    ]);
    expect((await cook({ main: main('type:bug', 'job', 'a'), job })).hooks?.[0]?.after).toEqual(['a']);
    expect(await findings({ main: main('urgent', 'job', 'p'), job })).toEqual(['GT2005:7']);
    expect(await findings({ main: main('type:bug', 'jab', 'p'), job })).toEqual(['GT1001:7']);
    expect(await findings({ main: main('type:bug', 'job', 'q'), job })).toEqual(['GT3001:7']);
  });
});

describe('the graph', () => {
  diverges('a step with children is a container', async () => {
    const text = `${steps('a')}[[steps]]\nid = "box"\nneeds = ["a"]\nchildren = [{ id = "x" }, { id = "y", needs = ["x"] }]\n${steps('b box', 'c x')}`;
    const { steps: made, waves } = await cook(text);
    const written = made.map(
      ({ id, needs, container = '-' }) => `${id} in ${container} < ${needs.join(' ')}`,
    );
    expect(written).toEqual([
      'a in - < ',
      'box in - < a',
      'x in box < ',
      'y in box < x',
      'b in - < box',
      'c in - < x',
    ]);
    expect(made.map(({ type }) => type)).toEqual(Array(6).fill('task'));
    expect(waves.findIndex((wave) => wave.includes('b'))).toBeGreaterThan(
      waves.findIndex((wave) => wave.includes('y')),
    );
    expect(await findings('[[steps]]\nid = "box"\nchildren = [{ id = "x", needs = ["box"] }]')).toEqual([
      'GT6003:4',
    ]);
  });

  diverges('waits_for and needs both hold', async () => {
    const {
      steps: [, b],
    } = await cook(`${steps('a')}[[steps]]\nid = "b"\nneeds = ["a"]\nwaits_for = "any-children"`);
    expect([b?.needs, b?.waits_for]).toEqual([['a'], { mode: 'any', of: 'a' }]);
    expect(await findings('[[steps]]\nid = "b"\nwaits_for = "all-children"')).toEqual(['GT6004:4']);
  });

  diverges('a cycle is an error when the formula is cooked', async () => {
    const { diagnostics } = await run(steps('a c', 'b a', 'c b'));
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['GT6002', 'these steps wait for each other: a -> c -> b -> a'],
    ]);
  });
});

describe('formulas by themselves', () => {
  diverges('an expansion is cooked on a step called main', async () => {
    expect(
      await order(
        'description = "d"\n[[template]]\nid = "{target}.x"\ntitle = "{target.title}: {target.description}"',
      ),
    ).toEqual(['main.x']);
  });

  diverges('an aspect is cooked to its advice', async () => {
    const {
      steps: made,
      advice,
      pointcuts,
    } = await cook('[[advice]]\nbefore = { id = "{step.id}-x" }\n[[pointcuts]]\nlabel = "l"');
    expect([made, advice, pointcuts]).toEqual([[], [{ before: { id: '{step.id}-x' } }], [{ label: 'l' }]]);
    expect(await findings('[[advice]]\ntarget = "a"\nbefore = { id = "x", title = "{{nowhere}}" }')).toEqual([
      'GT3002:4',
    ]);
  });

  diverges('a convoy is cooked to its legs and their synthesis', async () => {
    expect(await order('[[legs]]\nid = "a"\n[[legs]]\nid = "b"\n[synthesis]\ntitle = "s"')).toEqual([
      'a',
      'b',
      'synthesis < a b',
    ]);
    expect(await order('[[legs]]\nid = "a"\n[[legs]]\nid = "b"\n[synthesis]\ndepends_on = ["b"]')).toEqual([
      'a',
      'b',
      'synthesis < b',
    ]);
    expect(await findings('[[legs]]\nid = "a"\n[presets.p]\nlegs = ["aa"]')).toEqual(['GT5013:5']);
  });

  diverges('a preset chooses legs', async () => {
    const text = '[[legs]]\nid = "a"\n[[legs]]\nid = "b"\n[synthesis]\n[presets.p]\nlegs = ["b"]';
    expect(await order(text, { preset: 'p' })).toEqual(['b', 'synthesis < b']);
    expect((await cook(text, { preset: 'p' })).shape).toEqual({ '--preset': 'p' });
  });

  diverges('prompts are checked when cooked', async () => {
    const legs =
      '\n[[legs]]\nid = "a"\ndescription = "d"\n[synthesis]\ndescription = "{{.output.directory}}"';
    const { steps: made } = await cook(
      `prompts = { base = "{{.leg.focus}}", a = "{{.leg.description}}" }${legs}`,
    );
    expect(made.map(({ brief, templates }) => [brief, templates])).toEqual([
      [['prompts.base', 'prompts.a'], undefined],
      [undefined, ['description']],
    ]);
    expect(await findings(`prompts = { base = "{{len .files}} {{.fils}}" }${legs}`)).toEqual([
      'GT3041:2',
      'GT3042:2',
    ]);
    expect(renderPrompt('<{{.pr_title}}>', {})).toEqual({ ok: true, text: '<>' });
  });

  diverges('the parts of an aspect run side by side', async () => {
    expect(await order('[[aspects]]\nid = "a"\n[[aspects]]\nid = "b"')).toEqual(['a', 'b']);
  });
});

afterAll(() => {
  const text = readFileSync(new URL('../spec/divergences.md', import.meta.url), 'utf8');
  const named = [...text.matchAll(/^- Test: \x60(.+)\x60$/gm)].map(([, name]) => name);
  expect(named, 'the entries of spec/divergences.md and the tests here').toEqual([...tested]);
});
