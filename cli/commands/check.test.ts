import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep, SHINY } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

const unknownKey = (name: string): string => oneStep(name, 'frobnicate = 1');
const finding = (path: string): string => `error[GT2001]: unknown key "frobnicate" in the formula
 --> ${path}:2:1
  |
2 | frobnicate = 1
  | ^^^^^^^^^^
`;

describe('gt cook --check', () => {
  it('says how much it checked when all is well', () => {
    sandbox.formulas({ shiny: SHINY, other: oneStep('other') });
    for (const paths of [[], ['.'], ['.beads/formulas'], ['.beads']])
      expect(sandbox.gt('cook', '--check', ...paths)).toEqual({
        stdout: '',
        stderr: 'checked 2 formulas: no errors\n',
        code: 0,
      });
    expect(sandbox.gt('cook', '--check', '.beads/formulas/shiny.formula.toml').stderr).toBe(
      'checked 1 formula: no errors\n',
    );
  });

  it('reports all findings of all files, in order', () => {
    sandbox
      .formulas({ b: unknownKey('b'), a: unknownKey('a'), good: SHINY.replace('shiny', 'good') })
      .write({ 'sub/formulas/c.toml': unknownKey('c') });
    expect(sandbox.gt('cook', '--check', '.')).toEqual({
      stdout: '',
      stderr: `${finding('.beads/formulas/a.formula.toml')}
${finding('.beads/formulas/b.formula.toml')}
${finding('sub/formulas/c.toml')}
3 errors
checked 4 formulas: 3 errors
`,
      code: 1,
    });
  });

  it('reports what a parent has once, and goes on behind what cannot be read', () => {
    sandbox
      .formulas({
        parent: unknownKey('parent'),
        one: oneStep('one', 'extends = "parent"').replace('only', 'first'),
        two: oneStep('two', 'extends = "parent"').replace('only', 'first'),
      })
      .link('.beads/formulas/circle.formula.toml', 'circle.formula.toml');
    expect(sandbox.gt('cook', '--check', 'nowhere', '.beads')).toEqual({
      stdout: '',
      stderr: `error[GT1002]: cannot read "nowhere": there is no such file or folder

error[GT1002]: cannot read ".beads/formulas/circle.formula.toml": its links lead in a circle

${finding('.beads/formulas/parent.formula.toml')}
3 errors
checked 4 formulas: 3 errors
`,
      code: 3,
    });
  });

  it('is an error where there is nothing to check', () => {
    sandbox.folder('empty').write({ 'notes.toml': '' });
    expect(sandbox.gt('cook', '--check', 'empty')).toEqual({
      stdout: '',
      stderr: `error[GT1017]: there are no formulas in "empty"
  = help: formula files are named NAME.formula.toml or NAME.formula.json, or NAME.toml in a folder "formulas"

1 error
checked 0 formulas: 1 error
`,
      code: 1,
    });
    expect(sandbox.gt('cook', '--check', 'notes.toml')).toEqual({
      stdout: '',
      stderr: `error[GT1011]: "notes.toml" is not a formula file
  = help: formula files are named NAME.formula.toml or NAME.formula.json, or NAME.toml in a folder "formulas"; elsewhere NAME.toml has to say formula = "NAME"

1 error
checked 1 formula: 1 error
`,
      code: 1,
    });
  });

  it('is stricter than cooking: TOML is read by both parsers', () => {
    // One table defined in two ways, which the faster parser lets pass.
    sandbox.formulas({ it: 'formula = "it"\n[vars]\nx.default = "1"\n[vars.x]\n[[steps]]\nid = "a"\n' });
    expect(sandbox.gt('cook', '--check', '.beads').code).toBe(1);
  });

  it('needs no values, unless the mode asks for them', () => {
    sandbox.formulas({ it: oneStep('it', '[vars.version]', 'required = true') });
    expect(sandbox.gt('cook', '--check', '.beads').code).toBe(0);
    expect(sandbox.gt('cook', '--check', '.beads', '--mode', 'runtime').code).toBe(1);
    expect(sandbox.gt('cook', '--check', '.beads', '--mode', 'runtime', '--var', 'version=1').code).toBe(0);
  });

  it('--json prints one document to stdout', () => {
    sandbox.formulas({ it: unknownKey('it'), other: oneStep('other') });
    const { stdout, stderr, code } = sandbox.gt('cook', '--check', '.', '--json', '--var', 'foo=1');
    const { diagnostics, ...counts } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
    expect(counts).toEqual({ formulas: 2, errors: 1, warnings: 2 });
    expect(diagnostics.map((each) => each.code)).toEqual(['GT2001', 'GT3008', 'GT3008']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
  });
});
