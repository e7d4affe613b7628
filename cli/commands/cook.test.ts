import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep, SHINY, SHINY_TREE } from '../testing/formulas.js';
import { mistake } from '../testing/mistake.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ shiny: SHINY, other: oneStep('other') });
});
afterEach(() => sandbox.remove());

const read = (path: string): string => readFileSync(sandbox.path(path), 'utf8');

describe('what goes to stdout', () => {
  it('is the protomolecule itself in a pipe, the same bytes each time and for both programs', () => {
    const { stdout, stderr, code } = sandbox.gt('cook', 'shiny');
    expect(Object.keys(JSON.parse(stdout) as object).slice(0, 3)).toEqual(['format', 'name', 'type']);
    expect(stdout.endsWith('}\n')).toBe(true);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(sandbox.gt('cook', 'shiny').stdout).toBe(stdout);
    expect(sandbox.gt('cook', 'shiny', '--json').stdout).toBe(stdout);
    expect(sandbox.bd('cook', 'shiny').stdout).toBe(stdout);
    expect(sandbox.gt('cook', '.beads/formulas/shiny.formula.toml').stdout).toBe(stdout);
  });

  it('is an array for several formulas, in the order they are named', () => {
    const { stdout } = sandbox.gt('cook', 'shiny', 'other');
    expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toEqual(['shiny', 'other']);
  });

  it('is the tree with --dry-run', () => {
    expect(sandbox.gt('cook', 'shiny', '--dry-run')).toEqual({ stdout: SHINY_TREE, stderr: '', code: 0 });
  });

  it('is nothing when one of several formulas has an error', () => {
    sandbox.formulas({ broken: 'formula = "broken"\n' });
    const { stdout, code } = sandbox.gt('cook', 'shiny', 'broken');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  });
});

describe('-o', () => {
  it('writes the protomolecule to a file', () => {
    const { stdout } = sandbox.gt('cook', 'shiny');
    expect(sandbox.gt('cook', 'shiny', '-o', 'out.json')).toEqual({
      stdout: '',
      stderr: 'wrote out.json\n',
      code: 0,
    });
    expect(read('out.json')).toBe(stdout);
  });

  it('writes into a folder, a file for each formula, and makes the folder', () => {
    expect(sandbox.gt('cook', 'shiny', 'other', '-o', 'out/deep/')).toEqual({
      stdout: '',
      stderr: 'wrote out/deep/shiny.json\nwrote out/deep/other.json\n',
      code: 0,
    });
    expect(read('out/deep/shiny.json')).toBe(sandbox.gt('cook', 'shiny').stdout);
    sandbox.gt('cook', 'other', '-o', 'out');
    expect(readdirSync(sandbox.path('out'))).toEqual(['deep', 'other.json']);
  });

  it('is no one file for several formulas', () => {
    expect(sandbox.gt('cook', 'shiny', 'other', '-o', 'out.json')).toEqual({
      stdout: '',
      stderr:
        'error: -o out.json is one file, and 2 formulas are to be cooked; name a folder: -o out.json/\n',
      code: 2,
    });
    expect(existsSync(sandbox.path('out.json'))).toBe(false);
  });

  it('does not write two formulas to one file of a folder', () => {
    expect(sandbox.gt('cook', 'shiny', 'builtin:shiny', '-o', 'out/')).toEqual({
      stdout: '',
      stderr: 'error: two formulas would be written to out/shiny.json; cook them one by one\n',
      code: 2,
    });
    expect(existsSync(sandbox.path('out'))).toBe(false);
  });

  it('never takes the place of a formula', () => {
    for (const path of ['.beads/formulas/shiny.formula.toml', 'formulas/new.toml', 'x.formula.json']) {
      const stderr = `error: -o ${path} has the name of a formula file; choose another name\n`;
      expect(sandbox.gt('cook', 'shiny', '-o', path)).toEqual({ stdout: '', stderr, code: 2 });
      expect(sandbox.gt('graph', 'shiny', '-o', path)).toEqual({ stdout: '', stderr, code: 2 });
    }
    expect(read('.beads/formulas/shiny.formula.toml')).toBe(SHINY);
  });

  it('writes nothing when there is an error', () => {
    sandbox.formulas({ broken: 'formula = "broken"\n' });
    expect(sandbox.gt('cook', 'broken', '-o', 'out.json').code).toBe(1);
    expect(existsSync(sandbox.path('out.json'))).toBe(false);
  });

  it.each([
    ['nowhere/out.json', 'there is no folder "nowhere"'],
    ['file/out.json', 'a part of its path is a file, not a folder'],
    ['circle', 'its links lead in a circle'],
  ])('%s cannot be written', (path, reason) => {
    sandbox.write({ file: '' }).link('circle', 'circle');
    const stderr = `error: cannot write "${path}": ${reason}\n`;
    expect(sandbox.gt('cook', 'shiny', '-o', path)).toEqual({ stdout: '', stderr, code: 3 });
  });
});

