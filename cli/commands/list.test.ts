import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

// Lists change nothing: all are of one ledger.
let sandbox: LedgerSandbox;
beforeAll(() => {
  sandbox = new LedgerSandbox().given(
    'create "Ship it" --id t-e -t epic -p 1',
    'create "Fix the login" --id t-e.1 --parent t-e -t bug -p 0 -a bob -l ui,auth --metadata \'{"team":"core"}\'',
    'create "Write docs" --id t-2 -a cat -l docs --due 2030-01-31 --notes "about the LOGIN"',
    'create "Test it" --id t-3 --deps t-e.1 -p 3',
    'create "Renew" --id t-4 --defer 2040-01-01 -l ui',
    'create "Stuck" --id t-5 -p 4 -d "the disk is full"',
    'create "Old" --id t-6 -t chore',
    'create "Sketch" --id t-w --ephemeral',
    'create "Part" --id t-w.1 --parent t-w',
    'update t-2 --claim',
    'update t-5 --status blocked',
    'close t-6 -r done',
  );
});
afterAll(() => sandbox.remove());

const ROWS = {
  e: '●  t-e    P1  epic   Ship it',
  1: '○  t-e.1  P0  bug    Fix the login  @bob',
  2: '◐  t-2    P2  task   Write docs  @ann',
  3: '●  t-3    P3  task   Test it',
  4: '❄  t-4    P2  task   Renew',
  5: '●  t-5    P4  task   Stuck',
  6: '✓  t-6    P2  chore  Old',
} as const;

/** The ids that a command lists, in order. */
function ids(...args: readonly string[]): string[] {
  const { stdout, stderr, code } = sandbox.bd(...args);
  expect({ stderr: stderr.replace('no beads\n', ''), code }).toEqual({ stderr: '', code: 0 });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(/ +/)[1] ?? '');
}

