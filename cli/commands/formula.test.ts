import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep, SHINY } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({
    shiny: SHINY,
    broken: 'formula = ',
    guard:
      'formula = "guard"\ntype = "aspect"\n[[advice]]\ntarget = "*"\n[[advice.before]]\nid = "{step.id}-guard"\n',
  });
});
afterEach(() => sandbox.remove());

/** The lines that are about formulas of the project; the built-in library grows. */
const own = (text: string): string[] => text.split('\n').filter((line) => line.includes('  project'));

describe('formula list', () => {
  it('has a line for each formula, and says what is wrong with a broken one', () => {
    const { stdout, stderr, code } = sandbox.gt('formula', 'list');
    expect(own(stdout)).toEqual([
      'broken            ?          project  not valid TOML: a value is missing',
      'guard             aspect     project',
      'shiny             workflow   project  Design before code, review before ship',
    ]);
    expect(stdout).toContain('\nsecurity-audit    aspect     builtin  ');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(sandbox.bd('formula', 'list').stdout).toBe(stdout);
  });

  it('--type', () => {
    expect(own(sandbox.gt('formula', 'list', '--type', 'aspect').stdout)).toEqual([
      'guard           aspect  project',
    ]);
  });

  it('shows the first paragraph of a description', () => {
    sandbox.formulas({ it: oneStep('it', 'description = """\none\n  two\n\nthree"""') });
    expect(own(sandbox.gt('formula', 'list').stdout)).toContain(
      'it                workflow   project  one two',
    );
  });

  it('--json prints a bare array', () => {
    const { stdout, stderr, code } = sandbox.gt('formula', 'list', '--json');
    const listed = JSON.parse(stdout) as { tier: string }[];
    expect(listed.filter(({ tier }) => tier === 'project')).toEqual([
      {
        name: 'broken',
        tier: 'project',
        path: '.beads/formulas/broken.formula.toml',
        error: 'not valid TOML: a value is missing',
        overrides: [],
      },
      {
        name: 'guard',
        type: 'aspect',
        tier: 'project',
        path: '.beads/formulas/guard.formula.toml',
        overrides: [],
      },
      {
        name: 'shiny',
        type: 'workflow',
        tier: 'project',
        path: '.beads/formulas/shiny.formula.toml',
        description: 'Design before code, review before ship',
        overrides: [{ tier: 'builtin', path: 'builtin/shiny.formula.toml' }],
      },
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('a folder that cannot be read is an error, never an empty list', () => {
    const other = new Sandbox().write({ '.beads/formulas': 'a file' });
    expect(other.gt('formula', 'list')).toEqual({
      stdout: '',
      stderr: 'error: cannot read "<root>/project/.beads/formulas": it is not a folder\n',
      code: 3,
    });
    other.remove();
  });
});

describe('formula show', () => {
  it('shows what a formula is for, its variables and its steps', () => {
    sandbox.formulas({
      it: oneStep(
        'it',
        'description = """\nWhat it is for,\nin two lines."""',
        'version = 3',
        '[vars]',
        'branch = "main"',
        '[vars.version]',
        'description = "What to release"',
        'required = true',
      ),
    });
    const shown = sandbox.gt('formula', 'show', 'it');
    expect(shown).toEqual({
      stdout: `it  project: .beads/formulas/it.formula.toml

What it is for,
in two lines.

variables
  branch   string  = "main"
  version  string  required  What to release

it  workflow, 1 step in 1 wave

1  only  Only
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('formula', 'show', 'it')).toEqual(shown);
  });

  it('--json', () => {
    const { stdout, stderr, code } = sandbox.gt('formula', 'show', 'shiny', '--json');
    const { steps, ...rest } = JSON.parse(stdout) as { steps: { id: string }[] };
    expect(rest).toEqual({
      name: 'shiny',
      type: 'workflow',
      tier: 'project',
      path: '.beads/formulas/shiny.formula.toml',
      description: 'Design before code, review before ship',
      vars: {},
    });
    expect(steps.map(({ id }) => id)).toEqual(['design', 'implement', 'test', 'submit']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('of a broken one says what is wrong', () => {
    const { stdout, code } = sandbox.gt('formula', 'show', 'broken');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  });
});

describe('formula which', () => {
  it('prints all candidates and why the winner won', () => {
    sandbox.write({ '.beads/formulas/shiny.toml': SHINY, 'extra/shiny.formula.json': '{}' });
    expect(sandbox.gt('formula', 'which', 'shiny', '--search-path', 'extra')).toEqual({
      stdout: `*  search-path  extra/shiny.formula.json            wins: the first in the order of search
   project      .beads/formulas/shiny.formula.toml  overridden: the tier "search-path" is searched first
   project      .beads/formulas/shiny.toml          overridden: the tier "search-path" is searched first
   builtin      builtin/shiny.formula.toml          overridden: the tier "search-path" is searched first
searched: search-path (extra), project (.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.gt('formula', 'which', 'shiny').stdout).toBe(
      `*  project  .beads/formulas/shiny.formula.toml  wins: the first in the order of search
   project  .beads/formulas/shiny.toml          overridden: ".beads/formulas/shiny.formula.toml" goes before it
   builtin  builtin/shiny.formula.toml          overridden: the tier "project" is searched first
searched: project (.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)
`,
    );
  });

  it('of a name in a tier', () => {
    expect(sandbox.gt('formula', 'which', 'builtin:shiny').stdout).toBe(
      `   project  .beads/formulas/shiny.formula.toml  passed over: it is not in the tier that was named
*  builtin  builtin/shiny.formula.toml          wins: the first in the tier that "builtin:shiny" names
searched: project (.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)
`,
    );
  });

  it('--json', () => {
    const { stdout } = sandbox.gt('formula', 'which', 'guard', '--json');
    expect(JSON.parse(stdout)).toEqual({
      name: 'guard',
      path: '.beads/formulas/guard.formula.toml',
      candidates: [
        {
          tier: 'project',
          path: '.beads/formulas/guard.formula.toml',
          wins: true,
          why: 'wins: the only one',
        },
      ],
      searched: [
        { tier: 'project', folder: '.beads/formulas' },
        { tier: 'user', folder: '~/.beads/formulas' },
        { tier: 'builtin', folder: 'the built-in library' },
      ],
    });
  });

  it.each(['../shiny', './shiny.formula.toml', 'sub/shiny', '/etc/passwd', '..'])(
    'refuses a path: %s',
    (name) => {
      expect(sandbox.gt('formula', 'which', name)).toEqual({
        stdout: '',
        stderr: `error[GT1009]: "${name}" cannot be a formula's name
  = help: names are letters, digits, "-", "_" and ".", and never contain a path

1 error
`,
        code: 1,
      });
    },
  );
});
