import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

// `show` changes nothing: all is of one ledger.
let sandbox: LedgerSandbox;
beforeAll(() => {
  sandbox = new LedgerSandbox().given(
    'create "Ship it" --id t-epic -t epic -p 1',
    'create "Design" --id t-1 --parent t-epic -a bob --owner cat -l ui,auth --estimate 30 --external-ref gh-9 -d "First\nsecond"',
    `update t-1 --design small --acceptance "it holds" --notes known --due 2030-01-31 --metadata '{"a":[1]}' --claim`,
    'create "Build" --id t-2 --parent t-epic --deps t-1',
    'create "If it fails" --id t-3 --deps conditional-blocks:t-1,related:t-2',
    "comment t-1 'seen\ntwice'",
    'create "Done" --id t-bcd',
    `close t-bcd -r "as planned" --output '{"files":["a"]}'`,
    'create "Put off" --id t-bce --defer 2030-01-01',
  );
});
afterAll(() => sandbox.remove());

describe('show', () => {
  it('a bead with everything', () => {
    expect(sandbox.bd('show', 't-1')).toEqual({
      stdout: `◐ t-1  Design
  status     in_progress (claimed)
  type       task
  priority   P2
  assignee   bob
  owner      cat
  worker     ann
  attempt    1
  labels     auth, ui
  parent     t-epic Ship it
  due        <moment>
  estimate   30 min
  reference  gh-9
  metadata   {"a":[1]}
  created    <moment> by ann
  started    <moment>

description
  First
  second

design
  small

acceptance
  it holds

notes
  known

needed by
  ●  t-2  P2  task  Build

run if this fails
  ●  t-3  P2  task  If it fails

comments
  ann, <moment>
    seen
    twice
`,
      stderr: '',
      code: 0,
    });
  });

  it('several, and what each waits for', () => {
    expect(sandbox.bd('show', 't-epic', 't-3')).toEqual({
      stdout: `● t-epic  Ship it
  status     open (blocked)
  waits for  2 open children
  type       epic
  priority   P1
  created    <moment> by ann

children
  ◐  t-1  P2  task  Design  @ann
  ●  t-2  P2  task  Build

● t-3  If it fails
  status     open (blocked)
  waits for  t-1 "Design" (conditional-blocks)
  type       task
  priority   P2
  created    <moment> by ann

runs if one of these fails
  ◐  t-1  P2  task  Design  @ann

related
  ●  t-2  P2  task  Build
`,
      stderr: '',
      code: 0,
    });
  });

  it('one that has closed, and one that is put off', () => {
    expect(sandbox.bd('show', 'bcd', 'bce').stdout).toBe(`✓ t-bcd  Done
  status    closed (pass)
  reason    as planned
  type      task
  priority  P2
  worker    ann
  attempt   1
  created   <moment> by ann
  started   <moment>
  closed    <moment>

output
  {
    "files": [
      "a"
    ]
  }

❄ t-bce  Put off
  status     deferred
  waits for  until <moment>
  type       task
  priority   P2
  created    <moment> by ann
`);
  });

  it('--json', () => {
    expect(sandbox.json('show', 't-1', 't-bcd')).toEqual([
      {
        id: 't-1',
        title: 'Design',
        description: 'First\nsecond',
        design: 'small',
        acceptance_criteria: 'it holds',
        notes: 'known',
        status: 'in_progress',
        state: 'claimed',
        priority: 2,
        issue_type: 'task',
        assignee: 'bob',
        owner: 'cat',
        created_by: 'ann',
        labels: ['auth', 'ui'],
        parent: 't-epic',
        dependencies: [],
        blockers: 0,
        open_children: 0,
        created_at: '<moment>',
        updated_at: '<moment>',
        started_at: '<moment>',
        due_at: '<moment>',
        estimated_minutes: 30,
        external_ref: 'gh-9',
        metadata: { a: [1] },
        ephemeral: false,
        attempt: 1,
        worker: 'ann',
        dependents: [
          { issue_id: 't-2', depends_on_id: 't-1', type: 'blocks' },
          { issue_id: 't-3', depends_on_id: 't-1', type: 'conditional-blocks' },
        ],
        children: [],
        comments: [{ author: 'ann', text: 'seen\ntwice', created_at: '<moment>' }],
      },
      {
        id: 't-bcd',
        title: 'Done',
        status: 'closed',
        state: 'closed',
        outcome: 'pass',
        priority: 2,
        issue_type: 'task',
        created_by: 'ann',
        labels: [],
        dependencies: [],
        blockers: 0,
        open_children: 0,
        created_at: '<moment>',
        updated_at: '<moment>',
        started_at: '<moment>',
        closed_at: '<moment>',
        close_reason: 'as planned',
        ephemeral: false,
        attempt: 1,
        worker: 'ann',
        output: { files: ['a'] },
        dependents: [],
        children: [],
        comments: [],
      },
    ]);
  });

  it('shows nothing that a terminal would obey', () => {
    const other = new LedgerSandbox();
    other.bd('create', 'red \u001b[31m', '--id', 't-1', '-d', 'bell \u0007\nturned \u202e', '-a', 'a\u001bb');
    const { stdout } = other.bd('show', 't-1');
    other.remove();
    expect(stdout).toContain('t-1  red ␛[31m\n');
    expect(stdout).toContain('  bell ␇\n  turned \\u{202e}\n');
    expect(stdout).toContain('a␛b\n');
  });
});

describe('an id', () => {
  it.each([
    ['t-bcd', 't-bcd'],
    ['bcd', 't-bcd'],
    ['epi', 't-epic'],
    ['EPIC', 't-epic'],
  ])('%j means %s', (text, id) => {
    expect(sandbox.json('show', text)).toMatchObject([{ id }]);
  });

  it.each([
    ['bc', 'GT8102', '"bc" could be "t-bcd", "t-bce"', 'give more of the id'],
    ['t-bcf', 'GT8101', 'there is no bead "t-bcf"', 'did you mean "t-bcd" or "t-bce"?'],
    ['zzz', 'GT8101', 'there is no bead "zzz"', '"bd list --all" and "bd search TEXT" show which there are'],
    ['', 'GT8101', 'there is no bead ""', '"bd list --all" and "bd search TEXT" show which there are'],
  ])('%j is refused', (text, code, message, help) => {
    const stderr = `error[${code}]: ${message}\n  = help: ${help}\n`;
    expect(sandbox.bd('show', 't-1', text)).toEqual({ stdout: '', stderr, code: 1 });
    const { stdout, ...rest } = sandbox.bd('show', text, '--json');
    expect({ told: JSON.parse(stdout), ...rest }).toEqual({
      told: { error: { code, message, help } },
      stderr,
      code: 1,
    });
  });
});
