import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeAll(() => {
  sandbox = new LedgerSandbox().given(
    'create Epic --id t-e -t epic',
    'create First --id t-1 -p 3 --parent t-e',
    'create Urgent --id t-2 -p 0 -t bug -a bob -l ui',
    'create "After both" --id t-3 --deps t-1,t-2 --parent t-e',
    'create Ended --id t-4',
    'create "After it" --id t-5 --deps t-4',
    'create "In what waits" --id t-6 --parent t-3',
    'create "Off" --id t-7 --defer 2040-01-01',
    'create Stuck --id t-8',
    'create Sketch --id t-w --ephemeral',
    'close t-4',
    'update t-8 --status blocked',
  );
});
afterAll(() => sandbox.remove());

describe('ready', () => {
  it('lists what can be claimed, by priority, then age', () => {
    expect(sandbox.bd('ready')).toEqual({
      stdout: '○  t-2  P0  bug   Urgent  @bob\n○  t-5  P2  task  After it\n○  t-1  P3  task  First\n',
      stderr: '',
      code: 0,
    });
  });

  it.each<[string, string[]]>([
    ['--limit 1', ['t-2']],
    ['--type task', ['t-5', 't-1']],
    ['--priority 3', ['t-1']],
    ['--assignee bob', ['t-2']],
    ['--unassigned', ['t-5', 't-1']],
    ['--label ui', ['t-2']],
    ['--exclude-label ui --exclude-type bug', ['t-5', 't-1']],
    ['--parent t-e', ['t-1']],
    ['--include-ephemeral', ['t-2', 't-5', 't-w', 't-1']],
  ])('%s', (options, expected) => {
    const beads = sandbox.json('ready', ...options.split(' ')) as { id: string }[];
    expect(beads.map(({ id }) => id)).toEqual(expected);
  });

  it('says that there are more', () => {
    expect(sandbox.bd('ready', '-n', '1').stderr).toBe('the first 1 beads; --limit 0 shows all\n');
    expect(sandbox.bd('ready', '-n', '3').stderr).toBe('');
    expect(sandbox.bd('ready', '--type', 'chore')).toEqual({ stdout: '', stderr: 'no beads\n', code: 0 });
  });

  it('a deferral that is over is none', () => {
    const other = new LedgerSandbox().given('create Soon --id t-1 --defer=-1s');
    expect(other.bd('ready').stdout).toBe('○  t-1  P2  task  Soon\n');
    expect(other.json('ready', '--claim')).toMatchObject([{ id: 't-1', state: 'claimed' }]);
    other.remove();
  });

  it('--explain', () => {
    expect(sandbox.bd('ready', '--explain')).toEqual({
      stdout: `○  t-2  P0  bug   Urgent  @bob
    it waits for nothing
○  t-5  P2  task  After it
    all that it waited for has ended: t-4
○  t-1  P3  task  First
    it waits for nothing

waiting
●  t-e  P2  epic  Epic
    2 open children
●  t-3  P2  task  After both
    t-1 "First"
    t-2 "Urgent"
    1 open child
●  t-6  P2  task  In what waits
    its parent t-3 has not begun
●  t-8  P2  task  Stuck
    somebody has marked it as blocked
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('ready', '--explain', '--type', 'task')).toMatchObject({
      ready: [
        { id: 't-5', reason: 'all that it waited for has ended', resolved_blockers: ['t-4'] },
        { id: 't-1', reason: 'it waits for nothing', resolved_blockers: [] },
      ],
      blocked: [{ id: 't-3', blocked_by_count: 3 }, { id: 't-6' }, { id: 't-8' }],
      summary: { ready: 2, blocked: 3 },
    });
  });

  it.each([
    ['--claim --explain', '--claim and --explain exclude each other; drop one of the two'],
    ['--actor bea', '--actor has no effect without --claim; "ready" changes nothing'],
  ])('refuses %s', (options, message) => {
    expect(sandbox.bd('ready', ...options.split(' '))).toEqual({
      stdout: '',
      stderr: `error: ${message}\n`,
      code: 2,
    });
  });

  it('--claim takes the first that is asked for, until there is none', () => {
    const other = new LedgerSandbox().given(
      'create A --id t-1',
      'create B --id t-2 -p 0',
      'create C --id t-3 -t bug',
    );
    expect(other.bd('ready', '--claim', '--actor', 'bea').stdout).toBe('◐  t-2  P0  task  B  @bea\n');
    expect(other.bd('ready', '--claim', '--type', 'bug').stdout).toBe('◐  t-3  P2  bug  C  @ann\n');
    expect(other.json('ready', '--claim')).toMatchObject([{ id: 't-1', worker: 'ann' }]);
    expect(other.bd('ready', '--claim')).toEqual({ stdout: '', stderr: 'nothing is ready\n', code: 0 });
    other.remove();
  });
});

describe('blocked', () => {
  it('lists what waits, and for what', () => {
    expect(sandbox.bd('blocked')).toEqual({
      stdout: `●  t-e  P2  epic  Epic
    2 open children
●  t-3  P2  task  After both
    t-1 "First"
    t-2 "Urgent"
    1 open child
●  t-6  P2  task  In what waits
    its parent t-3 has not begun
●  t-8  P2  task  Stuck
    somebody has marked it as blocked
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('blocked', '--label', 'ui')).toEqual({
      stdout: '',
      stderr: 'nothing waits\n',
      code: 0,
    });
    expect(sandbox.bd('blocked', '--limit', '1').stderr).toBe('1 of 4 beads; --limit 0 shows all\n');
  });

  it('--json', () => {
    const beads = sandbox.json('blocked') as { id: string; blocked_by: unknown; blocked_by_count: number }[];
    expect(
      beads.map(({ id, blocked_by, blocked_by_count }) => ({ id, blocked_by, blocked_by_count })),
    ).toEqual([
      { id: 't-e', blocked_by: [{ kind: 'children', open: 2 }], blocked_by_count: 1 },
      {
        id: 't-3',
        blocked_by: [
          { kind: 'bead', id: 't-1', title: 'First', priority: 3, type: 'blocks' },
          { kind: 'bead', id: 't-2', title: 'Urgent', priority: 0, type: 'blocks' },
          { kind: 'children', open: 1 },
        ],
        blocked_by_count: 3,
      },
      {
        id: 't-6',
        blocked_by: [{ kind: 'parent', id: 't-3', title: 'After both', priority: 2 }],
        blocked_by_count: 1,
      },
      { id: 't-8', blocked_by: [{ kind: 'hold', hold: 'marked' }], blocked_by_count: 1 },
    ]);
  });
});
