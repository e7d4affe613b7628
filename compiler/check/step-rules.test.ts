import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

/** The findings on a step with these keys: code, place and help. */
async function findingsOn(keys: string, place = 'steps'): Promise<string[]> {
  const { findings } = await cookText({
    main: `[[${place}]]\nid = "a"\n${keys}\n[[steps]]\nid = "other"`,
    e: 'type = "expansion"\ntemplate = [{ id = "{target}.x" }]',
  });
  return findings
    .split('\n\n')
    .slice(0, -1)
    .map((finding) => {
      const [title = '', at = ''] = finding.split('\n');
      const help = /= help: (.*)/.exec(finding)?.[1];
      return [title.replace('error', ''), at.trim().replace('--> main.formula.toml', ''), help]
        .filter(Boolean)
        .join(' | ');
    });
}

describe('keys of a step that exclude each other', () => {
  it.each<[keys: string, findings: string[]]>([
    [
      'expand = "e"\nloop = { count = 2, body = [{ id = "x" }] }',
      [
        '[GT2010]: step "a" has both "loop" and "expand" | :4:1 | put the step that expands into the body of the loop',
      ],
    ],
    [
      'children = [{ id = "c" }]\nloop = { count = 2, body = [{ id = "x" }] }',
      [
        '[GT2010]: step "a" has both "loop" and "children" | :4:1 | put the children into the body of the loop',
      ],
    ],
    [
      'children = [{ id = "c" }]\nexpand = "e"',
      [
        '[GT2010]: step "a" has both "expand" and "children" | :4:1 | an expansion takes the place of the whole step; move the children out',
      ],
    ],
    [
      'loop = { count = 2, range = "1..2", body = [{ id = "x" }] }',
      [
        '[GT2010]: the loop of step "a" has both "count" and "range" | :4:21 | keep one of them: "count" says how often, "range" which values, "until" what has to come true',
      ],
    ],
    [
      'gate = { type = "gh:run", id = "1", await_id = "2" }',
      ['[GT2010]: the gate of step "a" has both "id" and "await_id" | :4:37 | they mean the same; keep one'],
    ],
  ])('%s', async (keys, findings) => {
    expect(await findingsOn(keys)).toEqual(findings);
  });
});

describe('a step that says too much', () => {
  it.each([
    ['loop = { count = 2, body = [{ id = "x" }] }, expand = "e"', '["a", "a.x", "a.iter1.x"]'],
    ['loop = { count = 2, body = [{ id = "x" }] }, children = [{ id = "c" }]', '["a", "c", "a.iter1.x"]'],
    ['expand = "e", children = [{ id = "c" }]', '["a", "c", "a.x"]'],
  ])('of %s is told of once, whatever others name', async (keys, needs) => {
    const { findings } = await cookText({
      main: `steps = [{ id = "a", ${keys} }, { id = "b", needs = ${needs} }]`,
      e: 'type = "expansion"\ntemplate = [{ id = "{target}.x" }]',
    });
    expect(findings.match(/^error.*/gm)).toEqual([
      expect.stringContaining('error[GT2010]: step "a" has both '),
    ]);
  });
});

