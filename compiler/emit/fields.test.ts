import { describe, expect, it } from 'vitest';
import { definitions } from '../check/schema/step.js';
import { cookText } from '../testing/cook-text.js';
import { REPLACED_FIELDS } from './fields.js';

describe('the table of what becomes of the fields of a replaced step', () => {
  it('has each key of a step and of a leg in exactly one row', () => {
    const keys = new Set(
      [definitions.step, definitions.leg].flatMap(({ properties }) => Object.keys(properties as object)),
    );
    const rows = Object.values(REPLACED_FIELDS).flat();
    expect(rows.toSorted()).toEqual([...keys].toSorted());
  });
});

/** A step with every field that can serve its parts as a default. */
const DEFAULTS = `
  type = "bug"
  priority = 1
  labels = ["l"]
  tags = ["t"]
  metadata = { k = "{{v}}" }
  assignee = "ann"
  agent = "claude"
  interactive = true
  parallel = false
  retry = { max_attempts = 2, backoff = "10s" }
  timeout = "1h"
  on_fail = "continue"
  run_if = "always"
`;

const DEFAULTS_EMITTED = {
  type: 'bug',
  priority: 1,
  labels: ['l', 't'],
  metadata: { k: '{{v}}' },
  assignee: 'ann',
  agent: 'claude',
  interactive: true,
  parallel: false,
  retry: { max_attempts: 2, backoff: '10s' },
  timeout: '1h',
  on_fail: 'continue',
  run_if: 'always',
};

