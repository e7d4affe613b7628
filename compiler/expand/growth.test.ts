import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { MAX_STEPS } from '../limits.js';
import { cookText } from '../testing/cook-text.js';
import { Growth } from './growth.js';

describe('the limit of steps', () => {
  it('admits as many as it says, and reports the first more', () => {
    const reporter = new Reporter();
    const growth = new Growth(reporter);
    const factors = (): string[] => ['a (10 times)', '2 steps'];
    expect(growth.fits(MAX_STEPS, undefined, factors)).toBe(true);
    growth.add(MAX_STEPS - 1);
    expect(growth.fits(1, undefined, factors)).toBe(true);
    growth.add(2);
    growth.add(-1);
    expect(growth.fits(0, undefined, factors)).toBe(true);
    expect(growth.isStopped).toBe(false);
    expect(growth.fits(1, undefined, factors)).toBe(false);
    expect(growth.isStopped).toBe(true);
    expect(growth.fits(0, undefined, factors)).toBe(false);
    expect(reporter.sorted()).toMatchObject([
      {
        code: 'GT5008',
        message: 'the formula would have more than 1000000 steps (MAX_STEPS)',
        help: 'what multiplies: a (10 times) x 2 steps',
      },
    ]);
  });

  /** The findings without the frame; what is refused is refused before a single copy is made. */
  const refused = async (files: Record<string, string>): Promise<string> => {
    const { findings } = await cookText(files);
    return findings
      .split('\n')
      .filter((line) => /^(?:error| *-->| *= )/.test(line))
      .map((line) => line.trim())
      .join('\n');
  };
  const REFUSED = 'error[GT5008]: the formula would have more than 1000000 steps (MAX_STEPS)';
  const tenOf = (name: string, inner = ''): string =>
    `type = "expansion"\n${Array.from({ length: 10 }, (_, number) => `[[template]]\nid = "{target}.${name}${number}"\n${inner}\n`).join('')}`;

  it('holds for one loop', async () => {
    expect(
      await refused({ main: 'steps = [{ id = "l", loop = { count = 1_000_001, body = [{ id = "x" }] } }]' }),
    ).toBe(`${REFUSED}
--> main.formula.toml:2:39
= help: what multiplies: l (1000001 times)`);
    expect(
      await refused({ main: 'steps = [{ id = "l", loop = { range = "1..10^9", body = [{ id = "x" }] } }]' }),
    ).toBe(`${REFUSED}
--> main.formula.toml:2:39
= help: what multiplies: l (1000000000 times)`);
    expect(
      await refused({
        main: 'steps = [{ id = "l", loop = { count = 500_000, body = [{ id = "x" }, { id = "box", children = [{ id = "y" }] }] } }]',
      }),
    ).toBe(`${REFUSED}
--> main.formula.toml:2:39
= help: what multiplies: l (500000 times) x 3 steps`);
  });

  it('holds for loops in loops, whose counts may be variables', async () => {
    const files = {
      main: `
        vars.n = 1000
        [[steps]]
        id = "a"
        [steps.loop]
        count = 1000
        [[steps.loop.body]]
        id = "b"
        [steps.loop.body.loop]
        count = "{{n}}"
        [[steps.loop.body.loop.body]]
        id = "c"
        loop = { range = "1..{{n}}", body = [{ id = "d" }] }
      `,
    };
    expect(await refused(files)).toBe(`${REFUSED}
--> main.formula.toml:6:9
= help: what multiplies: a (1000 times) x b (1000 times) x c (1000 times)`);
  });

  it('holds for inner loops that depend on outer ones', async () => {
    const files = {
      main: `
        [[steps]]
        id = "a"
        [steps.loop]
        range = "999999..1000000"
        var = "n"
        body = [{ id = "b", loop = { count = "{n}", body = [{ id = "c" }, { id = "d" }] } }]
      `,
    };
    expect(await refused(files)).toBe(`${REFUSED}
--> main.formula.toml:5:9
= help: what multiplies: a (2 times) x b (1000000 times) x 2 steps`);
    const sums = `
      [[steps]]
      id = "a"
      loop = { range = "1..1000", var = "i", body = [{ id = "b", loop = { range = "1..{i}", var = "j", body = [
        { id = "c", loop = { range = "{j}..1000", body = [{ id = "d" }] } },
      ] } }] }
    `;
    expect(await refused({ main: sums })).toBe(`${REFUSED}
--> main.formula.toml:4:18
= help: what multiplies: a (1000 times) x b (1000 times) x c (1000 times)`);
  });

  it('holds for aspects that are for all steps, before anything is made', async () => {
    const files = {
      main: 'compose.aspects = ["one", "two"]\nsteps = [{ id = "a", loop = { count = 400000, body = [{ id = "b" }] } }]',
      one: 'type = "aspect"\nadvice = [{ target = "*", before = { id = "{step.id}-1" } }]',
      two: 'type = "aspect"\npointcuts = [{ glob = "*" }]\nadvice = [{ after = { id = "{step.id}-2" } }]',
    };
    expect(await refused(files)).toBe(`${REFUSED}
--> main.formula.toml:2:27
= help: what multiplies: a (400000 times) x one (2 steps for each) x two (2 steps for each)`);
  });

  it('holds for expansions in expansions', async () => {
    const files: Record<string, string> = { main: 'steps = [{ id = "a", expand = "e1" }]' };
    for (let level = 1; level < 9; level++) files[`e${level}`] = tenOf('x', `expand = "e${level + 1}"`);
    files['e9'] = tenOf('x');
    expect(await refused(files)).toBe(`${REFUSED}
--> main.formula.toml:2:31
= help: what multiplies: e1 x e2 x e3 x e4 x e5 x e6 x e7 x e8 x e9 x 10 steps`);
  });

  it('holds for loops of expansions, and for what compose maps and advice inserts', async () => {
    const loop = 'steps = [{ id = "l", loop = { count = 200_000, body = [{ id = "x", expand = "ten" }] } }]';
    expect(await refused({ main: loop, ten: tenOf('t') })).toBe(`${REFUSED}
--> main.formula.toml:2:39
= help: what multiplies: l (200000 times) x ten x 10 steps`);
    const many = 'steps = [{ id = "l", loop = { count = 1001, body = [{ id = "x" }] } }]';
    const files = {
      outer: tenOf('o', 'loop = { count = 10, body = [{ id = "x", expand = "inner" }] }'),
      inner: tenOf('i'),
    };
    expect(
      await refused({ main: `${many}\n[[compose.map]]\nselect = "l.*"\nwith = "outer"`, ...files }),
    ).toBe(
      `${REFUSED}
--> main.formula.toml:4:10
= help: what multiplies: l.* (1001 steps) x outer x {target}.o0 (10 times) x inner x 10 steps`,
    );
    expect(
      await refused({
        main: `${many}\n[[advice]]\ntarget = "*"\nbefore = { id = "{step.id}-b", expand = "outer" }`,
        ...files,
      }),
    ).toBe(`${REFUSED}
--> main.formula.toml:3:1
= help: what multiplies: * (1001 steps) x outer x {target}.o0 (10 times) x inner x 10 steps`);
  });

  it('is not thought to be met because a variable has the name of a loop variable', async () => {
    const { order, findings, protomolecule } = await cookText(`
      vars.n = 1_000_000
      [[steps]]
      id = "a"
      loop = { count = 2, var = "n", body = [{ id = "b", loop = { range = "1..{n}", body = [{ id = "c" }] } }] }
    `);
    expect(findings).toBe('');
    expect(order).toHaveLength(3);
    expect(protomolecule.shape).toEqual({});
  });

  it('is not thought to be met because a variable has the name of a parameter', async () => {
    const { order, findings } = await cookText({
      main: `
        vars.n = 1_000_000
        [[steps]]
        id = "a"
        expand = "rounds"
        expand_vars = { n = 2 }
        [[steps]]
        id = "l"
        loop = { count = 2, body = [{ id = "x", expand = "rounds", expand_vars = { n = 3 } }] }
      `,
      rounds: `
        type = "expansion"
        vars.n = 1
        [[template]]
        id = "{target}.r"
        loop = { count = "{{n}}", body = [{ id = "x" }] }
      `,
    });
    expect(findings).toBe('');
    expect(order).toHaveLength(2 + 2 * 3);
  });
});

describe('the limit of expansions in expansions', () => {
  it.each([
    [16, ''],
    [
      17,
      'error[GT5007]: expansions stand in expansions more than 16 deep (MAX_EXPANSION_DEPTH): e14 -> e15 -> e16 -> e17',
    ],
  ])('of %i', async (depth, finding) => {
    const files: Record<string, string> = { main: 'steps = [{ id = "a", expand = "e1" }]' };
    for (let level = 1; level <= depth; level++) {
      const expand = level < depth ? `, expand = "e${level + 1}"` : '';
      files[`e${level}`] = `type = "expansion"\ntemplate = [{ id = "{target}.x"${expand} }]`;
    }
    const { findings } = await cookText(files);
    expect(findings.split('\n')[0]).toBe(finding);
  });
});
