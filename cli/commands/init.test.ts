import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

describe('init', () => {
  it('begins a ledger that git does not see, with the name of the folder before its ids', () => {
    expect(sandbox.bd('init')).toEqual({
      stdout: 'began .beads/beads.db; ids begin with project-\n',
      stderr: '',
      code: 0,
    });
    expect(readFileSync(sandbox.path('.beads/.gitignore'), 'utf8')).toBe('beads.db*\n');
    expect(sandbox.bd('create', 'one', '--silent').stdout).toMatch(/^project-[0-9a-z]{3}\n$/);
  });

  it('--prefix, and again changes nothing', () => {
    expect(sandbox.bd('init', '--prefix', 'api', '--json')).toEqual({
      stdout: '{\n  "path": ".beads/beads.db",\n  "prefix": "api",\n  "created": true\n}\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('init')).toEqual({
      stdout: '.beads/beads.db is there already; ids begin with api-\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('init', '--prefix', 'web')).toEqual({
      stdout: '',
      stderr:
        'error: --prefix web: .beads/beads.db is there already, and its ids begin with api-; leave out --prefix\n',
      code: 2,
    });
  });

  it('in a fresh clone takes up what git has brought', () => {
    sandbox.bd('init', '--prefix', 'api');
    sandbox.bd('create', 'one');
    sandbox.bd('export');
    rmSync(sandbox.path('.beads/beads.db'));
    expect(sandbox.bd('init')).toEqual({
      stdout: 'began .beads/beads.db; ids begin with api-\n',
      stderr: 'made the ledger from issues.jsonl (beads: 1)\n',
      code: 0,
    });
    expect(sandbox.bd('list').stdout).toContain('one');
  });

  it('refuses what cannot stand before an id', () => {
    expect(sandbox.bd('init', '--prefix', 'My App')).toEqual({
      stdout: '',
      stderr: `error[GT8010]: "My App" cannot be the prefix of ids
  = help: a prefix is lowercase letters, digits and -, begins with a letter, and has 32 characters at most
`,
      code: 1,
    });
    expect(existsSync(sandbox.path('.beads'))).toBe(false);
  });
});

describe('which ledger a command opens', () => {
  const NONE = `error[GT8001]: there is no ledger: no .beads/beads.db in "<root>/project" or above it
  = help: begin one with "bd init" in the folder of the project, or name one with --ledger
`;

  it('without one is an error of the environment, told to programs too', () => {
    expect(sandbox.bd('list')).toEqual({ stdout: '', stderr: NONE, code: 3 });
    const { stdout, stderr, code } = sandbox.bd('ready', '--json');
    expect({ told: JSON.parse(stdout), stderr, code }).toEqual({
      told: {
        error: {
          code: 'GT8001',
          message: 'there is no ledger: no .beads/beads.db in "<root>/project" or above it',
          help: 'begin one with "bd init" in the folder of the project, or name one with --ledger',
        },
      },
      stderr: NONE,
      code: 3,
    });
  });

  it('the nearest above', () => {
    sandbox.bd('init', '--prefix', 't');
    sandbox.write({ 'a/b/file': '' });
    expect(sandbox.shell('cd a/b && $GT create one --id t-1').stdout).toBe('○  t-1  P2  task  one\n');
    expect(sandbox.bd('list').stdout).toBe('○  t-1  P2  task  one\n');
  });

  it('--ledger and BEADS_DIR name one: the folder, or what has a .beads in it', () => {
    sandbox.write({ 'a/file': '', 'b/file': '' });
    sandbox.shell('cd a && $GT init --prefix a && $GT create one --id a-1');
    sandbox.shell('cd b && $GT init --prefix b && $GT create two --id b-1');
    expect(sandbox.bd('list', '--ledger', 'a').stdout).toBe('○  a-1  P2  task  one\n');
    expect(sandbox.bd('list', '--ledger', 'b/.beads').stdout).toBe('○  b-1  P2  task  two\n');
    const env = { BEADS_DIR: sandbox.path('b/.beads') };
    expect(sandbox.run('bd', ['list'], { env }).stdout).toBe('○  b-1  P2  task  two\n');
    expect(sandbox.run('bd', ['list', '--ledger', 'a'], { env }).stdout).toBe('○  a-1  P2  task  one\n');
    expect(sandbox.bd('list', '--ledger', 'c')).toEqual({
      stdout: '',
      stderr: `error[GT8009]: there is no ledger in "<root>/project/c": it has no beads.db
  = help: begin one with "bd init" in the folder of the project
`,
      code: 3,
    });
  });

  it('one in memory is empty, and gone afterwards', () => {
    expect(sandbox.bd('create', 'one', '--ledger', ':memory:', '--silent').stdout).toMatch(/^gt-\w{3}\n$/);
    expect(sandbox.bd('list', '--ledger', ':memory:')).toEqual({ stdout: '', stderr: 'no beads\n', code: 0 });
  });
});

describe('in whose name a bead is made', () => {
  const made = (env: Readonly<Record<string, string>>, ...more: string[]): unknown =>
    JSON.parse(sandbox.run('bd', ['create', 'x', '--ledger', ':memory:', '--json', ...more], { env }).stdout)
      .created_by;

  it('--actor, BD_ACTOR, GT_ACTOR, git, the user', () => {
    sandbox.spawn('git', ['init', '--quiet']);
    const env = { GT_ACTOR: 'gus', USER: 'unused' };
    expect(made({ ...env, BD_ACTOR: 'bea' }, '--actor', 'ann')).toBe('ann');
    expect(made({ ...env, BD_ACTOR: 'bea' })).toBe('bea');
    expect(made(env)).toBe('gus');
    sandbox.spawn('git', ['config', 'user.name', 'Gil']);
    expect(made({})).toBe('Gil');
    sandbox.spawn('git', ['config', '--unset', 'user.name']);
    expect(made({})).toBe(sandbox.spawn('id', ['-un']).stdout.trim());
  });

  it('is not empty', () => {
    sandbox.bd('init');
    expect(sandbox.bd('create', 'x', '--actor', ' ')).toEqual({
      stdout: '',
      stderr: 'error: --actor is empty; name who makes the change\n',
      code: 2,
    });
  });
});
