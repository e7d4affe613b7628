import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep } from '../testing/formulas.js';
import { mistake } from '../testing/mistake.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ good: oneStep('good'), odd: oneStep('odd', 'frobnicate = 1') });
});
afterEach(() => sandbox.remove());

const read = (path: string): string => readFileSync(sandbox.path(path), 'utf8');

const ANNOTATION =
  '::error file=.beads/formulas/odd.formula.toml,line=2,col=1,endLine=2,endColumn=11,title=GT2001 unknown-key::unknown key "frobnicate" in the formula\n';

interface Log {
  runs: { results: { ruleId: string; locations: { physicalLocation: { artifactLocation: object } }[] }[] }[];
}
const resultsOf = (text: string) => (JSON.parse(text) as Log).runs[0]?.results ?? [];

describe('--check', () => {
  it('--format github prints annotations to stdout, and nothing where all is well', () => {
    expect(sandbox.gt('cook', '--check', '--format', 'github')).toEqual({
      stdout: ANNOTATION,
      stderr: '',
      code: 1,
    });
    expect(sandbox.gt('cook', '--check', '.beads/formulas/good.formula.toml', '--format', 'github')).toEqual({
      stdout: '',
      stderr: '',
      code: 0,
    });
  });

  it('--format sarif prints a log to stdout, with results or without', () => {
    const { stdout, stderr, code } = sandbox.gt('cook', '--check', '--format', 'sarif');
    expect(resultsOf(stdout)).toMatchObject([
      {
        ruleId: 'GT2001',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: '.beads/formulas/odd.formula.toml', uriBaseId: '%SRCROOT%' },
            },
          },
        ],
      },
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    const good = sandbox.gt('cook', '--check', '.beads/formulas/good.formula.toml', '--format', 'sarif');
    expect(resultsOf(good.stdout)).toEqual([]);
    expect(good.code).toBe(0);
  });

  it('--format json is --json', () => {
    const { stdout } = sandbox.gt('cook', '--check', '--json');
    expect(sandbox.gt('cook', '--check', '--format', 'json').stdout).toBe(stdout);
    expect(sandbox.gt('cook', '--check', '--format', 'json', '--json').stdout).toBe(stdout);
  });

  it.each(['json', 'sarif', 'github'])('-o takes %s to a file', (format) => {
    const { stdout } = sandbox.gt('cook', '--check', '--format', format);
    expect(sandbox.gt('cook', '--check', '--format', format, '-o', 'report')).toEqual({
      stdout: '',
      stderr: 'wrote report\nchecked 2 formulas: 1 error\n',
      code: 1,
    });
    expect(read('report')).toBe(stdout);
  });

  it('-o takes prose to a file', () => {
    const { stderr } = sandbox.gt('cook', '--check');
    sandbox.gt('cook', '--check', '-o', 'report.txt');
    expect(`${read('report.txt')}checked 2 formulas: 1 error\n`).toBe(stderr);
  });

  it('-o is no folder and no formula', () => {
    sandbox.folder('out');
    for (const path of ['out', 'new/'])
      expect(sandbox.gt('cook', '--check', '-o', path)).toEqual({
        stdout: '',
        stderr: `error: -o ${path} is a folder, and the report is one file; name a file\n`,
        code: 2,
      });
    expect(sandbox.gt('cook', '--check', '-o', 'x.formula.toml').code).toBe(2);
    expect(existsSync(sandbox.path('x.formula.toml'))).toBe(false);
  });

  it('names files relative to the folder it runs in', () => {
    expect(sandbox.shell('cd .beads && $GT cook --check --format github').stdout).toBe(
      ANNOTATION.replace('.beads/', ''),
    );
  });
});

describe('cook', () => {
  it('tells findings on stderr in every format', () => {
    expect(sandbox.gt('cook', 'odd', '--format', 'github')).toEqual({
      stdout: '',
      stderr: ANNOTATION,
      code: 1,
    });
    const { stdout, stderr } = sandbox.gt('cook', 'odd', '--format', 'sarif');
    expect(stdout).toBe('');
    expect(resultsOf(stderr)).toHaveLength(1);
    expect(JSON.parse(sandbox.gt('cook', 'odd', '--format', 'json').stderr)).toMatchObject({
      diagnostics: [{ code: 'GT2001' }],
    });
  });

  it('tells nothing where nothing was found', () => {
    const { stdout } = sandbox.gt('cook', 'good');
    for (const format of ['human', 'json', 'sarif', 'github'])
      expect(sandbox.gt('cook', 'good', '--format', format)).toEqual({ stdout, stderr: '', code: 0 });
  });
});

describe('options that have no effect are refused', () => {
  it.each([
    [
      'cook good --json --format sarif',
      '--json means --format json, and --format sarif is given too; drop one of the two',
    ],
    [
      'cook good --stats --format sarif',
      '--stats has no effect with --format sarif, which has no place for times; drop one of the two',
    ],
    [
      'cook --check --stats',
      '--stats has no effect with --check, which only reports findings; drop one of the two',
    ],
  ])('gt %s', (line, message) => {
    const args = line.split(' ');
    expect(sandbox.gt(...args)).toEqual(mistake(args, message));
  });

  it('a format that is not known', () => {
    expect(sandbox.gt('cook', '--format', 'xml').stderr).toBe(
      `error: option '--format <format>' argument 'xml' is invalid. Allowed choices are human, json, sarif, github; see "gt cook --help"\n`,
    );
  });
});
