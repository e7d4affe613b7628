import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginRepository, gitIn } from '../../runtime/testing/repository.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

const GT = { env: { GT_TOWN_ROOT: 'gt' } };
const gt = (...args: readonly string[]) => sandbox.run('gt', args, GT);
const told = (stdout: string) => ({ stdout, stderr: '', code: 0 });

describe('a town', () => {
  it('is made, gets rigs and people, and all of it again changes nothing', () => {
    beginRepository(sandbox.path('../api'));
    expect(sandbox.gt('install', 'gt', '--name', 'Ours')).toEqual(
      told('made the town Ours in gt; "gt rig add" adds repositories to it\n'),
    );
    expect(gt('rig', 'list')).toEqual(told('no rigs; "gt rig add NAME REPO" adds one\n'));
    expect(gt('rig', 'add', 'api', '../api')).toEqual(
      told('added the rig api in gt/api; work begins from main\n'),
    );
    expect(gt('rig', 'list')).toEqual(told('api  main  <root>/api\n'));
    expect(gt('crew', 'add', 'ann', '--rig', 'api')).toEqual(
      told('cloned api for ann into gt/api/crew/ann\n'),
    );
    expect(existsSync(sandbox.path('gt/api/crew/ann/README.md'))).toBe(true);
    expect(sandbox.gt('install', 'gt')).toEqual(told('gt is a town already, called Ours\n'));
    expect(gt('rig', 'add', 'api', '../api')).toEqual(told('the rig api is there already\n'));
    expect(gt('crew', 'add', 'ann', '--rig', 'api')).toEqual(told('gt/api/crew/ann is there already\n'));
  });

  it('is a repository with --git, and its rigs begin from the branch that is named', () => {
    beginRepository(sandbox.path('../api'));
    gitIn(sandbox.path('../api'), 'branch', 'next');
    sandbox.gt('install', 'plain');
    expect(existsSync(sandbox.path('plain/.git'))).toBe(false);
    sandbox.gt('install', 'gt', '--git');
    expect(gitIn(sandbox.path('gt'), 'status', '--porcelain', '--untracked-files=all')).toBe(
      ['.beads/.gitignore', '.gitignore', 'mayor/rigs.json', 'mayor/town.json', 'settings/agents.json']
        .concat('settings/config.json')
        .map((file) => `?? ${file}`)
        .join('\n'),
    );
    expect(gt('rig', 'add', 'api', '../api', '--branch', 'next')).toEqual(
      told('added the rig api in gt/api; work begins from next\n'),
    );
  });

  it('is told to programs', () => {
    beginRepository(sandbox.path('../api'));
    const json = (...args: readonly string[]): unknown => JSON.parse(gt(...args, '--json').stdout);
    expect(json('install', 'gt')).toEqual({ root: '<root>/project/gt', name: 'gt', created: true });
    const rig = {
      name: 'api',
      path: '<root>/project/gt/api',
      repo: '<root>/project/gt/api/.repo.git',
      url: '<root>/api',
      default_branch: 'main',
      prefix: 'api',
    };
    expect(json('rig', 'add', 'api', '../api')).toEqual({ ...rig, created: true });
    expect(json('rig', 'list')).toEqual([rig]);
    expect(json('crew', 'add', 'ann', '--rig', 'api')).toEqual({
      rig: 'api',
      name: 'ann',
      path: '<root>/project/gt/api/crew/ann',
      created: true,
    });
    expect(json('agents')).toContainEqual({
      name: 'codex',
      command: 'codex',
      args: ['exec', '--dangerously-bypass-approvals-and-sandbox'],
      installed: expect.any(Boolean),
    });
  });

  it('has the ledger of all who stand in it', () => {
    sandbox.gt('install', 'gt');
    expect(sandbox.shell('cd gt && $GT create one --silent').stdout).toMatch(/^hq-[0-9a-z]+\n$/);
  });

  it('lists agents, and whether their programs are there', () => {
    sandbox.gt('install', 'gt');
    sandbox.write({
      'gt/settings/agents.json': '{"version": 1, "agents": {"own": {"command": "sh", "args": ["-e"]}}}',
    });
    const { stdout, code } = gt('agents');
    expect(stdout).toMatch(/^claude {4}\S.*$/m);
    expect(stdout).toMatch(/^own +there +sh -e$/m);
    expect(code).toBe(0);
  });
});

describe('what is wrong', () => {
  it('is told with what to do, by exit codes', () => {
    expect(sandbox.gt('rig', 'list')).toEqual({
      stdout: '',
      stderr: `error[GT8701]: there is no town: no mayor/town.json in "<root>/project" or above it
  = help: make one with "gt install PATH", or name one in GT_TOWN_ROOT
`,
      code: 3,
    });
    sandbox.gt('install', 'gt');
    expect(gt('rig', 'add', '../x', '.')).toEqual({
      stdout: '',
      stderr: `error[GT8704]: "../x" cannot be the name of a rig
  = help: a name has letters, digits, _ and -, and does not begin with -; some names are those of folders of the town
`,
      code: 1,
    });
    expect(gt('crew', 'add', 'ann', '--rig', 'api')).toMatchObject({
      stderr: `error[GT8706]: there is no rig "api" in this town
  = help: add one with "gt rig add NAME REPO"
`,
      code: 1,
    });
    expect(gt('crew', 'add', 'ann')).toMatchObject({ code: 2 });
    expect(gt('install', 'gt', '--name', 'Other')).toMatchObject({
      stderr: 'error: --name Other: the town is there already, and is called gt; leave out --name\n',
      code: 2,
    });
    sandbox.write({ 'gt/mayor/rigs.json': '{"version": 1,\n"rig": {}}' });
    expect(gt('rig', 'list')).toMatchObject({
      stderr: `error[GT8703]: <root>/project/gt/mayor/rigs.json:2: unknown key "rig"; did you mean "rigs"?; <root>/project/gt/mayor/rigs.json:1: the key "rigs" is missing
  = help: mend the file by hand; nothing of it counts until then
`,
      code: 3,
    });
  });
});
