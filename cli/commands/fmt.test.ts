import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.js';

const ODD = '# kept\nformula="odd"\n\n\n[[steps]]\n\nid = "a"   # why\nneeds=[ ]\n';
const NEAT = '# kept\nformula = "odd"\n\n[[steps]]\nid = "a" # why\nneeds = []\n';
const DIFF = `--- .beads/formulas/odd.formula.toml
+++ .beads/formulas/odd.formula.toml
@@ -1,8 +1,6 @@
 # kept
-formula="odd"
-
+formula = "odd"
 
 [[steps]]
-
-id = "a"   # why
-needs=[ ]
+id = "a" # why
+needs = []
`;
const PATH = '.beads/formulas/odd.formula.toml';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ odd: ODD, neat: NEAT.replace('"odd"', '"neat"') });
});
afterEach(() => sandbox.remove());
const read = (path: string): string => readFileSync(sandbox.path(path), 'utf8');

describe('gt fmt', () => {
  it('rewrites files in place, keeps their mode and leaves nothing beside them', () => {
    chmodSync(sandbox.path(PATH), 0o640);
    expect(sandbox.gt('fmt')).toEqual({
      stdout: `${PATH}\n`,
      stderr: 'formatted 1 of 2 formulas\n',
      code: 0,
    });
    expect(read(PATH)).toBe(NEAT);
    expect(statSync(sandbox.path(PATH)).mode & 0o777).toBe(0o640);
    expect(readdirSync(sandbox.path('.beads/formulas')).sort()).toEqual([
      'neat.formula.toml',
      'odd.formula.toml',
    ]);
    expect(sandbox.gt('fmt')).toEqual({ stdout: '', stderr: 'formatted 0 of 2 formulas\n', code: 0 });
  });

  it('takes names, files and folders, each formula once', () => {
    const { stdout, stderr } = sandbox.gt('fmt', 'odd', PATH, '.beads', 'neat');
    expect({ stdout, stderr }).toEqual({ stdout: `${PATH}\n`, stderr: 'formatted 1 of 2 formulas\n' });
  });

  it('with --check lists what is not formatted, and writes nothing', () => {
    expect(sandbox.gt('fmt', '--check')).toEqual({
      stdout: `${PATH}\n`,
      stderr: 'checked 2 formulas: 1 to format; "gt fmt" does it\n',
      code: 1,
    });
    expect(read(PATH)).toBe(ODD);
    expect(sandbox.gt('fmt', '--check', 'neat')).toEqual({
      stdout: '',
      stderr: 'checked 1 formula: nothing to format\n',
      code: 0,
    });
  });

  it('with --diff shows what would change, and writes nothing', () => {
    expect(sandbox.gt('fmt', '--diff')).toEqual({
      stdout: DIFF,
      stderr: 'checked 2 formulas: 1 to format; "gt fmt" does it\n',
      code: 0,
    });
    expect(sandbox.gt('fmt', '--diff', '--check').code).toBe(1);
    expect(read(PATH)).toBe(ODD);
  });

  it('reports a file with errors and leaves it alone, and formats the others', () => {
    sandbox.formulas({ bad: 'formula = \n' });
    const { stdout, stderr, code } = sandbox.gt('fmt');
    expect({ stdout, code }).toEqual({ stdout: `${PATH}\n`, code: 1 });
    expect(stderr).toBe(`error[GT1004]: not valid TOML: a value is missing
 --> .beads/formulas/bad.formula.toml:2:1
  |
2 |
  | ^

1 error
formatted 1 of 3 formulas
`);
    expect(read('.beads/formulas/bad.formula.toml')).toBe('formula = \n');
  });

  it('tells it as JSON', () => {
    sandbox.formulas({ bad: 'formula = \n' });
    const { stdout, stderr, code } = sandbox.gt('fmt', '--json', '--diff');
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    expect(JSON.parse(stdout)).toMatchObject({
      formulas: 3,
      errors: 1,
      warnings: 0,
      files: [
        { path: '.beads/formulas/neat.formula.toml', changed: false },
        { path: PATH, changed: true, diff: DIFF },
      ],
      diagnostics: [{ code: 'GT1004' }],
    });
  });

  it('formats stdin to stdout, TOML and JSON', () => {
    sandbox.write({ x: ODD, y: '{"formula":"y","steps":[]}' });
    expect(sandbox.shell('$GT fmt - < x')).toEqual({ stdout: NEAT, stderr: '', code: 0 });
    expect(sandbox.shell('$GT fmt - < y').stdout).toBe('{\n  "formula": "y",\n  "steps": []\n}\n');
    expect(sandbox.shell('$GT fmt --check - < x')).toEqual({
      stdout: '-\n',
      stderr: 'checked 1 formula: 1 to format; "gt fmt" does it\n',
      code: 1,
    });
    expect(sandbox.shell('$GT fmt --json - < x').stdout).toContain(JSON.stringify(NEAT));
  });

  it('drops a byte order mark', () => {
    sandbox.formulas({ neat: `\uFEFF${NEAT.replace('"odd"', '"neat"')}` });
    expect(sandbox.gt('fmt', 'neat').stdout).toBe('.beads/formulas/neat.formula.toml\n');
    expect(read('.beads/formulas/neat.formula.toml').startsWith('# kept')).toBe(true);
  });

  it('keeps a link, and replaces what it leads to', () => {
    symlinkSync('odd.formula.toml', sandbox.path('.beads/formulas/linked.formula.toml'));
    expect(sandbox.gt('fmt', 'linked').code).toBe(0);
    expect(read(PATH)).toBe(NEAT);
    expect(
      readdirSync(sandbox.path('.beads/formulas'), { withFileTypes: true }).filter((each) =>
        each.isSymbolicLink(),
      ),
    ).toHaveLength(1);
  });

  it('says what is wrong with a call', () => {
    expect(sandbox.gt('fmt', '-', 'odd')).toEqual({
      stdout: '',
      stderr: 'error: "-" stands for the only formula, that of stdin; drop it or the other paths\n',
      code: 2,
    });
    expect(sandbox.gt('fmt', 'ood')).toEqual({
      stdout: '',
      stderr:
        'error[GT1001]: no formula is named "ood"\n  = help: did you mean "odd"?\n\n1 error\nformatted 0 of 0 formulas\n',
      code: 1,
    });
    expect(sandbox.gt('fmt', 'nowhere/').code).toBe(3);
  });

  it('leaves the built-in library as it is: it is formatted', () => {
    expect(sandbox.gt('fmt', 'builtin:shiny', '--check').code).toBe(0);
  });
});