describe('keys of a step that need others, or would have no effect', () => {
  it.each<[keys: string, findings: string[]]>([
    [
      'loop = { body = [{ id = "x" }] }',
      [
        '[GT2011]: the loop of step "a" needs "count": without it nothing says how often the body is repeated (or "range" for values, "until" for a condition) | :4:8',
      ],
    ],
    [
      'type = "parallel"',
      ['[GT2011]: step "a" needs "children": a step of type "parallel" is nothing but a container | :4:8'],
    ],
    [
      'type = "gate"',
      ['[GT2011]: step "a" needs "gate": a step of type "gate" is closed by its gate alone | :4:8'],
    ],
    [
      'gate = { type = "condition" }',
      ['[GT2011]: the gate of step "a" needs "condition": a gate of type "condition" opens by it | :4:8'],
    ],
    [
      'gate = { type = "timer" }',
      ['[GT2011]: the gate of step "a" needs "timeout": a gate of type "timer" opens after it | :4:8'],
    ],
    [
      'gate = { type = "human", condition = "steps.complete >= 1" }',
      [
        '[GT2012]: "condition" of the gate of step "a" would have no effect: only gates of the types "condition" and "conditional" have one | :4:26',
      ],
    ],
    [
      'gate = { type = "mail", approvers = ["ann"] }',
      [
        '[GT2012]: "approvers" of the gate of step "a" would have no effect: only gates of type "human" have approvers | :4:25',
      ],
    ],
    [
      'expand_vars = { x = 1 }',
      ['[GT2012]: "expand_vars" of step "a" would have no effect: the step has no "expand" | :4:1'],
    ],
    [
      'check = { run = "echo {{x}} {{.y}} ${z}" }',
      [
        '[GT3011]: {{x}} stands in "run", which is text for the shell | :4:17 | a value pasted into shell text can run as a command; let the command read it from its environment',
      ],
    ],
  ])('%s', async (keys, findings) => {
    expect((await findingsOn(keys)).map((each) => each.replace('"check.run"', '"run"'))).toEqual(findings);
  });

  it.each([
    'type = "parallel"\nchildren = [{ id = "c" }]',
    'type = "gate"\ngate = { type = "human", approvers = ["ann"], timeout = "2d", on_timeout = "skip" }',
    'gate = { type = "timer", timeout = "{{v}}" }\n[vars]\nv = "1h"',
    'gate = { type = "conditional", condition = "steps.complete >= 1" }',
    'gate = { type = "gh:pr", await_id = "7" }',
    'timeout = "1h30m"\nretry = { max_attempts = 3, backoff = "10s" }\ncheck = { run = "make", timeout = "5m", max_attempts = 2 }',
  ])('%s is right', async (keys) => {
    expect(await findingsOn(keys)).toEqual([]);
  });
});

describe('a duration', () => {
  it.each([
    ['timeout = "5"', 'timeout', ':4:11'],
    ['gate = { type = "timer", timeout = "1 h" }', 'timeout', ':4:36'],
    ['retry = { max_attempts = 2, backoff = "soon" }', 'backoff', ':4:39'],
    ['check = { run = "make", timeout = "5 min" }', 'timeout', ':4:35'],
  ])('%s is none', async (keys, key, at) => {
    const value = /"([^"]*)"(?: })?$/.exec(keys)?.[1];
    expect(await findingsOn(keys)).toEqual([
      `[GT2013]: "${key}" is "${value}", which is not a duration | ${at} | a duration is a number and a unit (s, m, h, d, w), such as "90s", "30m" or "1h30m"`,
    ]);
  });
});

describe('the same rules hold', () => {
  const WRONG = 'timeout = "soon"';
  const inTable = '{ id = "x", timeout = "soon" }';

  it.each([
    ['children', `[[steps]]\nid = "a"\nchildren = [${inTable}]`],
    ['bodies', `[[steps]]\nid = "a"\nloop = { count = 1, body = [${inTable}] }`],
    ['templates', `type = "expansion"\ntemplate = [${inTable}]`],
    ['legs', `type = "convoy"\nlegs = [${inTable}]`],
    ['the synthesis', `type = "convoy"\nlegs = [{ id = "a" }]\nsynthesis = { ${WRONG} }`],
    ['aspects', `type = "aspect"\naspects = [${inTable}]`],
    ['advice before', `steps = [{ id = "a" }]\nadvice = [{ target = "a", before = ${inTable} }]`],
    ['advice after', `steps = [{ id = "a" }]\nadvice = [{ target = "a", after = [${inTable}] }]`],
    ['advice around', `steps = [{ id = "a" }]\nadvice = [{ target = "a", around = { after = ${inTable} } }]`],
  ])('in %s', async (_, text) => {
    const { findings } = await cookText(text);
    expect(findings.match(/^error.*/gm)).toEqual([
      'error[GT2013]: "timeout" is "soon", which is not a duration',
    ]);
  });
});

describe('steps in steps', () => {
  const nested = (depth: number): string => {
    let step = '{ id = "s1" }';
    for (let level = 2; level <= depth; level++) {
      const inside = level % 2 === 0 ? `children = [${step}]` : `loop = { count = 1, body = [${step}] }`;
      step = `{ id = "s${level}", ${inside} }`;
    }
    return `steps = [${step}]`;
  };

  it('may stand 64 deep', async () => {
    const { findings, order } = await cookText(nested(64));
    expect(findings).toBe('');
    expect(order).toHaveLength(33);
  });

  it('may not stand deeper', async () => {
    const { findings } = await cookText(nested(65));
    expect(findings.split('\n')[0]).toBe(
      'error[GT2014]: steps stand in steps more than 64 deep (MAX_STEP_NESTING)',
    );
    expect(findings.trimEnd().split('\n').at(-1)).toBe('1 error');
  });
});

