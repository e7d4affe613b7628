import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
const FIELDS = `-l a,b -d old -a bob --notes first --metadata '{"x": 1, "y": "z"}'`;
const begin = (): void => {
  sandbox = new LedgerSandbox().given(
    `create One --id t-1 ${FIELDS}`,
    'create Two --id t-2 --deps t-1',
    'create Epic --id t-e -t epic',
  );
};
const end = (): void => sandbox.remove();

const usage = (message: string) => ({ stdout: '', stderr: `error: ${message}\n`, code: 2 });

describe('update', () => {
  beforeEach(begin);
  afterEach(end);

  it('changes what it is told to, and nothing else', () => {
    const before = sandbox.json('show', 't-1') as Record<string, unknown>[];
    expect(sandbox.bd('update', 't-1', '--title', 'New', '-p', 'P0', '-t', 'bug')).toEqual({
      stdout: '○  t-1  P0  bug  New  @bob\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('show', 't-1')).toEqual([
      { ...before[0], title: 'New', priority: 0, issue_type: 'bug' },
    ]);
  });

  it('a description from a file', () => {
    sandbox.write({ 'body.txt': 'from a file' });
    expect(sandbox.json('update', 't-1', '--body-file', 'body.txt')).toMatchObject([
      { description: 'from a file' },
    ]);
  });

  it('several, all of them or none', () => {
    expect(sandbox.bd('update', 't-1', 't-2', '-p', '0').stdout).toBe(
      '○  t-1  P0  task  One  @bob\n●  t-2  P0  task  Two\n',
    );
    expect(sandbox.bd('update', 't-1', 't-9', '-p', '1').code).toBe(1);
    expect(sandbox.json('show', 't-1')).toMatchObject([{ priority: 0 }]);
  });

  it('--claim, by one only', () => {
    expect(sandbox.as('bea', 'update', 't-1', '--claim').stdout).toBe('◐  t-1  P2  task  One  @bea\n');
    expect(sandbox.as('bea', 'update', 't-1', '--claim').code).toBe(0);
    expect(sandbox.bd('update', 't-1', '--claim')).toEqual({
      stdout: '',
      stderr:
        'error[GT8301]: "t-1" cannot be claimed: bea has it, attempt 1\n  = help: "gt why t-1" tells more\n',
      code: 1,
    });
    expect(sandbox.bd('update', 't-2', '--claim').stderr).toBe(
      'error[GT8301]: "t-2" cannot be claimed: it waits for t-1\n  = help: "gt why t-2" tells more\n',
    );
  });

  it('--status, from each to each that it can be', () => {
    const path = [
      'in_progress',
      'open',
      'blocked',
      'open',
      'deferred',
      'open',
      'in_progress',
      'blocked',
      'open',
    ];
    for (const status of [...path, 'in_progress', 'deferred', 'open', 'closed', 'open'])
      expect(sandbox.json('update', 't-1', '--status', status)).toMatchObject([{ status }]);
    expect(sandbox.bd('update', 't-1', '--status', 'closed').stdout).toBe(
      '✓  t-1  P2  task  One  @bob\n\nready now:\n○  t-2  P2  task  Two\n',
    );
    expect(sandbox.bd('update', 't-e', '--status', 'open').stdout).toBe('○  t-e  P2  epic  Epic\n');
  });

  it('--defer, and no longer', () => {
    expect(sandbox.bd('update', 't-1', '--defer', '2040-01-01').stdout).toBe('❄  t-1  P2  task  One  @bob\n');
    expect(sandbox.bd('update', 't-1', '--defer', '').stdout).toBe('○  t-1  P2  task  One  @bob\n');
    sandbox.given('update t-1 --claim');
    expect(sandbox.bd('update', 't-1', '--defer', '+1d').stderr).toBe(
      'error[GT8306]: "t-1" is claimed, and cannot be deferred\n',
    );
    expect(sandbox.bd('update', 't-2', '--defer', '+1d').stdout).toBe('❄  t-2  P2  task  Two\n');
  });

  it('--parent: it is in there, with the same id', () => {
    expect(sandbox.bd('update', 't-2', '--parent', 't-e').stdout).toBe('●  t-2  P2  task  Two\n');
    expect(sandbox.json('show', 't-e')).toMatchObject([
      { children: ['t-2'], open_children: 1, state: 'blocked' },
    ]);
    expect(sandbox.bd('update', 't-2', '--parent', '').stdout).toBe(
      '●  t-2  P2  task  Two\n\nready now:\n○  t-e  P2  epic  Epic\n',
    );
    expect(sandbox.json('show', 't-e')).toMatchObject([{ children: [], open_children: 0 }]);
    expect(sandbox.bd('update', 't-1', '--parent', 't-2').stderr).toContain(
      'nothing in this circle could ever start: t-1 -> t-2 -> t-1\n',
    );
    sandbox.given('close t-e', 'create Wisp --id t-w --ephemeral');
    expect(sandbox.bd('update', 't-2', '--parent', 't-e').stderr).toContain(
      '"t-2" cannot go into "t-e", which is closed',
    );
    expect(sandbox.bd('update', 't-2', '--parent', 't-w').stderr).toBe(
      'error[GT8115]: the parent of "t-2" cannot be changed: t-w is ephemeral, and it is not\n',
    );
  });
});