describe('list', () => {
  it('shows what is not closed, by priority, then age', () => {
    const shown = [ROWS[1], ROWS.e, ROWS[2], ROWS[4], ROWS[3], ROWS[5]].map((row) =>
      row.replace('   ', '  '),
    );
    const { stdout, stderr, code } = sandbox.bd('list');
    expect(stdout.replaceAll(/ {2,}/g, '  ')).toBe(
      shown.map((row) => `${row.replaceAll(/ {2,}/g, '  ')}\n`).join(''),
    );
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(sandbox.gt('list').stdout).toBe(stdout);
  });

  it('in columns that fit all', () => {
    expect(sandbox.bd('list', '--all', '--sort', 'id').stdout).toBe(
      [ROWS[2], ROWS[3], ROWS[4], ROWS[5], ROWS[6], ROWS.e, ROWS[1]].map((row) => `${row}\n`).join(''),
    );
  });

  it('--json prints an array of beads', () => {
    expect(sandbox.json('list', '--status=in_progress')).toEqual([
      {
        id: 't-2',
        title: 'Write docs',
        notes: 'about the LOGIN',
        status: 'in_progress',
        state: 'claimed',
        priority: 2,
        issue_type: 'task',
        assignee: 'cat',
        created_by: 'ann',
        labels: ['docs'],
        dependencies: [],
        blockers: 0,
        open_children: 0,
        created_at: '<moment>',
        updated_at: '<moment>',
        started_at: '<moment>',
        due_at: '<moment>',
        ephemeral: false,
        attempt: 1,
        worker: 'ann',
      },
    ]);
    expect(sandbox.bd('list', '--label', 'none', '--json')).toEqual({ stdout: '[]\n', stderr: '', code: 0 });
  });

  it.each<[string, string[]]>([
    ['--status open', ['t-e.1', 't-e', 't-3']],
    ['--status in_progress', ['t-2']],
    ['-s blocked', ['t-5']],
    ['--status deferred', ['t-4']],
    ['--status closed', ['t-6']],
    ['--status blocked,closed', ['t-6', 't-5']],
    ['--status blocked --status closed', ['t-6', 't-5']],
    ['--type bug,epic', ['t-e.1', 't-e']],
    ['--exclude-type task', ['t-e.1', 't-e']],
    ['-p 0,P1', ['t-e.1', 't-e']],
    ['--priority 3 --priority 4', ['t-3', 't-5']],
    ['--assignee bob', ['t-e.1']],
    ['-a bob,cat', ['t-e.1', 't-2']],
    ['--unassigned', ['t-e', 't-4', 't-3', 't-5']],
    ['--label ui', ['t-e.1', 't-4']],
    ['--label ui,auth', ['t-e.1']],
    ['--label-any auth,docs', ['t-e.1', 't-2']],
    ['--exclude-label ui,docs', ['t-e', 't-3', 't-5']],
    ['--parent t-e', ['t-e.1']],
    ['--parent w', ['t-w.1']],
    ['--title LOGIN', ['t-e.1']],
    ['--metadata-field team=core', ['t-e.1']],
    ['--metadata-field team=web', []],
    ['--include-ephemeral --type task --sort id', ['t-2', 't-3', 't-4', 't-5', 't-w', 't-w.1']],
    ['--due-before 2031-01-01', ['t-2']],
    ['--due-before 2029-01-01', []],
    ['--created-after=-1h --type bug', ['t-e.1']],
    ['--created-before=-1h', []],
    ['--updated-after=-1h --type bug', ['t-e.1']],
    ['--updated-before 2020-01-01', []],
    ['--closed-after=-1h', ['t-6']],
    ['--closed-before=-1h', []],
    ['--all --sort created', ['t-e', 't-e.1', 't-2', 't-3', 't-4', 't-5', 't-6']],
    ['--all --sort created --reverse', ['t-6', 't-5', 't-4', 't-3', 't-2', 't-e.1', 't-e']],
    ['--sort id --type task', ['t-2', 't-3', 't-4', 't-5']],
    ['--sort priority --reverse', ['t-5', 't-3', 't-4', 't-2', 't-e', 't-e.1']],
    ['--limit 0 --label docs', ['t-2']],
  ])('%s', (options, expected) => {
    expect(ids('list', ...options.split(' '))).toEqual(expected);
  });

  it('says that there are more', () => {
    expect(sandbox.bd('list', '-n', '1')).toEqual({
      stdout: '○  t-e.1  P0  bug  Fix the login  @bob\n',
      stderr: '1 of 6 beads; --limit 0 shows all\n',
      code: 0,
    });
    expect(sandbox.bd('list', '--limit', '1', '--json').stderr).toBe('1 of 6 beads; --limit 0 shows all\n');
  });

  it.each([
    ['--status in_progres', `--status: there is no "in_progres"; did you mean "in_progress"?`],
    [
      '--status done',
      '--status: there is no "done"; it is one of open, in_progress, blocked, deferred, closed',
    ],
    ['--type bgu', `--type: there is no "bgu"; did you mean "bug"?`],
    ['--exclude-type bgu', `--exclude-type: there is no "bgu"; did you mean "bug"?`],
    ['--limit many', '--limit "many": write a whole number, such as 20'],
    [
      '--all --status open',
      '--all has no effect with --status, which says what is listed; drop one of the two',
    ],
    ['--unassigned --assignee bob', '--unassigned and --assignee exclude each other; drop one of the two'],
    ['--metadata-field team', '--metadata-field "team": write --metadata-field KEY=VALUE'],
    ['--mol t-2', '--mol: "t-2" is no molecule; "--parent" lists what is in a bead'],
    [
      '--sort size',
      `option '--sort <by>' argument 'size' is invalid. Allowed choices are priority, created, updated, closed, id; see "bd list --help"`,
    ],
  ])('refuses %s', (options, message) => {
    expect(sandbox.bd('list', ...options.split(' '))).toEqual({
      stdout: '',
      stderr: `error: ${message}\n`,
      code: 2,
    });
  });

  it('refuses a priority or a date that is none', () => {
    expect(sandbox.bd('list', '-p', 'high').stderr).toBe(
      'error[GT8105]: the priority is from 0, the most urgent, to 4, and not "high"\n',
    );
    expect(sandbox.bd('list', '--due-before', '2030-02-30').stderr).toMatch(
      /^error\[GT8107\]: --due-before "2030-02-30" is no date\n/,
    );
  });
});

describe('search', () => {
  it.each<[string[], string[]]>([
    [['login'], ['t-e.1', 't-2']],
    [['LOGIN', '--type', 'bug'], ['t-e.1']],
    [['DISK'], ['t-5']],
    [['t-6'], ['t-6']],
    [['old', '--status', 'open'], []],
    [
      ['it', '--limit', '0', '--status', 'open'],
      ['t-e', 't-3'],
    ],
  ])('%j', (args, expected) => {
    expect(ids('search', ...args).sort()).toEqual(expected.sort());
  });

  it('shows the newest change first', () => {
    expect(ids('search', 'login')).toEqual(['t-2', 't-e.1']);
  });

  it('refuses a text that is none', () => {
    expect(sandbox.bd('search', ' ')).toEqual({
      stdout: '',
      stderr: 'error: search for what? give a text: search TEXT\n',
      code: 2,
    });
  });
});

describe('stats', () => {
  it('counts beads by status', () => {
    expect(sandbox.bd('stats')).toEqual({
      stdout: `open         3
in_progress  1
blocked      1
deferred     1
closed       1
total        7
ready        1
molecules    0
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('stats')).toEqual({
      total: 7,
      open: 3,
      in_progress: 1,
      blocked: 1,
      deferred: 1,
      closed: 1,
      ready: 1,
      states: { blocked: 2, ready: 1, claimed: 1, held: 1, deferred: 1, closed: 1 },
      molecules: 0,
      stalled: 0,
    });
  });
});
