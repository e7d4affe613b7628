import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().given('create one --id t-1', 'create two --id t-2', 'dep add t-2 t-1');
});
afterEach(() => sandbox.remove());

const ID = /t-cv-[0-9a-z]+/g;
const gt = (...args: readonly string[]) => {
  const { stdout, stderr, code } = sandbox.gt(...args);
  return { stdout: stdout.replace(ID, '<convoy>'), stderr: stderr.replace(ID, '<convoy>'), code };
};
const told = (stdout: string) => ({ stdout, stderr: '', code: 0 });

describe('gt convoy', () => {
  it('tracks beads by waves until it lands, and is open again when more is added', () => {
    expect(gt('convoy', 'create', 'Login', 't-1', '2', '--notify', '--human')).toEqual(
      told('<convoy> tracks 2\n'),
    );
    expect(gt('convoy', 'list')).toEqual(told('◐  <convoy>  0 of 2 closed, 1 stranded  Login\n'));
    expect(gt('convoy', 'status', 'Login')).toEqual(
      told(`<convoy>  Login
0 of 2 closed, 1 stranded
tells mayor/, human when it lands

wave 1
  ○  t-1  stranded  one  (it is slung to nobody)

wave 2
  ●  t-2  waiting  two
`),
    );
    expect(sandbox.json('ready')).toMatchObject([{ id: 't-1' }]);
    sandbox.given('update t-1 --claim');
    expect(gt('convoy', 'status', 'Login').stdout).toContain('  ◐  t-1  working  one  @ann\n');
    sandbox.given('close t-1', 'close t-2');
    expect(gt('convoy', 'list')).toEqual({ stdout: '', stderr: 'no open convoys\n', code: 0 });
    expect(gt('convoy', 'list', '--all')).toEqual(told('✓  <convoy>  landed: pass, 2 of 2 closed  Login\n'));
    expect(gt('feed', '--type', 'convoy').stdout).toBe(
      '<moment>  <convoy>  landed: passed; tell mayor/, human  [ann]\n',
    );
    sandbox.given('create three --id t-3');
    expect(gt('convoy', 'add', 'Login', 't-3')).toEqual(told('<convoy> tracks t-3 too, and is open again\n'));
    expect(gt('convoy', 'close', 'Login', '-r', 'not now')).toEqual(told('<convoy> is closed: cancelled\n'));
    expect(gt('convoy', 'status', 'Login').stdout).toContain('closed: cancelled, 2 of 3 closed (not now)\n');
  });

  it('is told to programs', () => {
    gt('convoy', 'create', 'Login', 't-1', 't-2', '--notify', 'api/crew/ann');
    sandbox.given('close t-1');
    const part = { issue_type: 'task', workers: [], rig: null };
    expect(JSON.parse(gt('convoy', 'status', 'Login', '--json').stdout)).toEqual({
      ...{ id: '<convoy>', name: 'Login', status: 'open', landed: false, outcome: null },
      ...{ notify: ['api/crew/ann'], tracked: 2, closed: 1, stranded: 1, waves: [['t-1'], ['t-2']] },
      parts: [
        { id: 't-1', title: 'one', state: 'closed', outcome: 'pass', open_steps: 0, ...part },
        {
          ...{ id: 't-2', title: 'two', state: 'stranded', outcome: null, open_steps: 1, ...part },
          reason: 'it is slung to nobody',
        },
      ],
    });
    expect(JSON.parse(gt('convoy', 'list', '--json').stdout)).toMatchObject([{ id: '<convoy>' }]);
  });

  it('survives an export and an import, and lands there', () => {
    gt('convoy', 'create', 'Login', 't-1', 't-2');
    sandbox.bd('export');
    sandbox.shell('mkdir -p other/.beads && cp .beads/issues.jsonl other/.beads');
    const other = { env: { BEADS_DIR: sandbox.path('other/.beads') } };
    const there = (...args: readonly string[]) =>
      sandbox.run('gt', args, other).stdout.replace(ID, '<convoy>');
    expect(there('convoy', 'list')).toBe('◐  <convoy>  0 of 2 closed, 1 stranded  Login\n');
    there('close', 't-1');
    there('close', 't-2');
    expect(there('convoy', 'list', '--all')).toBe('✓  <convoy>  landed: pass, 2 of 2 closed  Login\n');
    expect(there('doctor')).not.toMatch(/GT860/);
  });

  it('that Beads has written is nothing to work on', () => {
    const line = (id: string, type: string, more = {}) =>
      JSON.stringify({ id, title: id, status: 'open', priority: 2, issue_type: type, ...more });
    sandbox.write({
      'theirs.jsonl': `${line('t-x', 'task')}\n${line('t-cv-theirs', 'convoy', {
        dependencies: [{ issue_id: 't-cv-theirs', depends_on_id: 't-x', type: 'tracks' }],
      })}\n`,
    });
    expect(sandbox.bd('import', 'theirs.jsonl').code).toBe(0);
    expect(sandbox.bd('ready').stdout).not.toContain('convoy');
    sandbox.given('close t-x');
    expect(gt('convoy', 'list', '--all')).toEqual(
      told('✓  <convoy>  landed: pass, 1 of 1 closed  t-cv-theirs\n'.replace('t-cv-theirs', '<convoy>')),
    );
  });

  it('says what is wrong', () => {
    expect(gt('convoy', 'create', 'Empty')).toEqual({
      stdout: '',
      stderr: `error[GT8920]: the convoy "Empty" would track nothing
  = help: name what it is to track: gt convoy create "Empty" ID…
`,
      code: 1,
    });
    gt('convoy', 'create', 'Login', 't-1');
    expect(gt('convoy', 'create', 'Login', 't-2')).toMatchObject({
      stderr: expect.stringContaining('error[GT8924]: an open convoy is called "Login" already: <convoy>\n'),
      code: 1,
    });
    expect(gt('convoy', 'status', 't-1').stderr).toContain('error[GT8922]: "t-1" is no convoy\n');
    expect(gt('convoy', 'create', 'x', 't-1', '--notify', 't-2').stderr).toContain('error[GT8708]');
    expect(sandbox.bd('create', 'x', '-t', 'convoy').stderr).toContain('error[GT8920]');
    expect(sandbox.bd('update', 't-1', '-t', 'convoy').stderr).toContain('error[GT8115]');
  });
});