describe('a step that is replaced', () => {
  it('lends each of its parts what they do not say themselves', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        vars.v = "x"
        [[steps]]
        id = "a"
        expand = "parts"
        ${DEFAULTS}
        [[steps]]
        id = "b"
        loop = { count = 1, body = [{ id = "x" }] }
        ${DEFAULTS}
      `,
      parts: `
        type = "expansion"
        [[template]]
        id = "{target}.x"
        [[template]]
        id = "{target}.y"
        type = "chore"
        priority = 0
        labels = []
        metadata = {}
        assignee = ""
        interactive = false
        parallel = true
        retry = { max_attempts = 1 }
        timeout = "2h"
        on_fail = "block"
        run_if = "passed"
      `,
    });
    expect(findings).toBe('');
    const all = protomolecule.steps.map(({ origin, ...step }) => step);
    expect(all).toEqual([
      { id: 'a.x', title: 'X', needs: [], ...DEFAULTS_EMITTED },
      {
        id: 'a.y',
        title: 'Y',
        type: 'chore',
        needs: [],
        priority: 0,
        labels: [],
        metadata: {},
        assignee: '',
        agent: 'claude',
        interactive: false,
        parallel: true,
        retry: { max_attempts: 1 },
        timeout: '2h',
        on_fail: 'block',
        run_if: 'passed',
      },
      { id: 'b.iter1.x', title: 'X', needs: [], ...DEFAULTS_EMITTED },
    ]);
  });

  it('in another one lends before that does, and the formula last', async () => {
    const { step } = await cookText({
      main: `
        agent = "formula"
        [[steps]]
        id = "a"
        agent = "outer"
        assignee = "outer"
        priority = 1
        expand = "outer"
        [[steps]]
        id = "b"
      `,
      outer:
        'type = "expansion"\n[[template]]\nid = "{target}.o"\nexpand = "inner"\nassignee = "inner"\npriority = 2',
      inner: 'type = "expansion"\n[[template]]\nid = "{target}.i"\npriority = 3',
    });
    expect(step('a.o.i')).toMatchObject({ agent: 'outer', assignee: 'inner', priority: 3 });
    expect(step('b')).toMatchObject({ agent: 'formula' });
    expect(step('b')).not.toHaveProperty('priority');
  });

  it('gives its gates and waits to all its entries, beside their own', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        [[steps]]
        id = "spawner"
        [[steps]]
        id = "work"
        needs = ["spawner"]
        waits_for = "any-children"
        gate = { type = "human", approvers = ["ann"] }
        expand = "parts"
        [[compose.gate]]
        before = "work"
        condition = "steps.complete >= 1"
      `,
      parts: `
        type = "expansion"
        [[template]]
        id = "{target}.one"
        gate = { type = "timer", timeout = "1h" }
        [[template]]
        id = "{target}.two"
        [[template]]
        id = "{target}.end"
        needs = ["{target}.one", "{target}.two"]
      `,
    });
    expect(findings).toBe('');
    const human = { type: 'human', approvers: ['ann'] };
    const laid = { type: 'condition', condition: 'steps.complete >= 1' };
    const waits_for = { mode: 'any', of: 'spawner' };
    expect(protomolecule.steps.map(({ id, gates, waits_for }) => ({ id, gates, waits_for }))).toEqual([
      { id: 'spawner', gates: undefined, waits_for: undefined },
      { id: 'work.one', gates: [{ type: 'timer', timeout: '1h' }, human, laid], waits_for },
      { id: 'work.two', gates: [human, laid], waits_for },
      { id: 'work.end', gates: undefined, waits_for: undefined },
    ]);
  });

  it('gives notes, acceptance, output and check to its one exit, whose own texts come first', async () => {
    const { step, findings } = await cookText({
      main: `
        [[steps]]
        id = "work"
        notes = "of work"
        acceptance = "of {{v}}"
        output = { type = "object" }
        check = { run = "make", timeout = "5m" }
        loop = { count = 2, body = [{ id = "x", expand = "parts", notes = "of x", acceptance = "x" }] }
        [vars]
        v = "w"
      `,
      parts: `
        type = "expansion"
        [[template]]
        id = "{target}.a"
        notes = "of a"
        [[template]]
        id = "{target}.b"
        needs = ["{target}.a"]
        notes = "of b"
      `,
    });
    expect(findings).toBe('');
    const texts = (id: string): object => {
      const { notes, acceptance, output, check } = step(id);
      return { notes, acceptance, output, check };
    };
    expect(texts('work.iter1.x.a')).toEqual({ notes: 'of a' });
    expect(texts('work.iter1.x.b')).toEqual({ notes: 'of b\n\nof x', acceptance: 'x' });
    expect(texts('work.iter2.x.a')).toEqual({ notes: 'of a' });
    expect(texts('work.iter2.x.b')).toEqual({
      notes: 'of b\n\nof x\n\nof work',
      acceptance: 'x\n\nof {{v}}',
      output: { type: 'object' },
      check: { run: 'make', timeout: '5m' },
    });
  });

  it('with several exits cannot have what one of them would get', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "work"
        notes = "n"
        check = { run = "make" }
        loop = { count = 2, body = [{ id = "x" }, { id = "y" }] }
      `,
    });
    expect(
      findings,
    ).toBe(`error[GT5006]: "notes" of step "work" has no one step to go to: what replaced the step ends in 2 steps
 --> main.formula.toml:4:1
  |
4 | notes = "n"
  | ^^^^^
  = help: write "notes" at the step it is meant for, "work.iter2.x" or "work.iter2.y"

error[GT5006]: "check" of step "work" has no one step to go to: what replaced the step ends in 2 steps
 --> main.formula.toml:5:1
  |
5 | check = { run = "make" }
  | ^^^^^
  = help: write "check" at the step it is meant for, "work.iter2.x" or "work.iter2.y"

2 errors
`);
  });

  it('cannot give a second output, check or spawner to a step that has one', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "a"
        [[steps]]
        id = "work"
        needs = ["a"]
        waits_for = "all-children"
        output = { type = "object" }
        check = { run = "make" }
        expand = "parts"
      `,
      parts: `
        type = "expansion"
        [[template]]
        id = "{target}.x"
        waits_for = "any-children"
        needs = ["a"]
        output = { type = "array" }
        check = { run = "test" }
      `,
    });
    const finding = (
      key: string,
      line: number,
      text: string,
    ): string => `error[GT5015]: "${key}" of the replaced step "work" would go to "work.x", which has its own
 --> main.formula.toml:${line}:1
  |
${line} | ${text}
  | ${'^'.repeat(key.length)}
  = help: there can be one "${key}" only; drop one of the two
`;
    expect(findings).toBe(
      [
        finding('waits_for', 7, 'waits_for = "all-children"'),
        finding('output', 8, 'output = { type = "object" }'),
        finding('check', 9, 'check = { run = "make" }'),
        '3 errors\n',
      ].join('\n'),
    );
  });

  it('of which conditions left a part hands on to that part, and of which they left nothing, to nobody', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        [[steps]]
        id = "before"
        [[steps]]
        id = "part"
        needs = ["before"]
        gate = { type = "human" }
        check = { run = "make" }
        expand = "parts"
        expand_vars = { x = "no" }
        [[steps]]
        id = "nothing"
        needs = ["part"]
        gate = { type = "mail" }
        check = { run = "test" }
        expand = "parts"
        expand_vars = { x = "no", y = "no" }
        [[steps]]
        id = "after"
        needs = ["nothing"]
      `,
      parts: `
        type = "expansion"
        vars = { x = "yes", y = "yes" }
        [[template]]
        id = "{target}.x"
        condition = "{x}"
        [[template]]
        id = "{target}.y"
        condition = "{y}"
      `,
    });
    expect(findings).toBe('');
    expect(protomolecule.steps.map(({ id, gates, check }) => ({ id, gates, check }))).toEqual([
      { id: 'before' },
      { id: 'part.y', gates: [{ type: 'human' }], check: { run: 'make' } },
      { id: 'after' },
    ]);
    expect(protomolecule.regions).toEqual([
      { id: 'part', kind: 'expansion', entries: ['part.y'], exits: ['part.y'] },
      { id: 'nothing', kind: 'expansion', entries: [], exits: [] },
    ]);
  });
});

describe('every field of a step', () => {
  const FIELDS = `
    title = "Title {{v}}"
    description = "{{v}} is {x}"
    notes = "{{v}}"
    acceptance = "{{v}}"
    type = "bug"
    priority = 0
    labels = ["{{v}}", "same"]
    tags = ["same", "t"]
    metadata = { n = 1, list = ["{{v}}", { deep = "{{v}}" }] }
    assignee = "{{v}}"
    agent = "{{v}}"
    interactive = true
    condition = "{{v}}"
    gate = { type = "human", id = "{{v}}", timeout = "1h", on_timeout = "skip", approvers = ["{{v}}"] }
    retry = { max_attempts = 2, backoff = "1m", on_exhausted = "block" }
    check = { run = "make {v}", max_attempts = 3, timeout = "5m" }
    timeout = "2h"
    on_fail = "abort"
    run_if = "always"
    output = { type = "object", title = "{{v}}" }
    parallel = false
    waits_for = "children-of(first)"
  `;
  const FILLED = {
    title: 'Title V',
    description: 'V is {x}',
    notes: 'V',
    acceptance: 'V',
    type: 'bug',
    priority: 0,
    labels: ['V', 'same', 't'],
    metadata: { n: 1, list: ['V', { deep: 'V' }] },
    assignee: 'V',
    agent: 'V',
    interactive: true,
    gates: [{ type: 'human', id: 'V', timeout: '1h', on_timeout: 'skip', approvers: ['V'] }],
    retry: { max_attempts: 2, backoff: '1m', on_exhausted: 'block' },
    check: { run: 'make {v}', max_attempts: 3, timeout: '5m' },
    timeout: '2h',
    on_fail: 'abort',
    run_if: 'always',
    output: { type: 'object', title: '{{v}}' },
    parallel: false,
    waits_for: { mode: 'all', of: 'first' },
  };
  const START = '[[steps]]\nid = "first"\n';

  it.each<[place: string, id: string, main: string, fragment: string]>([
    ['a list', 'x', `[[steps]]\nid = "x"\n${FIELDS}`, ''],
    ['a container', 'x', `[[steps]]\nid = "box"\n[[steps.children]]\nid = "x"\n${FIELDS}`, ''],
    [
      'the body of a loop',
      'l.iter1.x',
      `[[steps]]\nid = "l"\nloop.count = 1\n[[steps.loop.body]]\nid = "x"\n${FIELDS}`,
      '',
    ],
    [
      'a template',
      'e.x',
      '[[steps]]\nid = "e"\nexpand = "fragment"',
      `type = "expansion"\n[[template]]\nid = "{target}.x"\n${FIELDS}`,
    ],
    [
      'advice',
      'x',
      'compose.aspects = ["fragment"]',
      `type = "aspect"\n[[advice]]\ntarget = "first"\n[[advice.after]]\nid = "x"\n${FIELDS}`,
    ],
    ['a parent', 'x', 'extends = "fragment"', `[[steps]]\nid = "x"\n${FIELDS}`],
  ])('is carried along in %s', async (_, id, main, fragment) => {
    const header = main.startsWith('[[') ? '' : `${main}\n`;
    const { step, findings } = await cookText(
      {
        main: `${header}vars.v = "V"\n${START}${main.startsWith('[[') ? main : ''}`,
        fragment: fragment || 'steps = []',
      },
      { values: { v: 'V' } },
    );
    expect(findings).toBe('');
    const { id: own, needs, container, origin, ...fields } = step(id);
    expect(own).toBe(id);
    expect(fields).toEqual(FILLED);
  });
});
