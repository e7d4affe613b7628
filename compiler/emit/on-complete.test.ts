import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const review = `
  [vars]
  file = { required = true }
  depth = { default = "quick", enum = ["quick", "full"] }
  lang = { default = "en" }
  owner = {}
  [[steps]]
  id = "read"
  title = "Read {{file}}"
`;

const main = (onComplete: string, more = ''): string => `
  ${more}
  [[steps]]
  id = "list"
  on_complete = { ${onComplete} }
`;

describe('on_complete', () => {
  it('is carried whole, with the formula that is attached', async () => {
    const { step, protomolecule, findings } = await cookText({
      main: main(
        'for_each = "output.files", bond = "review", sequential = true, vars = { file = "{item.path}", depth = "{{deep}}" }',
        'vars.deep = "full"\nvars.owner = "mayor"',
      ),
      review,
    });
    expect(findings).toBe('');
    expect(step('list').on_complete).toEqual({
      for_each: 'output.files',
      bond: 'review',
      mode: 'sequential',
      vars: { depth: '{{deep}}', file: '{item.path}', owner: '{{owner}}' },
    });
    expect(protomolecule.bonds).toEqual({
      review: { source: 'project:review', fingerprint: expect.stringMatching(/^sha256:/) },
    });
    expect(protomolecule.sources.map(({ id }) => id)).toEqual(['project:main', 'project:review']);
  });

  it('changes the fingerprint when what is attached changes', async () => {
    const fingerprintWith = async (text: string): Promise<string> =>
      (await cookText({ main: main('for_each = "output.files", bond = "other"'), other: text })).protomolecule
        .fingerprint;
    const one = await fingerprintWith('steps = [{ id = "a" }]');
    expect(await fingerprintWith('# a remark\nsteps = [{ id = "a" }]')).toBe(one);
    expect(await fingerprintWith('steps = [{ id = "b" }]')).not.toBe(one);
  });

  it('goes to the one exit of what replaces the step', async () => {
    const { protomolecule, findings } = await cookText({
      main: `
        [[steps]]
        id = "work"
        expand = "two"
        on_complete = { for_each = "output.files", bond = "review", vars = { file = "{item}" } }
      `,
      two: 'type = "expansion"\ntemplate = [{ id = "{target}.a" }, { id = "{target}.b", needs = ["{target}.a"] }]',
      review,
    });
    expect(findings).toBe('');
    expect(protomolecule.steps.map(({ id, on_complete }) => `${id}: ${on_complete?.bond}`)).toEqual([
      'work.a: undefined',
      'work.b: review',
    ]);
  });

  it('may attach the formula itself, and formulas that attach each other', async () => {
    const own = await cookText({ main: main('for_each = "output.parts", bond = "main"') });
    expect(own.findings).toBe('');
    expect(own.protomolecule.bonds).toEqual({ main: { source: 'project:main' } });
  });

  it('has the fingerprints that what is attached has by itself, or none', async () => {
    const attaching = (...names: string[]): string =>
      names
        .map(
          (name) =>
            `[[steps]]\nid = "to-${name}"\non_complete = { for_each = "output.x", bond = "${name}" }\n`,
        )
        .join('');
    const files: Record<string, string> = {
      a: attaching('b', 'e'),
      b: attaching('c', 'e'),
      c: attaching('b', 'd'),
      d: attaching('d'),
      e: '[[steps]]\nid = "end"',
      f: attaching('c'),
    };
    const bondsOf = async (name: string): Promise<[string, string | undefined][]> => {
      const { [name]: first = '', ...others } = files;
      const { protomolecule, findings } = await cookText({ [name]: first, ...others });
      expect(findings).toBe('');
      fingerprints.set(name, protomolecule.fingerprint);
      return Object.entries(protomolecule.bonds ?? {}).map(([bond, { fingerprint }]) => [bond, fingerprint]);
    };
    const fingerprints = new Map<string, string>();
    const found = new Map<string, [string, string | undefined][]>();
    for (const name of Object.keys(files)) found.set(name, await bondsOf(name));
    const told = [...found].map(([name, bonds]) => [
      name,
      bonds.filter(([, each]) => each).map(([bond]) => bond),
    ]);
    // b and c attach each other: each has the other without a fingerprint, others have both with theirs.
    expect(told).toEqual([
      ['a', ['b', 'e']],
      ['b', ['e']],
      ['c', ['d']],
      ['d', []],
      ['e', []],
      ['f', ['c']],
    ]);
    for (const bonds of found.values())
      for (const [bond, fingerprint] of bonds)
        if (fingerprint) expect(fingerprint).toBe(fingerprints.get(bond));
  });

  it('is checked: list, formula, values', async () => {
    const { findings } = await cookText({
      main: `
        [[steps]]
        id = "a"
        on_complete = { for_each = "items", bond = "review", vars = { file = "{item}" } }
        [[steps]]
        id = "b"
        on_complete = { for_each = "output.items", bond = "reviw" }
        [[steps]]
        id = "c"
        on_complete = { for_each = "output.items", bond = "review", parallel = true, sequential = true }
        [[steps]]
        id = "d"
        on_complete = { for_each = "output.items", bond = "review", vars = { fiel = "x", file = "x", depth = "deep" } }
        [[steps]]
        id = "e"
        on_complete = { for_each = "output.items", bond = "scans" }
      `,
      review,
      scans: 'type = "aspect"\nadvice = [{ target = "*", before = { id = "{step.id}-x" } }]',
    });
    expect(
      findings,
    ).toBe(`error[GT2005]: "for_each" is "items"; it names a list in the output of the step, such as "output.items"
 --> main.formula.toml:4:28
  |
4 | on_complete = { for_each = "items", bond = "review", vars = { file = "{item}" } }
  |                            ^^^^^^^

error[GT1001]: no formula is named "reviw"
 --> main.formula.toml:7:51
  |
7 | on_complete = { for_each = "output.items", bond = "reviw" }
  |                                                   ^^^^^^^
  = help: did you mean "review"?

error[GT5003]: "review" needs a value for its parameter "file"
  --> main.formula.toml:10:51
   |
10 | on_complete = { for_each = "output.items", bond = "review", parallel = true, sequential = true }
   |                                                   ^^^^^^^^
   = note: the parameter is declared here
     --> review.formula.toml:3:1
   = help: give one in "vars" (of a step: "expand_vars"), or declare a variable "file"

error[GT2010]: on_complete of step "c" has both "parallel" and "sequential"
  --> main.formula.toml:10:78
   |
10 | on_complete = { for_each = "output.items", bond = "review", parallel = true, sequential = true }
   |                                                                              ^^^^^^^^^^
   = help: keep one of them: each says whether the items go side by side or one after the other

error[GT5004]: "review" has no parameter "fiel"
  --> main.formula.toml:13:70
   |
13 | on_complete = { for_each = "output.items", bond = "review", vars = { fiel = "x", file = "x", depth = "deep" } }
   |                                                                      ^^^^
   = help: did you mean "file"?

error[GT5005]: the value "deep" for the parameter "depth" of "review" is not one of "quick", "full"
  --> main.formula.toml:13:102
   |
13 | on_complete = { for_each = "output.items", bond = "review", vars = { fiel = "x", file = "x", depth = "deep" } }
   |                                                                                                      ^^^^^^

error[GT5001]: "bond" needs a formula of type "workflow", and "scans" is of type "aspect"
  --> main.formula.toml:16:51
   |
16 | on_complete = { for_each = "output.items", bond = "scans" }
   |                                                   ^^^^^^^
   = help: an aspect is woven in by "compose.aspects"

7 errors
`);
  });

  it('is held against the output of the step: the list, and the fields of its items', async () => {
    const output =
      'output = { type = "object", properties = { files = { type = "array", items = { properties = { path = {} } } }, count = { type = "integer" } } }';
    const step = (id: string, fanOut: string): string => `
        [[steps]]
        id = "${id}"
        ${output}
        on_complete = { ${fanOut}, bond = "review" }`;
    const { findings } = await cookText({
      main: [
        step('right', 'for_each = "output.files", vars = { file = "{item.path} {index}", lang = "{items}" }'),
        step('list', 'for_each = "output.flies", vars = { file = "{item.no}" }'),
        step('number', 'for_each = "output.count", vars = { file = "x" }'),
        step('field', 'for_each = "output.files", vars = { file = "{item.pth}" }'),
        step('name', 'for_each = "output.files", vars = { file = "{index} of {itme.path}" }'),
        step('dot', 'for_each = "output.files", vars = { file = "{itempath}" }'),
      ].join('\n'),
      review,
    });
    const told = findings.match(/^error.*|(?<= = )help.*/gm);
    expect(told).toEqual([
      'error[GT3021]: in "lang": {items} is bound to nothing here',
      'help: did you mean "item"?',
      'error[GT3026]: in "for_each": "output" has no "flies" by its schema: there is "files" or "count"',
      'help: did you mean "output.files"?',
      'error[GT2005]: "for_each" is "output.count", which is a whole number by the schema of the output; it names a list',
      'error[GT3026]: in "file": "item" has no "pth" by the schema: there is "path"',
      'help: did you mean "item.path"?',
      'error[GT3021]: in "file": {itme.path} is bound to nothing here',
      'help: did you mean "item.path"?',
      'error[GT3021]: in "file": {itempath} is bound to nothing here',
      'help: did you mean "item.path"?',
    ]);
    expect(findings).toContain('file = "{index} of {itme.path}"');
  });

  it('tells what is wrong in the formula that is attached, where that is written', async () => {
    const { findings } = await cookText({
      main: main('for_each = "output.items", bond = "other"'),
      other: '[[steps]]\nid = "a"\nneeds = ["elsewhere"]',
    });
    expect(findings).toBe(`error[GT3001]: step "a" has "elsewhere" in "needs", but no step has that id
 --> other.formula.toml:4:10
  |
4 | needs = ["elsewhere"]
  |          ^^^^^^^^^^^

1 error
`);
  });
});