describe('--emit', () => {
  it('prints what stands after a phase', () => {
    const { stdout, stderr, code } = sandbox.gt('cook', 'other', '--emit', 'check');
    expect(JSON.parse(stdout)).toEqual({ formula: 'other', steps: [{ id: 'only' }] });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('prints it even when there is an error, as long as the phase was reached', () => {
    sandbox.formulas({ broken: 'formula = "broken"\n[[steps]]\nid = "a"\nneeds = ["b"]\n' });
    const { stdout, code } = sandbox.gt('cook', 'broken', '--emit', 'check');
    expect(JSON.parse(stdout)).toEqual({ formula: 'broken', steps: [{ id: 'a', needs: ['b'] }] });
    expect(code).toBe(1);
  });

  it('prints nothing where the phase was not reached, and null for one of several', () => {
    sandbox.formulas({ broken: 'formula = ' });
    const alone = sandbox.gt('cook', 'broken', '--emit', 'check');
    expect([alone.stdout, alone.code]).toEqual(['', 1]);
    const { stdout, code } = sandbox.gt('cook', 'broken', 'other', '--emit', 'check');
    expect(JSON.parse(stdout)).toEqual([null, { formula: 'other', steps: [{ id: 'only' }] }]);
    expect(code).toBe(1);
  });

  it('goes to the file of -o', () => {
    const { stdout } = sandbox.gt('cook', 'shiny', '--emit', 'graph');
    expect(sandbox.gt('cook', 'shiny', '--emit', 'graph', '-o', 'graph.json')).toEqual({
      stdout: '',
      stderr: 'wrote graph.json\n',
      code: 0,
    });
    expect(read('graph.json')).toBe(stdout);
  });
});

describe('--stats', () => {
  /** Times differ from run to run. */
  const untimed = (text: string): string => text.replaceAll(/ +\d+\.\d ms/g, ' N ms');

  it('prints the time of each phase to stderr', () => {
    const { stdout, stderr, code } = sandbox.gt('cook', 'shiny', '--stats', '--dry-run');
    expect(untimed(stderr)).toBe(`shiny
  read, check N ms
  inherit N ms
  expand N ms
  weave N ms
  wire N ms
  graph N ms
  emit N ms
  total N ms
`);
    expect({ stdout, code }).toEqual({ stdout: SHINY_TREE, code: 0 });
  });

  it('has a part for each formula, as far as it came', () => {
    sandbox.formulas({ broken: 'formula = ' });
    const { stderr } = sandbox.gt('cook', 'broken', 'other', '--stats');
    expect(untimed(stderr).split('\nerror[')[0]).toBe(`broken
  read, check N ms
  total N ms
other
  read, check N ms
  inherit N ms
  expand N ms
  weave N ms
  wire N ms
  graph N ms
  emit N ms
  total N ms`);
  });

  it('is part of the one JSON document on stderr with --json', () => {
    const { stderr } = sandbox.gt('cook', 'shiny', 'other', '--stats', '--json', '--var', 'foo=1');
    const { diagnostics, stats } = JSON.parse(stderr) as {
      diagnostics: { code: string }[];
      stats: { formula: string; milliseconds: Record<string, unknown> }[];
    };
    expect(diagnostics.map(({ code }) => code)).toEqual(['GT3008', 'GT3008']);
    expect(stats.map(({ formula }) => formula)).toEqual(['shiny', 'other']);
    expect(Object.entries(stats[0]?.milliseconds ?? {}).map(([phase, time]) => [phase, typeof time])).toEqual(
      ['read, check', 'inherit', 'expand', 'weave', 'wire', 'graph', 'emit', 'total'].map((phase) => [
        phase,
        'number',
      ]),
    );
  });
});

it('--json prints findings as one JSON document on stderr, and nothing when there are none', () => {
  expect(sandbox.gt('cook', 'shiny', '--json').stderr).toBe('');
  const { stdout, stderr, code } = sandbox.gt('cook', 'shinny', 'othr', '--json');
  expect(JSON.parse(stderr)).toEqual({
    diagnostics: [
      {
        code: 'GT1001',
        name: 'unknown-formula',
        severity: 'error',
        message: 'no formula is named "shinny"',
        help: 'did you mean "shiny"?',
        related: [],
      },
      {
        code: 'GT1001',
        name: 'unknown-formula',
        severity: 'error',
        message: 'no formula is named "othr"',
        help: 'did you mean "other"?',
        related: [],
      },
    ],
  });
  expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
});

describe('no option is without effect', () => {
  const cases: readonly [string, string][] = [
    ['--dry-run --json', '--json has no effect with --dry-run, which only shows the graph as a tree'],
    ['--dry-run -o x', '-o has no effect with --dry-run, which only shows the graph as a tree'],
    ['--dry-run --emit read', '--emit has no effect with --dry-run, which only shows the graph as a tree'],
    ['--check --emit read', '--emit has no effect with --check, which only reports findings'],
    ['--check --dry-run', '--dry-run has no effect with --check, which only reports findings'],
    ['--check --stats', '--stats has no effect with --check, which only reports findings'],
  ];

  it.each(cases)('%s', (options, message) => {
    const args = ['cook', 'shiny', ...options.split(' ')];
    expect(sandbox.gt(...args)).toEqual(mistake(args, `${message}; drop one of the two`));
  });

  it.each([
    ['chekc', '--emit: there is no phase "chekc"; did you mean "check"?'],
    [
      'everything',
      '--emit: there is no phase "everything"; the phases are read, check, inherit, expand, weave, wire, graph, emit',
    ],
  ])('--emit %s', (phase, mistake) => {
    expect(sandbox.gt('cook', 'shiny', '--emit', phase)).toEqual({
      stdout: '',
      stderr: `error: ${mistake}\n`,
      code: 2,
    });
  });

  it('a --search-path that is not there, or is a file', () => {
    for (const args of [
      ['cook', 'shiny'],
      ['formula', 'list'],
      ['graph', 'shiny'],
      ['cook', '--check'],
    ])
      expect(sandbox.gt(...args, '--search-path', 'nowhere')).toEqual({
        stdout: '',
        stderr: 'error: cannot read "nowhere": there is no such folder\n',
        code: 3,
      });
    sandbox.write({ file: '' });
    expect(sandbox.gt('cook', 'shiny', '--search-path', 'file')).toEqual({
      stdout: '',
      stderr: 'error: cannot read "<root>/project/file": it is not a folder\n',
      code: 3,
    });
  });
});

it('names the program in what it says, by which it was called', () => {
  expect(sandbox.gt('cook')).toEqual({
    stdout: '',
    stderr:
      'error: which formula? name one, or a file: gt cook NAME|FILE...; "gt formula list" shows what is there\n',
    code: 2,
  });
  expect(sandbox.bd('cook').stderr).toBe(
    'error: which formula? name one, or a file: bd cook NAME|FILE...; "bd formula list" shows what is there\n',
  );
});
