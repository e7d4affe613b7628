import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.js';

const FORMULA = `formula = "bake"

[[steps]]
id = "mix"

[[steps]]
id = "bake"
needs = ["mix"]
retry = { max_attempts = 2 }

[[steps]]
id = "eat"
needs = ["bake"]
`;

const TESTS = `[[test]]
name = "a cake is eaten when it is baked"

[test.expect]
outcome = "pass"
order = ["mix < bake < eat"]

[[test]]
name = "nobody eats a burnt cake"

[test.steps.bake]
outcome = "fail"
reason = "it is burnt"

[test.expect]
outcome = "pass"
ran = ["eat"]
within = "2m"
`;

const REPORT = `.beads/formulas/bake.formula-test.toml
  pass  a cake is eaten when it is baked  (3m)
  FAIL  nobody eats a burnt cake  (3m)
        expected: the molecule ends pass
        happened: it is stalled
        expected: "eat" runs
        happened: it never begins; it is open
        expected: all is over within 2m
        happened: it takes 3m
        what happened to these steps:
          1m  bake  bead.claimed  #1  worker="worker-2"
          2m  bake  step.failed  #1  kind="failure"  reason="it is burnt"
          2m  bake  bead.claimed  #2  worker="worker-3"
          3m  bake  step.failed  #2  kind="failure"  reason="it is burnt"  isLast=true
          3m  bake  bead.closed  #2  outcome="fail"  reason="it is burnt"
`;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox().formulas({ bake: FORMULA }).write({
    '.beads/formulas/bake.formula-test.toml': TESTS,
    'formulas/toast.formula.toml': 'formula = "toast"\n\n[[steps]]\nid = "toast"\n',
    'formulas/toast.formula-test.toml': '[[test]]\nname = "is toast"\nexpect = { outcome = "pass" }\n',
    'wrong/bake.formula-test.toml': '[[test]]\nname = "x"\nexpect = { outcom = "pass" }\n',
  });
});
afterAll(() => sandbox.remove());

describe('gt test', () => {
  it('runs the tests of the project, and shows what does not hold', () => {
    expect(sandbox.gt('test')).toEqual({
      stdout: REPORT,
      stderr: '2 formula tests: 1 failed\n',
      code: 1,
    });
  });

  it('runs files, folders, and only what is asked for', () => {
    expect(sandbox.gt('test', 'formulas')).toEqual({
      stdout: 'formulas/toast.formula-test.toml\n  pass  is toast  (1m)\n',
      stderr: '1 formula test: all passed\n',
      code: 0,
    });
    const file = 'formulas/toast.formula-test.toml';
    expect(sandbox.gt('test', file, 'formulas').stderr).toBe('1 formula test: all passed\n');
    expect(sandbox.gt('test', '--filter', 'is eaten')).toMatchObject({
      stderr: '1 formula test: all passed\n',
      code: 0,
    });
    expect(sandbox.gt('test', '.', '--filter', 'toast').stdout).toContain('is toast');
  });

  it('shows what is wrong in a file', () => {
    expect(sandbox.gt('test', 'wrong')).toEqual({
      stdout: '',
      stderr: `error[GT2001]: unknown key "outcom" in [test.expect]
 --> wrong/bake.formula-test.toml:3:12
  |
3 | expect = { outcom = "pass" }
  |            ^^^^^^
  = help: did you mean "outcome" or "outcomes"?
  = fix: rename to "outcome"

1 error
0 formula tests: none ran; 1 file is wrong
`,
      code: 1,
    });
  });

  it('tells machines too', () => {
    const { stdout, code } = sandbox.gt('test', '.', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      tests: 3,
      failed: 1,
      files: [
        {
          path: '.beads/formulas/bake.formula-test.toml',
          formula: 'bake',
          tests: [
            { name: 'a cake is eaten when it is baked', passed: true, seconds: 180, unmet: [], trace: [] },
            { passed: false, unmet: [{ happened: 'it is stalled' }, { steps: ['eat'] }, {}] },
          ],
          diagnostics: [],
        },
        { formula: 'toast', tests: [{ passed: true }] },
        { path: 'wrong/bake.formula-test.toml', tests: [], diagnostics: [{ code: 'GT2001' }] },
      ],
    });
    expect(sandbox.gt('test', '.', '--format', 'junit', '-o', 'tests.xml')).toMatchObject({
      stdout: '',
      stderr: 'wrote tests.xml\n3 formula tests: 1 failed; 1 file is wrong\n',
      code: 1,
    });
    const xml = readFileSync(sandbox.path('tests.xml'), 'utf8');
    expect(xml).toContain('<testsuite name="formula tests" tests="4" failures="2" skipped="0">');
    expect(xml).toContain('<testcase classname="formulas/toast.formula-test.toml" name="is toast"/>');
    expect(xml).toContain('wrong/bake.formula-test.toml:3:12: GT2001 unknown key');
  });

  it('says how it is called where it is called wrongly', () => {
    const refusal = (...args: string[]): unknown[] => {
      const { stdout, stderr, code } = sandbox.gt('test', ...args);
      return [code, stdout + stderr.replace(/;.*\n/s, '')];
    };
    expect(refusal('--filter', 'soup')).toEqual([2, 'error: --filter "soup" selects none of the 2 tests']);
    const formula = 'formulas/toast.formula.toml';
    expect(refusal(formula)).toEqual([2, `error: ${formula} holds no formula tests`]);
    sandbox.folder('empty');
    expect(refusal('empty')).toEqual([2, 'error: there are no formula tests in empty']);
    expect(refusal('-o', formula)).toEqual([2, `error: -o ${formula} has the name of a formula file`]);
    expect(refusal('-o', 'x.formula-test.toml')[0]).toBe(2);
    expect(refusal('--format', 'xml')[0]).toBe(2);
    expect(sandbox.gt('test', 'nowhere')).toMatchObject({ stdout: '', code: 3 });
    const bare = new Sandbox();
    expect(bare.gt('test')).toMatchObject({ code: 2 });
    bare.remove();
  });

  it('is of files that no other command takes for formulas', () => {
    expect(sandbox.gt('formula', 'list').stdout).not.toContain('formula-test');
    expect(sandbox.gt('cook', '--check', '.').stderr).toBe('checked 2 formulas: no errors\n');
    expect(sandbox.gt('lint', '.').stderr).toBe('checked 2 formulas: no errors\n');
    expect(sandbox.gt('fmt', '--check', 'formulas').code).toBe(0);
    expect(sandbox.gt('cook', './formulas/toast.formula-test.toml')).toMatchObject({ stdout: '', code: 1 });
    expect(sandbox.bd('test')).toMatchObject({ code: 2 });
  });
});
