import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep, SHINY } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

const read = (name: string): string =>
  readFileSync(sandbox.path(`.beads/formulas/${name}.formula.toml`), 'utf8');

const unused = (name: string): string => oneStep(name, '[vars]', 'v = "1"');
const finding = (
  name: string,
  severity = 'warning',
): string => `${severity}[GT7001]: nothing in "${name}" uses the variable "v"
 --> .beads/formulas/${name}.formula.toml:3:1
  |
3 | v = "1"
  | ^
  = help: write {{v}} where its value belongs, or drop its declaration
`;
const twice = (name: string): string =>
  `${SHINY.replace('shiny', name).replace('needs = ["test"]', 'needs = ["design", # why\n  "test", "test"]')}`;

describe('gt lint', () => {
  it('says how much it looked at when all is well', () => {
    sandbox.formulas({ shiny: SHINY });
    for (const names of [[], ['.'], ['shiny'], ['.beads/formulas/shiny.formula.toml']])
      expect(sandbox.gt('lint', ...names)).toEqual({
        stdout: '',
        stderr: 'checked 1 formula: no errors\n',
        code: 0,
      });
  });

  it('reports findings of all formulas, and errors in place of those', () => {
    sandbox.formulas({ a: unused('a'), b: `${unused('b')}frobnicate = 1\n` });
    expect(sandbox.gt('lint')).toEqual({
      stdout: '',
      stderr: `${finding('a')}
error[GT2001]: unknown key "frobnicate" in step "only"
 --> .beads/formulas/b.formula.toml:6:1
  |
6 | frobnicate = 1
  | ^^^^^^^^^^

1 error and 1 warning
checked 2 formulas: 1 error
`,
      code: 1,
    });
  });

  it('reports of a file that was not asked for nothing but its errors', () => {
    const child = 'formula = "child"\nextends = "base"\n[[steps]]\nid = "more"\n';
    sandbox.formulas({ base: unused('base'), child });
    expect(sandbox.gt('lint', 'child').stderr).toBe('checked 1 formula: no errors\n');
  });

  it('knows what heirs make use of, asked for or not', () => {
    const child = 'formula = "child"\nextends = "base"\n[[steps]]\nid = "more"\ntitle = "{{v}}"\n';
    sandbox.formulas({ base: unused('base'), child });
    expect(sandbox.gt('lint', 'base').stderr).toBe('checked 1 formula: no errors\n');
    expect(sandbox.gt('lint').stderr).toBe('checked 2 formulas: no errors\n');
    sandbox.formulas({ child: child.replace('{{v}}', 'none') });
    expect(sandbox.gt('lint').stderr).toContain(finding('base'));
  });

  it('is one of gt alone', () => {
    expect(sandbox.bd('lint')).toMatchObject({ code: 2 });
  });
});

describe('levels', () => {
  it('come from .beads/gt.toml, and before that from --rule', () => {
    sandbox.formulas({ a: unused('a') }).write({ '.beads/gt.toml': '[lint]\nunused-variable = "error"\n' });
    expect(sandbox.gt('lint')).toMatchObject({
      stderr: `${finding('a', 'error')}\n1 error\nchecked 1 formula: 1 error\n`,
      code: 1,
    });
    expect(sandbox.gt('lint', '--rule', 'unused-variable=off')).toMatchObject({
      stderr: 'checked 1 formula: no errors\n',
      code: 0,
    });
    const { stderr } = sandbox.gt('lint', '--rule', 'GT7001=warning', '--rule', 'missing-title=warning');
    expect(stderr).toContain(finding('a'));
    expect(stderr).toContain('warning[GT7007]: step "only" has no title');
  });

  it.each([
    ['never-run=off', 'there is no rule "never-run"; did you mean "never-runs"?'],
    ['never-runs=waring', 'there is no level "waring"; did you mean "warning"?'],
    ['never-runs', 'there is no level ""; the levels are off, warning, error'],
  ])('are refused when they are none: %s', (rule, said) => {
    expect(sandbox.gt('lint', '--rule', rule)).toEqual({
      stdout: '',
      stderr: `error: --rule ${rule}: ${said}\n`,
      code: 2,
    });
  });

  it('are reported when the configuration is wrong, whichever command reads it', () => {
    sandbox.formulas({ shiny: SHINY }).write({ '.beads/gt.toml': '[lint]\nunsued-variable = "off"\n' });
    for (const command of [['lint'], ['cook', 'shiny'], ['cook', '--check'], ['graph', 'shiny']]) {
      const { stderr, code } = sandbox.gt(...command);
      expect([stderr, code]).toEqual([
        expect.stringContaining('error[GT2001]: unknown key "unsued-variable" in [lint]'),
        1,
      ]);
    }
  });
});

describe('types of steps of the project', () => {
  it('are known to every command', () => {
    sandbox.formulas({ a: `${oneStep('a')}type = "audit"\n` });
    expect(sandbox.gt('cook', 'a').stderr).toContain('error[GT2004]: "audit" is not a value of "type"');
    sandbox.write({ '.beads/gt.toml': '[types]\nstep_types = ["audit"]\n' });
    expect(JSON.parse(sandbox.gt('cook', 'a').stdout)).toMatchObject({ steps: [{ type: 'audit' }] });
    for (const command of [['lint'], ['cook', '--check'], ['graph', 'a'], ['formula', 'show', 'a']])
      expect([command, sandbox.gt(...command).code]).toEqual([command, 0]);
    sandbox.formulas({ a: `${oneStep('a')}type = "audi"\n` });
    expect(sandbox.gt('cook', 'a').stderr).toContain('did you mean "audit"?');
  });
});

