import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';
import { DIST } from '../testing/sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox();
});
afterEach(() => sandbox.remove());

const told = (...lines: readonly string[]) => ({
  stdout: lines.map((line) => `<moment>  ${line}\n`).join(''),
  stderr: '',
  code: 0,
});

const given = (): unknown =>
  sandbox.given(
    'create one --id t-1',
    'create two --id t-2',
    'dep add t-2 t-1',
    'close t-1 -r "it is  done"',
  );

const ALL = [
  't-1  created: one  [ann]',
  't-2  created: two  [ann]',
  't-2  waits for t-1  [ann]',
  't-1  begins  [ann, attempt 1]',
  't-1  passed  [ann, attempt 1]  it is done',
];

describe('gt log', () => {
  it('tells all that has happened, with who did it, in which attempt, and why', () => {
    given();
    expect(sandbox.gt('log')).toEqual(told(...ALL));
    expect(sandbox.gt('log', '-n', '2')).toEqual(told(...ALL.slice(3)));
    expect(sandbox.gt('log', '--mol', '2')).toEqual(told(...ALL.slice(1, 3)));
    expect(sandbox.gt('log', '--type', 'dependency,bead.claimed')).toEqual(told(...ALL.slice(2, 4)));
    expect(sandbox.gt('log', '--since', '1d', '--type', 'dependency')).toEqual(told(...ALL.slice(2, 3)));
  });

  it('tells programs one event a line', () => {
    given();
    const { stdout } = sandbox.gt('log', '--json', '--type', 'bead.closed,dependency');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        ...{
          seq: 3,
          at: '<moment>',
          type: 'dependency.added',
          issue_id: 't-2',
          molecule_id: null,
          actor: 'ann',
        },
        data: { type: 'blocks', on: 't-1' },
      },
      {
        ...{ seq: 5, at: '<moment>', type: 'bead.closed', issue_id: 't-1', molecule_id: null, actor: 'ann' },
        attempt: 1,
        data: { outcome: 'pass', reason: 'it is  done' },
      },
    ]);
  });

  it('says what is wrong with what is asked', () => {
    expect(sandbox.gt('log', '--type', 'convoy.lands')).toMatchObject({
      stderr: 'error: --type: there is no "convoy.lands"; did you mean "convoy.landed"?\n',
      code: 2,
    });
    expect(sandbox.gt('log', '--since', 'soon')).toMatchObject({ code: 2 });
    expect(sandbox.gt('log', '--mol', 't-9')).toMatchObject({ code: 1 });
  });

  it('ends quietly when its reader has seen enough', () => {
    sandbox.given(...Array.from({ length: 1_500 }, (_, at) => `create bead${at}`));
    expect(sandbox.shell('$GT log | head -1')).toMatchObject({ stderr: '', code: 0 });
    expect(sandbox.gt('log').stdout.split('\n')).toHaveLength(1_501);
    expect(sandbox.gt('feed').stdout.split('\n')).toHaveLength(21);
  });
});

describe('gt feed --follow', () => {
  const following = (...args: readonly string[]) => {
    const child = spawn(process.execPath, [join(DIST, 'gt.cjs'), 'feed', '--follow', ...args], {
      cwd: sandbox.path('.'),
      env: { PATH: process.env['PATH'] ?? '', HOME: sandbox.root },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => ((await lines.next()).value as string).replace(/^\S+ {2}/, '');
    return { child, next, ended: once(child, 'exit') };
  };

  it('tells what happens in other processes as it does, until SIGINT', async () => {
    given();
    const { child, next, ended } = following('-n', '1');
    expect(await next()).toBe(ALL.at(-1));
    sandbox.given('create three --id t-3');
    expect(await next()).toBe('t-3  created: three  [ann]');
    sandbox.given('comment t-3 hello', 'close t-3');
    expect([await next(), await next(), await next()]).toEqual([
      't-3  added  [ann]',
      't-3  begins  [ann, attempt 1]',
      't-3  passed  [ann, attempt 1]',
    ]);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  it('ends when nobody reads any more', async () => {
    given();
    const { child, next, ended } = following('--json', '--type', 'bead.created');
    expect(JSON.parse(await next())).toMatchObject({ issue_id: 't-1' });
    child.stdout.destroy();
    sandbox.given('create three --id t-3');
    expect(await ended).toEqual([0, null]);
  });
});
