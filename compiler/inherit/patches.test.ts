import { describe, expect, it } from 'vitest';
import { definitions } from '../check/schema/step.js';
import { MAX_STEP_NESTING } from '../limits.js';
import { cookText } from '../testing/cook-text.js';
import { OF_LEGS, OF_STEPS, REQUIRED } from './patches.js';

const parent = `
  vars.level = "low"
  [[steps]]
  id = "plan"
  [[steps]]
  id = "build"
  title = "Build it"
  description = "As planned"
  needs = ["plan"]
  labels = ["a", "b"]
  metadata = { kept = 1, changed = "old" }
  retry = { max_attempts = 3, backoff = "1m" }
  gate = { type = "human", timeout = "1h", approvers = ["mayor/"] }
  [[steps]]
  id = "test"
  needs = ["plan", "build"]
  [[steps]]
  id = "ship"
  needs = ["test"]
`;

describe('a patch', () => {
  it('changes single fields; tables of a step key by key, all else whole', async () => {
    const { step, order, findings } = await cookText({
      main: `
        extends = "parent"
        [patch.build]
        title = "Build it well"
        labels = ["c"]
        metadata = { changed = "new", added = true }
        retry = { max_attempts = 5 }
        gate = { timeout = "2h" }
      `,
      parent,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['plan', 'build <- plan', 'test <- plan, build', 'ship <- test']);
    expect(step('build')).toMatchObject({
      title: 'Build it well',
      description: 'As planned',
      labels: ['c'],
      metadata: { added: true, changed: 'new', kept: 1 },
      retry: { backoff: '1m', max_attempts: 5 },
      gates: [{ type: 'human', timeout: '2h', approvers: ['mayor/'] }],
      origin: { file: 'project:parent', line: 5, via: [{ kind: 'inherited', by: 'main' }] },
    });
  });

  it('of free data knows no keys of the language', async () => {
    const { step } = await cookText({
      main: 'extends = "parent"\npatch.a.metadata = { id = "new", check = { two = 2 } }',
      parent: 'steps = [{ id = "a", metadata = { await_id = "old", check = { one = 1 } } }]',
    });
    expect(step('a').metadata).toEqual({ await_id: 'old', id: 'new', check: { two: 2 } });
  });

  it('adds needs and takes needs away', async () => {
    const { order, findings } = await cookText({
      main: `
        extends = "parent"
        [[steps]]
        id = "lint"
        [patch.test]
        needs_add = ["lint"]
        needs_remove = ["plan"]
        [patch.build]
        needs_remove = ["plan"]
      `,
      parent,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['plan', 'build', 'lint', 'test <- build, lint', 'ship <- test']);
  });

  it('is carried out as its formula is folded in, so that later ones change what it made', async () => {
    const { order, step, findings } = await cookText({
      main: `
        extends = "middle"
        [patch.test]
        needs_add = ["plan"]
        needs_remove = ["build"]
        title = "third"
      `,
      middle: `
        extends = "parent"
        [patch.test]
        needs_add = ["ready"]
        needs_remove = ["plan"]
        title = "second"
        notes = "of the second"
        [[steps]]
        id = "ready"
      `,
      parent,
    });
    expect(findings).toBe('');
    expect(order.find((line) => line.startsWith('test'))).toBe('test <- plan, ready');
    expect(step('test')).toMatchObject({ title: 'third', notes: 'of the second' });
  });

  it('that writes needs anew undoes what earlier ones added and took away', async () => {
    const { order } = await cookText({
      main: 'extends = "middle"\npatch.test.needs = ["plan"]',
      middle:
        'extends = "parent"\npatch.test = { needs_add = ["ready"], needs_remove = ["plan"] }\nsteps = [{ id = "ready" }]',
      parent,
    });
    expect(order.find((line) => line.startsWith('test'))).toBe('test <- plan');
  });

  it('that gives a gate another type writes it anew', async () => {
    const gateWith = async (gate: string): Promise<unknown> => {
      const { step, findings } = await cookText({
        main: `extends = "parent"\n[patch.build.gate]\n${gate}`,
        parent,
      });
      expect(findings).toBe('');
      return step('build').gates?.[0];
    };
    expect(await gateWith('type = "timer"\ntimeout = "5m"')).toEqual({ type: 'timer', timeout: '5m' });
    expect(await gateWith('type = "human"\ntimeout = "5m"')).toEqual({
      type: 'human',
      timeout: '5m',
      approvers: ['mayor/'],
    });
  });

  it('can remove a step: who needed it waits for what it needed', async () => {
    const { order, findings } = await cookText({
      main: 'extends = "parent"\npatch.build.remove = true',
      parent,
    });
    expect(findings).toBe('');
    expect(order).toEqual(['plan', 'test <- plan', 'ship <- test']);
  });

  it('reaches children, bodies of loops, templates, legs and the synthesis, and never what others inherit', async () => {
    const { step, findings, protomolecule } = await cookText({
      main: `
        extends = "parent"
        patch.inner = { title = "patched {i}" }
        patch.child = { priority = 0 }
        [[steps]]
        id = "other"
        expand = "small"
        [[steps]]
        id = "another"
        expand = "plain"
      `,
      parent: `
        [[steps]]
        id = "box"
        children = [{ id = "child" }]
        [[steps]]
        id = "loop"
        loop = { range = "1..2", var = "i", body = [{ id = "inner" }] }
      `,
      small: 'extends = "plain"\npatch."{target}.x".title = "patched"',
      plain: 'type = "expansion"\ntemplate = [{ id = "{target}.x", title = "plain" }]',
    });
    expect(findings).toBe('');
    expect(protomolecule.steps.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      'box: Box',
      'child: Child',
      'loop.iter1.inner: patched 1',
      'loop.iter2.inner: patched 2',
      'other.x: patched',
      'another.x: plain',
    ]);
    expect(step('child').priority).toBe(0);
    const convoy = await cookText({
      main: `
        extends = "parent"
        patch.style.focus = "names"
        patch.synthesis.title = "Sum up"
      `,
      parent: 'legs = [{ id = "style", focus = "all" }, { id = "speed" }]\n[synthesis]\ntitle = "x"',
    });
    expect(convoy.findings).toBe('');
    expect(convoy.step('style').focus).toBe('names');
    expect(convoy.step('synthesis').title).toBe('Sum up');
  });

  it('can turn a loop of one kind into one of another', async () => {
    const { order, findings } = await cookText({
      main: 'extends = "parent"\npatch.loop.loop = { range = "1..2", var = "i" }',
      parent: 'steps = [{ id = "loop", loop = { count = 5, body = [{ id = "x" }] } }]',
    });
    expect(findings).toBe('');
    expect(order).toEqual(['loop.iter1.x', 'loop.iter2.x <- loop.iter1.x']);
  });

  it('may come from two parents, each for fields of its own', async () => {
    const files = (title: string): Record<string, string> => ({
      main: 'extends = ["one", "two"]',
      one: 'extends = "parent"\npatch.build.title = "one"',
      two: `extends = "parent"\npatch.build = { notes = "two"${title} }`,
      parent,
    });
    const { step, findings } = await cookText(files(''));
    expect(findings).toBe('');
    expect(step('build')).toMatchObject({ title: 'one', notes: 'two' });
    const both = await cookText(files(', title = "two"'));
    expect(both.findings.split('\n')[0]).toBe(
      'error[GT4003]: "one" and "two" both define "title" of step "build", each in its own way',
    );
  });

  it('is checked: the step, the needs, and what comes of it', async () => {
    const { findings } = await cookText({
      main: `
        extends = "parent"
        [patch.buld]
        title = "x"
        [patch.build]
        focus = "y"
        [patch.test]
        needs_remove = ["pln"]
        [patch.plan]
        expand = "small"
        check = { timeout = "1m" }
        children = [{ id = "c" }]
        [patch.ship]
        remove = true
        title = "x"
        timeout = "soon"
      `,
      parent,
      small: 'type = "expansion"\ntemplate = [{ id = "{target}.x" }]',
    });
    expect(findings).toBe(`error[GT4004]: a patch is for "buld", but no step is written with that id
 --> main.formula.toml:3:8
  |
3 | [patch.buld]
  |        ^^^^
  = help: did you mean "build"?

error[GT2012]: "focus" of the patch of "build" would have no effect: only legs have it
 --> main.formula.toml:6:1
  |
6 | focus = "y"
  | ^^^^^

error[GT4005]: "pln" is to be taken from the needs of "test", which do not have it
 --> main.formula.toml:8:17
  |
8 | needs_remove = ["pln"]
  |                 ^^^^^
  = help: did you mean "plan"?

error[GT2011]: check of step "plan" needs "run": the inherited step has none
  --> main.formula.toml:11:9
   |
11 | check = { timeout = "1m" }
   |         ^^^^^^^^^^^^^^^^^^

error[GT2010]: step "plan" has both "expand" and "children"
  --> main.formula.toml:12:1
   |
12 | children = [{ id = "c" }]
   | ^^^^^^^^
   = help: an expansion takes the place of the whole step; move the children out

error[GT2010]: the patch of "ship" has both "remove" and "title"
  --> main.formula.toml:15:1
   |
15 | title = "x"
   | ^^^^^
   = help: a step that goes cannot change; keep one of them

6 errors
`);
  });

  it('does not change again what it brings itself, nor brings it for ever', async () => {
    const own = await cookText({
      main: 'extends = "parent"\npatch.plan.children = [{ id = "plan" }]',
      parent,
    });
    expect(own.findings.split('\n')[0]).toBe('error[GT6001]: two steps have the id "plan"');
    const round = await cookText({
      main: `
        extends = "parent"
        [patch.plan]
        children = [{ id = "detail" }]
        [patch.detail]
        children = [{ id = "more" }]
        title = "In detail"
        [patch.more]
        loop = { count = 1, body = [{ id = "detail", title = "Again" }] }
      `,
      parent,
    });
    expect(round.findings).toBe('');
    expect(round.protomolecule.steps.map(({ id, title }) => `${id}: ${title}`).slice(0, 3)).toEqual([
      'plan: Plan',
      'detail: In detail',
      'more.iter1.detail: Again',
    ]);
  });

  it('brings no more steps in steps than there may be', async () => {
    const patches = (count: number): string =>
      Array.from({ length: count }, (_, at) => `patch.s${at}.children = [{ id = "s${at + 1}" }]`).join('\n');
    const cook = (count: number): Promise<{ findings: string }> =>
      cookText({ main: `extends = "base"\n${patches(count)}`, base: 'steps = [{ id = "s0" }]' });
    expect((await cook(MAX_STEP_NESTING - 1)).findings).toBe('');
    for (const count of [MAX_STEP_NESTING, 20_000]) {
      const { findings } = await cook(count);
      expect(findings.match(/^error.*$/gm)).toEqual([
        `error[GT2014]: steps stand in steps more than ${MAX_STEP_NESTING} deep (MAX_STEP_NESTING)`,
      ]);
    }
  });

  it('says something', async () => {
    const { findings } = await cookText({ main: 'extends = "parent"\n[patch.build]', parent });
    expect(findings.split('\n').slice(0, 2)).toEqual([
      'error[GT2005]: "build" must not be empty',
      ' --> main.formula.toml:3:1',
    ]);
  });

  it('of a leg cannot say in which order it stands', async () => {
    const { findings } = await cookText({
      main: 'extends = "parent"\npatch.style.needs = ["speed"]\npatch.synthesis.needs_add = ["speed"]',
      parent: 'legs = [{ id = "style" }, { id = "speed" }]\nsynthesis = { title = "x" }',
    });
    expect(findings.match(/^error.*$/gm)).toEqual([
      'error[GT2012]: "needs" of the patch of "style" would have no effect: legs and the synthesis do not have it',
      'error[GT2012]: "needs_add" of the patch of "synthesis" would have no effect: legs and the synthesis do not have it',
    ]);
  });
});

describe('description_add of a patch', () => {
  it('stands below the description, of several patches one after the other', async () => {
    const { step, findings } = await cookText({
      main: 'extends = "middle"\npatch.build.description_add = "Third {{level}}"\npatch.test.description_add = "Alone"',
      middle:
        'extends = "parent"\npatch.build.description_add = "Second"\npatch.plan = { description = "New", description_add = "More" }',
      parent,
    });
    expect(findings).toBe('');
    expect(step('build').description).toBe('As planned\nSecond\nThird {{level}}');
    expect(step('test').description).toBe('Alone');
    expect(step('plan').description).toBe('New\nMore');
  });

  it('goes with the description that a later patch replaces', async () => {
    const { step } = await cookText({
      main: 'extends = "middle"\npatch.build.description = "All new"',
      middle: 'extends = "parent"\npatch.build.description_add = "Second"',
      parent,
    });
    expect(step('build').description).toBe('All new');
  });

  it('is added to a text from a file, and to what a leg is told', async () => {
    const { findings } = await cookText({
      main: 'extends = "parent"\npatch.style.description_add = "Of {{.files}} too"\npatch.speed.description_add = "Fast"',
      parent: 'legs = [{ id = "style", description = "A" }, { id = "speed", description_file = "speed.md" }]',
      'speed.md': 'From a file',
    });
    expect(findings.match(/^error.*$/gm)).toEqual(['error[GT3043]: in "description": ".files" is a list']);
    expect(findings).toContain('main.formula.toml:3:37');
    const { step: fine } = await cookText({
      main: 'extends = "parent"\npatch.speed.description_add = "Fast"',
      parent: 'legs = [{ id = "speed", description_file = "speed.md" }]',
      'speed.md': 'From a file',
    });
    expect(fine('speed').description).toBe('From a file\nFast');
  });

  it('keeps each part in its place, for what is wrong in it', async () => {
    const { findings } = await cookText({
      main: 'extends = "middle"\npatch.build.description_add = "then {{thrid}}"',
      middle: `extends = "parent"\n[patch.build]\ndescription_add = """\nthen\n{{secnod}}"""`,
      parent: 'steps = [{ id = "build", description = "at {{fisrt}} and {{thrid}}" }]',
    });
    expect(findings.match(/^error.*\n.*$/gm)).toEqual([
      'error[GT3002]: no variable "fisrt" is declared\n --> parent.formula.toml:2:44',
      'error[GT3002]: no variable "thrid" is declared\n --> parent.formula.toml:2:58',
      'error[GT3002]: no variable "secnod" is declared\n --> middle.formula.toml:6:1',
      'error[GT3002]: no variable "thrid" is declared\n --> main.formula.toml:3:37',
    ]);
  });

  it('is nothing that two parents can say differently, nor one say and another replace', async () => {
    const files = (two: string): Record<string, string> => ({
      main: 'extends = ["one", "two"]',
      one: 'extends = "parent"\npatch.build.description_add = "x"',
      two: `extends = "parent"\npatch.build.${two}`,
      parent,
    });
    for (const two of ['description_add = "y"', 'description = "x"'])
      expect((await cookText(files(two))).findings.split('\n')[0]).toBe(
        'error[GT4003]: "one" and "two" both define "description" of step "build", each in its own way',
      );
    expect((await cookText(files('description_add = "x"'))).findings).toBe('');
  });

  it('of a file that cannot be read has no other findings', async () => {
    const { findings } = await cookText({
      main: 'extends = "parent"\npatch.a.description_add = "x"\npatch.b.description = "x"',
      parent: 'steps = [{ id = "a", description_file = "no.md" }, { id = "b", description_file = "no.md" }]',
    });
    expect(findings.match(/^error\[\w+\]/gm)).toEqual(['error[GT1002]']);
  });
});

describe('the tables of patching', () => {
  it('agree with the schema', () => {
    const { step, leg, ...others } = definitions as unknown as Record<
      string,
      { properties: object; required: string[] }
    >;
    const keys = (of: { properties: object } | undefined): string[] => Object.keys(of?.properties ?? {});
    const ofSteps = keys(step).filter((key) => !keys(leg).includes(key));
    expect([...OF_STEPS].sort()).toEqual([...ofSteps, 'needs_add', 'needs_remove'].sort());
    expect(keys(leg).filter((key) => !keys(step).includes(key))).toEqual(OF_LEGS);
    const partly = Object.keys(others).filter((name) => name.endsWith('Patch'));
    expect(
      Object.keys(REQUIRED)
        .map((key) => `${key === 'on_complete' ? 'onComplete' : key}Patch`)
        .sort(),
    ).toEqual(partly.sort());
    for (const [key, required] of Object.entries(REQUIRED)) {
      expect(others[key === 'on_complete' ? 'onComplete' : key]?.required).toEqual(required);
    }
  });
});

describe('patches of two parents', () => {
  const cook = (one: string, other: string, own = ''): ReturnType<typeof cookText> =>
    cookText({
      main: `extends = ["one", "other"]\n${own}`,
      one: `extends = "parent"\n${one}`,
      other: `extends = "parent"\n${other}`,
      parent,
    });
  const patched = 'patch.build.notes = "patched"';
  const anew = 'steps = [{ id = "build", title = "Anew" }]';
  const quarrel = 'error[GT4003]: "one" and "other" both define step "build", each in its own way';

  it.each([
    ['before the other defines the step anew', patched, anew],
    ['behind it', anew, patched],
    ['of a step that the other takes out', patched, 'patch.build.remove = true'],
    ['of a step that the other has taken out', 'patch.build.remove = true', patched],
  ])('%s are a mistake, whichever comes first', async (_, one, other) => {
    const { findings } = await cook(one, other);
    expect(findings.split('\n')[0]).toBe(quarrel);
    expect(findings).toContain('\n1 error\n');
  });

  it('are no mistake where the formula itself defines the step, or takes it out', async () => {
    const defined = await cook(patched, anew, 'steps = [{ id = "build", title = "Settled" }]');
    expect(defined.findings).toBe('');
    expect(defined.step('build').title).toBe('Settled');
    const removed = await cook(patched, anew, 'patch.build.remove = true');
    expect(removed.findings).toBe('');
    expect(removed.order).toEqual(['plan', 'test <- plan', 'ship <- test']);
  });

  it('are lost neither with the container that the other defines anew', async () => {
    const { findings } = await cookText({
      main: 'extends = ["one", "other"]',
      one: 'extends = "parent"\npatch.inner.notes = "patched"',
      other: 'extends = "parent"\nsteps = [{ id = "box", children = [{ id = "new" }] }]',
      parent: 'steps = [{ id = "box", children = [{ id = "inner" }] }]',
    });
    expect(findings.split('\n')[0]).toBe(
      'error[GT4003]: "one" and "other" both define step "box", each in its own way',
    );
  });

  it('nor with the needs that the other writes anew', async () => {
    const { findings } = await cook('patch.ship.needs_add = ["plan"]', 'patch.ship.needs = ["build"]');
    expect(findings.split('\n')[0]).toBe(
      'error[GT4003]: "one" and "other" both define "needs" of step "ship", each in its own way',
    );
  });
});

describe('a patch without effect', () => {
  it('is for a step that has been taken out', async () => {
    const { findings } = await cookText({
      main: 'extends = "middle"\npatch.build.title = "Back again"',
      middle: 'extends = "parent"\npatch.build.remove = true',
      parent,
    });
    expect(
      findings,
    ).toBe(`error[GT2012]: "title" of the patch of "build" would have no effect: a formula that this one extends has taken the step out
 --> main.formula.toml:3:13
  |
3 | patch.build.title = "Back again"
  |             ^^^^^

1 error
`);
  });

  it('is for a step inside what another patch replaces; one inside what it brings has effect', async () => {
    const box = { parent: 'steps = [{ id = "box", children = [{ id = "old" }] }]' };
    const main = 'extends = "parent"\npatch.box.children = [{ id = "new" }]\npatch.';
    const { findings } = await cookText({ main: `${main}old.title = "T"`, ...box });
    expect(findings.split('\n')[0]).toBe(
      'error[GT4004]: a patch is for "old", but no step is written with that id',
    );
    const { step } = await cookText({ main: `${main}new.title = "T"`, ...box });
    expect(step('new').title).toBe('T');
  });
});

describe('a patch of how often a loop is repeated', () => {
  const cook = (patch: string, loop: string): ReturnType<typeof cookText> =>
    cookText({
      main: `extends = "parent"\npatch.l.loop = { ${patch} }`,
      parent: `steps = [{ id = "l", loop = { ${loop}, body = [{ id = "x" }] } }]`,
    });
  const until = `until = "x.output.done", max = 2, on_exhausted = "pass"`;

  it('takes with it what only the other way had', async () => {
    const counted = await cook('count = 2', until);
    expect(counted.findings).toBe('');
    expect(counted.order).toEqual(['l.iter1.x', 'l.iter2.x <- l.iter1.x']);
    const repeated = await cook('until = "x.output.done", max = 4', 'range = "1..2", var = "i"');
    expect(repeated.findings).toBe('');
    expect(repeated.step('l').loop).toMatchObject({ max: 4 });
  });

  it('keeps what both ways have, and reports what the patch itself says in vain', async () => {
    const counted = await cook('count = 1', 'range = "2..3", var = "i"');
    expect(counted.findings).toBe('');
    const { findings } = await cook('max = 3, count = 2', until);
    expect(findings.split('\n')[0]).toBe(
      'error[GT2012]: "max" of the loop of step "l" would have no effect: only a loop with "until" has to be stopped',
    );
  });
});

describe('needs_remove of what is not needed', () => {
  it('names some of the needs', async () => {
    const needs = Array.from({ length: 30 }, (_, index) => `step-${index}`);
    const { findings } = await cookText({
      main: 'extends = "parent"\npatch.last.needs_remove = ["unlike"]',
      parent: `steps = [{ id = "last", needs = ${JSON.stringify(needs)} }, ${needs.map((id) => `{ id = "${id}" }`).join(', ')}]`,
    });
    expect(findings).toContain('"step-19" or 10 more\n');
  });
});