// Each of these has a bead of its own.
const EDITS: readonly [string[], object][] = [
  [['-d', 'new'], { description: 'new' }],
  [['-d', ''], { description: undefined }],
  [['--design', 'small', '--acceptance', 'holds'], { design: 'small', acceptance_criteria: 'holds' }],
  [['--notes', 'other'], { notes: 'other' }],
  [['--append-notes', 'more'], { notes: 'first\n\nmore' }],
  [['--notes', '', '--append-notes', 'more'], { notes: 'more' }],
  [['-a', ''], { assignee: undefined }],
  [['-a', 'cat', '--owner', 'dan'], { assignee: 'cat', owner: 'dan' }],
  [
    ['--due', '2030-01-31', '--estimate', '5', '--external-ref', 'gh-1'],
    { due_at: '<moment>', estimated_minutes: 5, external_ref: 'gh-1' },
  ],
  [['--add-label', 'c,a', '--remove-label', 'b'], { labels: ['a', 'c'] }],
  [['--set-labels', 'z', '--add-label', 'y'], { labels: ['y', 'z'] }],
  [['--metadata', '{"n": null}'], { metadata: { n: null } }],
  [['--metadata', ''], { metadata: undefined }],
  [
    ['--set-metadata', 'x=2', '--set-metadata', 'w=a=b', '--set-metadata', 'v=[1]', '--unset-metadata', 'y'],
    { metadata: { x: 2, w: 'a=b', v: [1] } },
  ],
  [['--unset-metadata', 'x', '--unset-metadata', 'y'], { metadata: undefined }],
];

describe('update of one field', () => {
  const id = (args: readonly string[]): string => `t-${EDITS.findIndex(([each]) => each === args)}`;
  beforeAll(() => {
    sandbox = new LedgerSandbox().given(...EDITS.map(([args]) => `create One --id ${id(args)} ${FIELDS}`));
  });
  afterAll(() => sandbox.remove());

  it.each(EDITS)('%j', (args, expected) => {
    const [bead] = sandbox.json('update', id(args), ...args) as [Record<string, unknown>];
    const missing = Object.entries(expected).filter(([, value]) => value === undefined);
    for (const [key] of missing) expect(bead).not.toHaveProperty(key);
    expect(bead).toMatchObject(
      Object.fromEntries(Object.entries(expected).filter(([key]) => !missing.some(([each]) => each === key))),
    );
  });
});

describe('update refuses', () => {
  beforeAll(begin);
  afterAll(end);

  it.each([
    [[], 'what is to change? "bd update --help" shows what can'],
    [['--claim', '--status', 'open'], '--claim and --status exclude each other; drop one of the two'],
    [['--claim', '--defer', '+1d'], '--claim and --defer exclude each other; drop one of the two'],
    [['--status', 'open', '--defer', '+1d'], '--status and --defer exclude each other; drop one of the two'],
    [
      ['-d', 'x', '--body-file', 'y'],
      '--description and --body-file exclude each other; drop one of the two',
    ],
    [['--status', 'inprogress'], '--status: there is no "inprogress"; did you mean "in_progress"?'],
    [['--set-metadata', 'x'], '--set-metadata "x": write --set-metadata KEY=VALUE'],
  ])('%j', (args, message) => {
    expect(sandbox.bd('update', 't-1', ...args)).toEqual(usage(message));
  });

  it('a title that is none', () => {
    expect(sandbox.bd('update', 't-1', '--title', '').stderr).toBe(
      'error[GT8105]: the title is empty; say in a few words what is to be done\n',
    );
  });
});
