import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('description_file', () => {
  it('is the description, placeholders and all, and one of the sources', async () => {
    const { step, protomolecule, findings } = await cookText({
      main: `
        vars.who = "you"
        [[steps]]
        id = "loop"
        [steps.loop]
        range = "1..2"
        var = "i"
        [[steps.loop.body]]
        id = "greet"
        description_file = "texts/greet.md"
      `,
      'texts/greet.md': 'Hello {{who}},\nround {i}.\n',
    });
    expect(findings).toBe('');
    expect(step('loop.iter2.greet').description).toBe('Hello {{who}},\nround 2.\n');
    expect(protomolecule.sources.map(({ id }) => id)).toEqual(['project:main', 'project:texts/greet.md']);
  });

  it('is looked for beside the formula that names it, wherever that is inherited', async () => {
    const { step, findings } = await cookText({
      main: 'extends = "builtin:main"\npatch.b.description_file = "b.md"',
      'builtin:main': 'steps = [{ id = "a", description_file = "a.md" }, { id = "b" }]',
      'builtin:a.md': 'from the library',
      'a.md': 'from the project',
      'b.md': 'of the patch',
    });
    expect(findings).toBe('');
    expect(step('a').description).toBe('from the library');
    expect(step('b').description).toBe('of the patch');
  });

  it('tells a mistake in the text where it is', async () => {
    const { findings } = await cookText({
      main: 'vars.who = "you"\nsteps = [{ id = "a", description_file = "a.md" }]',
      'a.md': 'one\ntwo {{woh}}\n',
    });
    expect(findings).toBe(`error[GT3002]: no variable "woh" is declared
 --> a.md:2:5
  |
2 | two {{woh}}
  |     ^^^^^^^
  = help: did you mean "who"?

1 error
`);
  });

  it('must be there, in the folder of the formula, and alone', async () => {
    const { findings } = await cookText({
      main: `
        steps = [
          { id = "a", description_file = "none.md" },
          { id = "b", description_file = "../other.md" },
          { id = "c", description_file = "a.md", description = "x" },
        ]
      `,
      'a.md': 'text',
    });
    expect(findings).toBe(`error[GT1002]: cannot read "none.md": there is no such file
 --> main.formula.toml:3:34
  |
3 |   { id = "a", description_file = "none.md" },
  |                                  ^^^^^^^^^

error[GT2005]: "description_file" is "../other.md"; it is the path of a file in the formula's folder or below, such as "prompts/review.md"
 --> main.formula.toml:4:34
  |
4 |   { id = "b", description_file = "../other.md" },
  |                                  ^^^^^^^^^^^^^

error[GT2010]: step "c" has both "description" and "description_file"
 --> main.formula.toml:5:15
  |
5 |   { id = "c", description_file = "a.md", description = "x" },
  |               ^^^^^^^^^^^^^^^^
  = help: keep one of them: the file is the description

3 errors
`);
  });

  it.each(['/etc/hosts', '..', '.', './a.md', 'a/../b.md', 'a/./b', 'a//b', 'a\\\\b', '', 'a/'])(
    'never leads out of the folder, as %j might',
    async (path) => {
      const { findings } = await cookText(`steps = [{ id = "a", description_file = "${path}" }]`);
      expect(findings).toMatch(/^error\[GT2005\]: "description_file" is /);
    },
  );
});
