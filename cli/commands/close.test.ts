import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().given(
    'create One --id t-1',
    'create Two --id t-2 --deps t-1',
    'create Three --id t-3 --deps t-1,t-2',
    'create "If it fails" --id t-f --deps conditional-blocks:t-1',
  );
});
afterEach(() => sandbox.remove());

const usage = (message: string) => ({ stdout: '', stderr: `error: ${message}\n`, code: 2 });

describe('close', () => {
  it('names what is ready then', () => {
    expect(sandbox.bd('close', 't-1', '-r', 'done')).toEqual({
      stdout: '✓  t-1  P2  task  One\n\nready now:\n○  t-2  P2  task  Two\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('show', 't-1', 't-f')).toMatchObject([
      { status: 'closed', outcome: 'pass', close_reason: 'done', worker: 'ann', attempt: 1 },
      { status: 'closed', outcome: 'skipped' },
    ]);
    expect(sandbox.json('close', 't-2')).toMatchObject([{ id: 't-2', ready_now: ['t-3'] }]);
  });

  it('--outcome fail lets go on what runs if it fails, and nothing else', () => {
    expect(sandbox.bd('close', 't-1', '--outcome', 'fail', '--reason', 'no')).toEqual({
      stdout: '✗  t-1  P2  task  One\n\nready now:\n○  t-f  P2  task  If it fails\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('close', 't-2').stderr).toBe(
      'error[GT8302]: "t-2" cannot be closed: t-1 failed\n  = help: "gt why t-2" tells more\n',
    );
  });

  it('--outcome skipped lets others go on', () => {
    expect(sandbox.json('close', 't-1', '--outcome', 'skipped')).toMatchObject([
      { outcome: 'skipped', ready_now: ['t-2'] },
    ]);
  });

  it('several in one go, each able to wait for the one before', () => {
    expect(sandbox.bd('close', 't-1', 't-2', 't-3').stdout).toBe(
      '✓  t-1  P2  task  One\n✓  t-2  P2  task  Two\n✓  t-3  P2  task  Three\n',
    );
  });

  it('none where one cannot be', () => {
    expect(sandbox.bd('close', 't-1', 't-3')).toEqual({
      stdout: '',
      stderr: 'error[GT8302]: "t-3" cannot be closed: it waits for t-2\n  = help: "gt why t-3" tells more\n',
      code: 1,
    });
    expect(sandbox.json('show', 't-1')).toMatchObject([{ status: 'open' }]);
  });

  it('what somebody else works on is not touched', () => {
    sandbox.as('bea', 'update', 't-1', '--claim');
    expect(sandbox.bd('close', 't-1')).toEqual({
      stdout: '',
      stderr:
        'error[GT8307]: "t-1" is claimed by "bea"\n  = help: wait until it is released or its lease has run out\n',
      code: 1,
    });
    expect(sandbox.as('bea', 'close', 't-1').code).toBe(0);
  });

  it('again changes nothing', () => {
    sandbox.bd('close', 't-1', '-r', 'first');
    expect(sandbox.bd('close', 't-1', '-r', 'second').stdout).toBe('✓  t-1  P2  task  One\n');
    expect(sandbox.json('show', 't-1')).toMatchObject([{ close_reason: 'first' }]);
  });

  it('--output keeps what it came to', () => {
    sandbox.write({ 'out.json': '["a", 1]' });
    sandbox.bd('close', 't-1', '--output', '{"files": 2}');
    sandbox.bd('close', 't-2', '--output', '@out.json');
    sandbox.shell("echo '{}' | $GT close t-3 --output -");
    expect(sandbox.json('show', 't-1', 't-2', 't-3')).toMatchObject([
      { output: { files: 2 } },
      { output: ['a', 1] },
      { output: {} },
    ]);
  });

  it('--attempt reports that one; when it is over, that is recorded and refused', () => {
    sandbox.given('update t-1 --claim', 'update t-1 --status open', 'update t-1 --claim');
    const late = sandbox.bd('close', 't-1', '--attempt', '1', '--json');
    const message =
      'attempt 1 of "t-1" is over: attempt 2 has taken its place; what it reports is recorded and changes nothing';
    const help = 'stop working on it; "bd ready" shows what can be worked on';
    expect({ ...late, stdout: JSON.parse(late.stdout) }).toEqual({
      stdout: { error: { code: 'GT8303', message, help } },
      stderr: `error[GT8303]: ${message}\n  = help: ${help}\n`,
      code: 1,
    });
    expect(sandbox.json('show', 't-1')).toMatchObject([{ status: 'in_progress' }]);
    expect(sandbox.json('close', 't-1', '--attempt', '2')).toMatchObject([{ status: 'closed' }]);
  });

  it.each([
    [
      ['t-1', '--outcome', 'done'],
      `option '--outcome <outcome>' argument 'done' is invalid. Allowed choices are pass, fail, skipped; see "bd close --help"`,
    ],
    [
      ['t-1', '--outcome', 'skipped', '--output', '1'],
      '--output has no effect with --outcome skipped; drop one of the two',
    ],
    [
      ['t-1', 't-2', '--attempt', '1'],
      '--attempt is that of one bead, and there are 2; close them one by one',
    ],
    [['t-1', '--attempt', 'one'], '--attempt "one": write a whole number, such as 20'],
    [[], `missing required argument 'ids'; see "bd close --help"`],
  ])('refuses %j', (args, message) => {
    expect(sandbox.bd('close', ...args)).toEqual(usage(message));
  });

  it('refuses an output that is no JSON', () => {
    expect(sandbox.bd('close', 't-1', '--output', '{')).toMatchObject({
      stderr: expect.stringMatching(/^error\[GT8105\]: the output is not valid JSON: /),
      code: 1,
    });
  });
});

describe('reopen', () => {
  it('opens again, and those that nobody has begun wait again', () => {
    sandbox.bd('close', 't-1');
    expect(sandbox.bd('reopen', 't-1', '-r', 'it came back')).toEqual({
      stdout: '○  t-1  P2  task  One\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('list').stdout).toBe(
      '○  t-1  P2  task  One\n●  t-2  P2  task  Two\n●  t-3  P2  task  Three\n',
    );
  });

  it('refuses what is open', () => {
    expect(sandbox.bd('reopen', 't-2').stderr).toBe(
      'error[GT8306]: "t-2" is blocked, and cannot be opened again\n',
    );
  });
});
