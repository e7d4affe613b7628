import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import type { Candidate } from '../host.js';
import { cookText } from '../testing/cook-text.js';
import { tieredHost } from '../testing/tiered-host.js';

/** What stands after inheriting, of the first of `files`. */
async function inherited(files: Readonly<Record<string, string>>): Promise<unknown> {
  const named = Object.entries(files).map(([name, text]) => [name, `formula = "${name}"\n${text}`]);
  const host = tieredHost(Object.fromEntries(named));
  const [first = ''] = Object.keys(files);
  const { stands } = await compile(host.candidates(first)[0] as Candidate, host, { emit: 'inherit' });
  return stands;
}

const STEP = '[[steps]]\nid = "a"\n';

describe('what stands after inheriting', () => {
  it('is one document, with what is never inherited from the child alone', async () => {
    expect(
      await inherited({
        child: 'extends = "parent"\nversion = 2\n[vars]\nx = "child"',
        parent: `"$schema" = "of-the-parent"\nversion = 1\ndescription = "of the parent"\n[vars]\nx = "parent"\ny = "parent"\n${STEP}`,
      }),
    ).toEqual({
      formula: 'child',
      extends: 'parent',
      version: 2,
      description: 'of the parent',
      vars: { x: 'child', y: 'parent' },
      steps: [{ id: 'a' }],
    });
  });

  it('names each aspect once, in the order in which they were first named', async () => {
    const aspect = 'type = "aspect"\nadvice = []';
    expect(
      await inherited({
        child: 'extends = ["p", "q"]\n[compose]\naspects = ["three", "one"]',
        p: `${STEP}[compose]\naspects = ["one"]`,
        q: `${STEP}[compose]\naspects = ["two", "one"]`,
        one: aspect,
        two: aspect,
        three: aspect,
      }),
    ).toEqual({
      formula: 'child',
      extends: ['p', 'q'],
      steps: [{ id: 'a' }],
      compose: { aspects: ['one', 'two', 'three'] },
    });
  });

  it('has the description of the first parent that has one', async () => {
    const described = (text: string): string => `description = "${text}"\n${STEP}`;
    const files = { p: STEP, q: described('of q'), r: described('of r') };
    const description = async (parents: string): Promise<unknown> =>
      (await inherited({ child: `extends = ${parents}`, ...files })) as { description: string };
    expect(await description('["p", "q"]')).toMatchObject({ description: 'of q' });
    expect(await description('["q", "r"]')).toMatchObject({ description: 'of q' });
    expect(await description('["r", "q"]')).toMatchObject({ description: 'of r' });
  });
});

describe('a parent that cannot be read', () => {
  it('is told of once, and not what follows from its absence', async () => {
    const { findings } = await cookText({ main: 'extends = "nobody"' });
    expect(findings).toBe(`error[GT1001]: no formula is named "nobody"
 --> main.formula.toml:2:11
  |
2 | extends = "nobody"
  |           ^^^^^^^^
  = help: searched project; "gt formula list" shows what is there

1 error
`);
  });

  it('does not hide what the others say', async () => {
    const { findings } = await cookText({
      main: 'extends = ["nobody", "parent"]',
      parent: '[[steps]]\nid = "a"\nneeds = ["b"]',
    });
    expect(findings.match(/^error.*/gm)).toEqual(['error[GT1001]: no formula is named "nobody"']);
  });
});

describe('two parents that differ', () => {
  const titled = (title: string): string => `[[steps]]\nid = "x"\ntitle = "${title}"\n`;
  const refused = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
    const { findings } = await cookText(files);
    return findings.split('\n\n').slice(0, -1);
  };

  it('do not, though one extends the other by way of a third', async () => {
    expect(
      await refused({
        main: 'extends = "c"',
        c: `extends = "b"\n${titled('of c')}`,
        b: 'extends = "a"',
        a: titled('of a'),
      }),
    ).toEqual([]);
  });

  it('are told of at the parent by which the second of them came', async () => {
    expect(
      await refused({
        main: 'extends = ["a", "free", "b"]',
        a: titled('of a'),
        free: '[[steps]]\nid = "free"\n',
        b: 'extends = "c"',
        c: titled('of c'),
      }),
    ).toEqual([
      `error[GT4003]: "a" and "c" both define step "x", each in its own way
 --> main.formula.toml:2:25
  |
2 | extends = ["a", "free", "b"]
  |                         ^^^
  = help: define step "x" in this formula, or extend only one of them`,
    ]);
  });

  it('are not settled by a formula that extends only one of them', async () => {
    const [finding] = await refused({
      main: 'extends = ["a", "b", "c"]',
      a: titled('of a'),
      b: titled('of b'),
      c: `extends = "a"\n${titled('of c')}`,
    });
    expect(finding).toContain('"a" and "b" both define step "x"');
  });

  it('may differ in a bond point', async () => {
    const bond = (title: string): string =>
      `[[steps]]\nid = "x"\n[[compose.bond_points]]\nid = "p"\nafter_step = "x"\ndescription = "${title}"\n`;
    const [finding] = await refused({ main: 'extends = ["a", "b"]', a: bond('one'), b: bond('two') });
    expect(finding).toContain('"a" and "b" both define bond point "p"');
  });

  it('are not one file that has one id twice', async () => {
    const findings = await refused({ main: 'extends = "a"', a: `${titled('first')}${titled('second')}` });
    expect(findings.map((finding) => finding.split('\n')[0])).toEqual([
      'error[GT6001]: two steps have the id "x"',
    ]);
  });
});