describe('an id', () => {
  it.each([
    ['', 'it is empty'],
    ['a b', 'it has the character " "'],
    ['a/b', 'it has the character "/"'],
    ['ä', 'it has the character "ä"'],
    ['-a', 'each part between dots begins with a letter, a digit or "_"'],
    ['a..b', 'each part between dots begins with a letter, a digit or "_"'],
    ['.a', 'each part between dots begins with a letter, a digit or "_"'],
    ['a.-b', 'each part between dots begins with a letter, a digit or "_"'],
    ['iter1', 'parts such as "iter1" and "item1" are given by loops'],
    ['a.item12.b', 'parts such as "iter1" and "item1" are given by loops'],
    ['a.iter1', 'parts such as "iter1" and "item1" are given by loops'],
    ['iter1.a', 'parts such as "iter1" and "item1" are given by loops'],
    ['a.iter1.iter2.b', 'parts such as "iter1" and "item1" are given by loops'],
    ['a.iter1.item2.b', 'parts such as "iter1" and "item1" are given by loops'],
    ['{target}.x', 'it has the character "{"'],
  ])('cannot be %j', async (id, reason) => {
    const { findings } = await cookText(`steps = [{ id = "${id}" }]`);
    expect(findings).toBe(`error[GT2009]: "${id}" cannot be an id: ${reason}
 --> main.formula.toml:2:17
  |
2 | steps = [{ id = "${id}" }]
  |                 ${'^'.repeat(id.length + 2)}
  = help: ids are letters, digits, "_" and "-", in parts joined by "."

1 error
`);
  });

  it.each(['a', '1', '_', 'a-b_c.1.d-', 'iter', 'iter1a', 'items1', 'constructor', '__x'])(
    'can be %s',
    async (id) => {
      const { findings, order } = await cookText(`steps = [{ id = "${id}" }]`);
      expect(findings).toBe('');
      expect(order).toEqual([id]);
    },
  );

  it.each(['a.iter1.b', 'a.iter12.b.iter3.c-d'])(
    'can be %s, which a loop gave, where the loop is gone',
    async (id) => {
      const { findings, order } = await cookText(`steps = [{ id = "${id}" }, { id = "x.children" }]`);
      expect(findings).toBe('');
      expect(order).toEqual([id, 'x.children']);
    },
  );

  it.each([
    ['a.iter1.b', '{ id = "a" }'],
    ['a.iter1.b', '{ id = "box", children = [{ id = "a", loop = { count = 2, body = [{ id = "c" }] } }] }'],
    ['a.iter12.b.iter3.c', '{ id = "a.iter12.b" }'],
  ])('cannot be %s beside %s', async (id, other) => {
    const { findings } = await cookText(`steps = [{ id = "${id}" }, ${other}]`);
    expect(findings).toContain(`error[GT2009]: "${id}" cannot be an id: parts such as`);
  });

  it('cannot have a variable in it', async () => {
    const { findings } = await cookText('vars.v = "x"\nsteps = [{ id = "a-{{v}}" }]');
    expect(findings).toBe(`error[GT3012]: the id "a-{{v}}" has a variable in it
 --> main.formula.toml:3:17
  |
3 | steps = [{ id = "a-{{v}}" }]
  |                 ^^^^^^^^^
  = help: ids are fixed when a formula is cooked; put the variable into the title

1 error
`);
  });

  it('can be had by one step only, children included', async () => {
    const { findings } = await cookText(
      'steps = [{ id = "a", children = [{ id = "b" }] }, { id = "c", children = [{ id = "b" }] }]',
    );
    expect(findings).toBe(`error[GT6001]: two steps have the id "b"
 --> main.formula.toml:2:82
  |
2 | steps = [{ id = "a", children = [{ id = "b" }] }, { id = "c", children = [{ id = "b" }] }]
  |                                                                                  ^^^
  = note: the first is here
    --> main.formula.toml:2:41
  = help: ids are unique in the whole formula, children included; rename one of them

1 error
`);
  });
});
