import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep, SHINY } from './testing/formulas.js';
import { Sandbox } from './testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas({ shiny: SHINY });
});
afterEach(() => sandbox.remove());

describe('a reader who goes away', () => {
  /** More than a pipe holds. */
  const big = (): string =>
    `formula = "big"\n${Array.from({ length: 3000 }, (_, at) => `[[steps]]\nid = "step-${at}"\n`).join('')}`;

  it('head -1 gets its line, and nothing is said', () => {
    sandbox.formulas({ big: big() });
    expect(sandbox.shell('{ $GT cook big; echo "code $?" >&2; } | head -1')).toEqual({
      stdout: '{\n',
      stderr: 'code 0\n',
      code: 0,
    });
  });

  it('who reads nothing at all', () => {
    sandbox.formulas({ big: big() });
    expect(sandbox.shell('{ $GT cook big; echo "code $?" >&2; } | true')).toEqual({
      stdout: '',
      stderr: 'code 0\n',
      code: 0,
    });
  });

  it('findings that nobody reads keep their exit code', () => {
    const many = Array.from({ length: 3000 }, (_, at) => `[[steps]]\nid = "a${at}"\nneeds = ["b${at}"]\n`);
    sandbox.formulas({ broken: `formula = "broken"\n${many.join('')}` });
    expect(sandbox.shell('{ $GT cook broken --json 2>&1 >/dev/null; echo "code $?" >&2; } | true')).toEqual({
      stdout: '',
      stderr: 'code 1\n',
      code: 0,
    });
  });
});

it('a stdout that cannot be written to is an error of the environment', () => {
  sandbox.write({ 'read-only': '' });
  expect(sandbox.shell('$GT cook shiny 1<read-only')).toEqual({
    stdout: '',
    stderr: 'error: cannot write to stdout: it is not open for writing\n',
    code: 3,
  });
});

it('a working folder that is gone', () => {
  expect(sandbox.shell('mkdir gone && cd gone && rmdir ../gone && $GT cook shiny')).toEqual({
    stdout: '',
    stderr: 'error: cannot read ".": the working folder is gone (there is no such file)\n',
    code: 3,
  });
});

describe('where formulas are looked for', () => {
  const searched = (env: Readonly<Record<string, string>>): string | undefined =>
    sandbox.run('gt', ['formula', 'which', 'shiny'], { env }).stdout.split('\n').at(-2);

  it('without settings', () => {
    expect(searched({})).toBe(
      'searched: project (.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)',
    );
  });

  it('an empty HOME is none, and the system is asked', () => {
    expect(searched({ HOME: '' })).toBe(
      'searched: project (.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)',
    );
  });

  it('GT_TOWN_ROOT goes before GT_ROOT, unless it is empty', () => {
    const town = (folder: string): string =>
      `searched: project (.beads/formulas), town (${folder}/.beads/formulas), user (~/.beads/formulas), builtin (the built-in library)`;
    expect(searched({ GT_TOWN_ROOT: '/one', GT_ROOT: '/two' })).toBe(town('/one'));
    expect(searched({ GT_TOWN_ROOT: '', GT_ROOT: '/two' })).toBe(town('/two'));
    expect(searched({ GT_ROOT: '/two' })).toBe(town('/two'));
  });

  it('a formula of the town is cooked', () => {
    sandbox.write({ 'town/.beads/formulas/local.formula.toml': oneStep('local') });
    const env = { GT_TOWN_ROOT: sandbox.path('town') };
    const { stdout, code } = sandbox.run('gt', ['cook', 'local', '--dry-run'], { env });
    expect({ stdout, code }).toEqual({
      stdout: 'local  workflow, 1 step in 1 wave\n\n1  only  Only\n',
      code: 0,
    });
  });
});