describe('gt sling', () => {
  beforeEach(() => {
    sandbox.gt('install', 'town');
    sandbox.shell('cd town && for id in 1 2 3; do $GT create "$id" --id "hq-$id"; done');
  });

  it('makes or adds to a convoy where one is named, and slings all that one tracks', () => {
    const convoy = /hq-cv-[0-9a-z]+/g;
    const run = (...args: readonly string[]) => {
      const { stdout, stderr, code } = sandbox.shell(
        `cd town && $GT ${args.map((each) => `'${each}'`).join(' ')}`,
      );
      return { stdout: stdout.replace(convoy, '<convoy>'), stderr: stderr.replace(convoy, '<convoy>'), code };
    };
    expect(run('sling', 'hq-1', '--convoy', 'Login')).toEqual(
      told('hq-1 is slung to no rig (claude), and tracked by <convoy>\n'),
    );
    expect(run('sling', 'hq-2').stdout).toBe('hq-2 is slung to no rig (claude)\n');
    expect(run('convoy', 'add', 'Login', 'hq-2', 'hq-3').stdout).toBe('<convoy> tracks hq-2, hq-3 too\n');
    expect(run('convoy', 'list').stdout).toBe('◐  <convoy>  0 of 3 closed, 1 stranded  Login\n');
    expect(run('sling', 'Login', '--agent', 'codex')).toEqual(
      told('hq-3 is slung to no rig (codex)\nhq-1 was already slung\nhq-2 was already slung\n'),
    );
    expect(run('convoy', 'list').stdout).toBe('◐  <convoy>  0 of 3 closed  Login\n');
    expect(run('sling', 'hq-2', '--convoy', 'Login').stdout).toBe(
      'hq-2 was already slung to no rig (claude), and tracked by <convoy>\n',
    );
    for (const id of ['hq-1', 'hq-2', 'hq-3']) run('close', id);
    const [{ id }] = JSON.parse(sandbox.shell('cd town && $GT convoy list --all --json').stdout) as [
      { id: string },
    ];
    expect(run('sling', id)).toEqual({
      stdout: '',
      stderr: `error[GT8925]: nothing that "<convoy>" tracks can be slung: all of it has closed
  = help: "gt convoy status <convoy>" shows it; "gt convoy add <convoy> ID…" adds to it
`,
      code: 1,
    });
  });
});
