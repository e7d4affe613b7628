import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().given(
    'create Epic --id t-e -t epic',
    'create One --id t-1 --parent t-e',
    'create Two --id t-2',
    'create Three --id t-3 --deps t-2',
  );
});
afterEach(() => sandbox.remove());

const refusal = (code: string, message: string, help?: string) => ({
  stdout: '',
  stderr: `error[${code}]: ${message}\n${help === undefined ? '' : `  = help: ${help}\n`}`,
  code: 1,
});
const CIRCLE =
  'each waits for the next, as a parent waits for its children; leave one of these dependencies out';

describe('dep add', () => {
  it('lets a bead wait for others; again changes nothing', () => {
    const expected = { stdout: '●  t-1  P2  task  One\n', stderr: '', code: 0 };
    expect(sandbox.bd('dep', 'add', 't-1', 't-2', 't-3')).toEqual(expected);
    expect(sandbox.bd('dep', 'add', 't-1', 't-2')).toEqual(expected);
    expect(sandbox.json('show', 't-1')).toMatchObject([
      {
        state: 'blocked',
        blockers: 2,
        dependencies: [
          { depends_on_id: 't-2', type: 'blocks' },
          { depends_on_id: 't-3', type: 'blocks' },
        ],
      },
    ]);
  });

  it('--type', () => {
    expect(sandbox.bd('dep', 'add', 't-1', 't-2', '-t', 'related').stdout).toBe('○  t-1  P2  task  One\n');
    expect(sandbox.bd('dep', 'add', 't-1', 't-3', '--type', 'waits-for').stdout).toBe(
      '●  t-1  P2  task  One\n',
    );
  });

  it.each<[string, ReturnType<typeof refusal>]>([
    ['t-1 t-1', refusal('GT8110', '"t-1" cannot depend on itself')],
    [
      't-3 t-2 -t related',
      refusal(
        'GT8111',
        '"t-3" already depends on "t-2" as "blocks", and cannot as "related" too',
        '"bd dep remove t-3 t-2" takes the other away',
      ),
    ],
    ['t-2 t-3', refusal('GT8109', 'nothing in this circle could ever start: t-2 -> t-3 -> t-2', CIRCLE)],
    ['t-1 t-e', refusal('GT8109', 'nothing in this circle could ever start: t-1 -> t-e -> t-1', CIRCLE)],
    ['t-1 t-2 -t block', refusal('GT8108', '"block" is no type of dependencies', 'did you mean "blocks"?')],
    [
      't-1 t-zzz',
      refusal(
        'GT8101',
        'there is no bead "t-zzz"',
        '"bd list --all" and "bd search TEXT" show which there are',
      ),
    ],
  ])('refuses %s', (line, expected) => {
    expect(sandbox.bd('dep', 'add', ...line.split(' '))).toEqual(expected);
  });

  it('refuses a circle through many, with the whole way around; what only tells of something makes none', () => {
    sandbox.given('dep add t-e t-3', 'create Four --id t-4 --deps t-1', 'dep add t-2 t-4 -t related');
    expect(sandbox.bd('dep', 'add', 't-2', 't-1')).toEqual(
      refusal('GT8109', 'nothing in this circle could ever start: t-2 -> t-1 -> t-e -> t-3 -> t-2', CIRCLE),
    );
    expect(sandbox.bd('dep', 'add', 't-3', 't-e', '-t', 'related').code).toBe(0);
  });
});

describe('dep remove', () => {
  it('lets it go on', () => {
    expect(sandbox.bd('dep', 'remove', 't-3', 't-2')).toEqual({
      stdout: '○  t-3  P2  task  Three\n',
      stderr: '',
      code: 0,
    });
  });

  it('refuses what is not there', () => {
    expect(sandbox.bd('dep', 'remove', 't-2', 't-3')).toEqual(
      refusal('GT8112', '"t-2" does not depend on "t-3"', '"bd dep list t-2" shows what it depends on'),
    );
  });
});

describe('dep list', () => {
  it('shows both sides, by type', () => {
    sandbox.given('dep add t-3 t-1 -t related', 'dep add t-3 t-e -t conditional-blocks');
    expect(sandbox.bd('dep', 'list', 't-3')).toEqual({
      stdout: `depends on (conditional-blocks)
●  t-e  P2  epic  Epic
depends on (related)
○  t-1  P2  task  One
depends on (blocks)
○  t-2  P2  task  Two
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('dep', 'list', 't-2').stdout).toBe(
      'depended on by (blocks)\n●  t-3  P2  task  Three\n',
    );
    expect(sandbox.json('dep', 'list', 't-1')).toMatchObject({
      dependencies: [],
      dependents: [{ id: 't-3', dependency_type: 'related' }],
    });
  });

  it('of what has none', () => {
    expect(sandbox.bd('dep', 'list', 't-1')).toEqual({ stdout: '', stderr: 'no dependencies\n', code: 0 });
  });
});

describe('dep tree', () => {
  beforeEach(() => {
    sandbox.given(
      'dep add t-e t-3',
      'dep add t-1 t-2',
      'create Four --id t-4 --deps t-e,t-2',
      'dep add t-4 t-3 -t conditional-blocks',
    );
  });

  it('shows what a bead waits for', () => {
    expect(sandbox.bd('dep', 'tree', 't-4')).toEqual({
      stdout: `● t-4  Four
├─ ● t-e  Epic
│  ├─ ● t-3  Three  (shown above)
│  └─ ● t-1  One  (child)
│     ├─ ○ t-2  Two  (shown above)
│     └─ ● t-e  Epic  (parent)  (shown above)
├─ ○ t-2  Two
└─ ● t-3  Three  (conditional-blocks)
   └─ ○ t-2  Two  (shown above)
`,
      stderr: '',
      code: 0,
    });
  });

  it('--direction up shows what waits for it; --depth how far', () => {
    expect(sandbox.bd('dep', 'tree', 't-2', '--direction', 'up', '--depth', '1').stdout).toBe(`○ t-2  Two
├─ ● t-1  One  (more behind it)
├─ ● t-3  Three  (more behind it)
└─ ● t-4  Four
`);
  });

  it('--json is a flat list', () => {
    const common = { priority: 2, outcome: null, repeated: false, cut: false };
    expect(sandbox.json('dep', 'tree', 't-3')).toEqual([
      {
        ...common,
        ...{ id: 't-3', title: 'Three', status: 'open', state: 'blocked' },
        ...{ under: null, depth: 0, dependency_type: null },
      },
      {
        ...common,
        ...{ id: 't-2', title: 'Two', status: 'open', state: 'ready' },
        ...{ under: 't-3', depth: 1, dependency_type: 'blocks' },
      },
    ]);
  });

  it('refuses a depth that is none', () => {
    expect(sandbox.bd('dep', 'tree', 't-3', '--depth', 'far')).toEqual({
      stdout: '',
      stderr: 'error: --depth "far": write a whole number, such as 20\n',
      code: 2,
    });
  });
});

it('dep cycles finds none where none can be', () => {
  expect(sandbox.bd('dep', 'cycles')).toEqual({
    stdout: '',
    stderr: 'looked at 4 beads: no circles\n',
    code: 0,
  });
  expect(sandbox.json('dep', 'cycles')).toEqual([]);
});