describe('--fix', () => {
  it('rewrites files, and tells what it did', () => {
    sandbox.formulas({ a: twice('a'), b: SHINY.replace('shiny', 'b') });
    expect(sandbox.gt('lint', '--fix')).toEqual({
      stdout: '',
      stderr: `fixed .beads/formulas/a.formula.toml: drop the second "test"
warning[GT7003]: step "submit" waits for "design" anyway, through "test"
  --> .beads/formulas/a.formula.toml:18:10
   |
18 | needs = ["design", # why
   |          ^^^^^^^^

1 warning
checked 2 formulas: no errors
`,
      code: 0,
    });
    expect(read('a')).toBe(twice('a').replace(', "test"]', ']'));
    expect(read('b')).toBe(SHINY.replace('shiny', 'b'));
    expect(sandbox.gt('lint', '--fix').stderr).not.toContain('fixed');
  });

  it('goes on until nothing is left: one fix may uncover another', () => {
    const text = SHINY.replace('needs = ["test"]', 'needs = ["design", "implement", "test", "test"]');
    sandbox.formulas({ shiny: text });
    expect(sandbox.gt('lint', '--fix').stderr).toBe(
      `fixed .beads/formulas/shiny.formula.toml: drop "design" from "needs", drop "implement" from "needs", drop the second "test"
checked 1 formula: no errors
`,
    );
    expect(read('shiny')).toBe(SHINY);
  });

  it('mends what cooking warns of, where the meaning stays', () => {
    const text = oneStep('a', '[vars.v]', 'required = true', 'default = "1"');
    sandbox.formulas({ a: `${text}title = "{{v}}"\n` });
    expect(sandbox.gt('lint', '--fix').stderr).toBe(
      'fixed .beads/formulas/a.formula.toml: drop "required"\nchecked 1 formula: no errors\n',
    );
    expect(read('a')).toBe(`${text.replace('required = true\n', '')}title = "{{v}}"\n`);
  });

  it('shows with --dry-run what it would do, and does not do it', () => {
    const text = SHINY.replace('needs = ["test"]', 'needs = ["test", "test"]');
    sandbox.formulas({ shiny: text });
    const { stdout, stderr, code } = sandbox.gt('lint', '--fix', '--dry-run');
    expect(stdout).toContain('-needs = ["test", "test"]\n+needs = ["test"]\n');
    expect(stderr).toBe(`would fix .beads/formulas/shiny.formula.toml: drop the second "test"
checked 1 formula: no errors
`);
    expect(code).toBe(0);
    expect(read('shiny')).toBe(text);
    const { fixed } = JSON.parse(sandbox.gt('lint', '--fix', '--dry-run', '--json').stdout) as {
      fixed: unknown;
    };
    expect(fixed).toEqual([
      { path: '.beads/formulas/shiny.formula.toml', fixes: ['drop the second "test"'], diff: stdout },
    ]);
  });

  it('keeps a byte order mark and line ends, and leaves files with errors alone', () => {
    const text = `\uFEFF${twice('a').replaceAll('\n', '\r\n')}`;
    const wrong = `${twice('wrong')}frobnicate = 1\n`;
    sandbox.formulas({ a: text, wrong });
    expect(sandbox.gt('lint', '--fix').code).toBe(1);
    expect(read('a')).toBe(text.replace(', "test"]', ']'));
    expect(read('wrong')).toBe(wrong);
  });

  it('leaves what changes the meaning to the author', () => {
    const text = oneStep('a', '[vars]', 'v = "1"').replace('id = "only"', 'id = "only"\ntitle = "{v}"');
    sandbox.formulas({ a: text });
    const { stderr } = sandbox.gt('lint', '--fix');
    expect(stderr).toContain('= fix: write {{v}}');
    expect(read('a')).toBe(text);
  });

  it('does not touch the built-in library, and --dry-run alone is refused', () => {
    expect(sandbox.gt('lint', 'builtin:shiny', '--fix')).toMatchObject({ code: 0 });
    expect(sandbox.gt('lint', '--dry-run')).toEqual({
      stdout: '',
      stderr: 'error: --dry-run has no effect without --fix; drop it, or add --fix\n',
      code: 2,
    });
  });
});

describe('formats', () => {
  it('--json is one document on stdout', () => {
    sandbox.formulas({ a: unused('a') });
    const { stdout, stderr, code } = sandbox.gt('lint', '--json');
    const { diagnostics, ...counts } = JSON.parse(stdout) as {
      diagnostics: { code: string; name: string }[];
    };
    expect(counts).toEqual({ formulas: 1, errors: 0, warnings: 1 });
    expect(diagnostics.map(({ code, name }) => [code, name])).toEqual([['GT7001', 'unused-variable']]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('--format takes those of cook --check', () => {
    sandbox.formulas({ a: unused('a') });
    expect(sandbox.gt('lint', '--format', 'github').stdout).toMatch(
      /^::warning file=\.beads\/formulas\/a\.formula\.toml/,
    );
    expect(JSON.parse(sandbox.gt('lint', '--format', 'sarif').stdout)).toMatchObject({ version: '2.1.0' });
  });
});
