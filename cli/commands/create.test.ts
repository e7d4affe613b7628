import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
const begin = (): void => {
  sandbox = new LedgerSandbox();
};
const end = (): void => sandbox.remove();

const usage = (message: string) => ({ stdout: '', stderr: `error: ${message}\n`, code: 2 });
const refusal = (code: string, message: string, help: string | undefined, stdout = '') => ({
  stdout,
  stderr: `error[${code}]: ${message}\n${help === undefined ? '' : `  = help: ${help}\n`}`,
  code: 1,
});

describe('create', () => {
  beforeEach(begin);
  afterEach(end);

  it('a bead with everything that can be said of it', () => {
    sandbox.given('create Epic --id t-e -t epic', 'create Other --id t-o');
    sandbox.write({ 'body.txt': 'From a file.\n', 'meta.json': '{"team": "core", "size": 3}' });
    const { stdout, stderr, code } = sandbox.bd(
      ...['create', '  Fix the login ', '--id', 't-1', '-t', 'bug', '-p', 'P0', '--body-file', 'body.txt'],
      ...['--design', 'small steps', '--acceptance', 'one can log in', '--notes', 'seen twice', '-a', 'bob'],
      ...[
        '--owner',
        'cat',
        '-l',
        'ui,auth',
        '-l',
        'urgent',
        '--deps',
        't-o,related:t-e',
        '--due',
        '2030-01-31',
      ],
      ...['--estimate', '90', '--external-ref', 'gh-9', '--metadata', '@meta.json', '--json'],
    );
    expect({ bead: JSON.parse(stdout), stderr, code }).toEqual({
      bead: {
        id: 't-1',
        title: 'Fix the login',
        description: 'From a file.\n',
        design: 'small steps',
        acceptance_criteria: 'one can log in',
        notes: 'seen twice',
        status: 'open',
        state: 'blocked',
        priority: 0,
        issue_type: 'bug',
        assignee: 'bob',
        owner: 'cat',
        created_by: 'ann',
        labels: ['auth', 'ui', 'urgent'],
        dependencies: [
          { issue_id: 't-1', depends_on_id: 't-e', type: 'related' },
          { issue_id: 't-1', depends_on_id: 't-o', type: 'blocks' },
        ],
        blockers: 1,
        open_children: 0,
        created_at: '<moment>',
        updated_at: '<moment>',
        due_at: '<moment>',
        estimated_minutes: 90,
        external_ref: 'gh-9',
        metadata: { team: 'core', size: 3 },
        ephemeral: false,
        dependents: [],
        children: [],
        comments: [],
        ready_now: [],
      },
      stderr: '',
      code: 0,
    });
  });

  it('shows what was made; what others are waiting for it with does not change', () => {
    expect(sandbox.bd('create', 'Fix the login', '--id', 't-1')).toEqual({
      stdout: '○  t-1  P2  task  Fix the login\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('create', 'Test it', '--id', 't-2', '--deps', '1', '-a', 'bob', '-p', '1')).toEqual({
      stdout: '●  t-2  P1  task  Test it  @bob\n',
      stderr: '',
      code: 0,
    });
  });

  it('a bead for each title, and children of one', () => {
    sandbox.given('create Epic --id t-e -t epic');
    expect(sandbox.bd('create', 'Write tests', 'Write docs', '--parent', 'e', '-l', 'x')).toEqual({
      stdout: '○  t-e.1  P2  task  Write tests\n○  t-e.2  P2  task  Write docs\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.bd('create', 'More', '--parent', 't-e', '--silent').stdout).toBe('t-e.3\n');
    expect(sandbox.bd('list', '--parent', 't-e', '--label', 'x').stdout).toBe(
      '○  t-e.1  P2  task  Write tests\n○  t-e.2  P2  task  Write docs\n',
    );
    expect(sandbox.bd('create', 'a', 'b', '--json').stdout).toMatch(/^\[\n {2}\{\n/);
  });

  it('ids that nobody chose differ, and are never those of others', () => {
    const ids = sandbox
      .bd('create', ...Array.from({ length: 40 }, () => 'same'), '--silent')
      .stdout.split('\n');
    expect(ids.pop()).toBe('');
    for (const id of ids) expect(id).toMatch(/^t-[0-9a-z]{3,6}$/);
    expect(new Set(ids).size).toBe(40);
  });

  it('what is put off, and what is ephemeral', () => {
    expect(sandbox.bd('create', 'Renew', '--id', 't-1', '--defer', '+2d').stdout).toBe(
      '❄  t-1  P2  task  Renew\n',
    );
    expect(sandbox.bd('create', 'Then', '--id', 't-3', '--defer', '+2d', '--deps', 't-1').stdout).toBe(
      '❄  t-3  P2  task  Then\n',
    );
    expect(sandbox.bd('show', 't-3').stdout).toContain('waits for  until <moment>; t-1 "Renew"\n');
    sandbox.given('create Sketch --id t-2 --ephemeral', 'create Part --parent t-2');
    expect(sandbox.bd('list').stdout).toBe('❄  t-1  P2  task  Renew\n❄  t-3  P2  task  Then\n');
    expect(sandbox.bd('list', '--include-ephemeral', '--sort', 'id').stdout).toBe(
      '❄  t-1    P2  task  Renew\n●  t-2    P2  task  Sketch\n○  t-2.1  P2  task  Part\n❄  t-3    P2  task  Then\n',
    );
  });

  it('a description from stdin', () => {
    sandbox.shell('printf "two\\nlines" | $GT create x --id t-1 -d -');
    expect(sandbox.json('show', 't-1')).toMatchObject([{ description: 'two\nlines' }]);
  });
});

describe('create refuses, and makes nothing', () => {
  // What is refused changes nothing: one ledger is enough.
  const BEADS = '○  t-1    P2  task  One\n○  t-bcd  P2  task  Three\n';
  beforeAll(() => {
    sandbox = new LedgerSandbox().given(
      'create One --id t-1',
      'create Two --id t-2',
      'close t-2',
      'create Three --id t-bcd',
    );
  });
  afterAll(() => {
    expect(sandbox.bd('list').stdout).toBe(BEADS);
    sandbox.remove();
  });

  it.each([
    [[], 'what is to be done? bd create "Fix the login", or bd create -f FILE'],
    [['a', 'b', '--id', 't-1'], '--id is one id, and there are 2 titles; make them one by one'],
    [['a', '--json', '--silent'], '--silent has no effect with --json; drop one of the two'],
    [
      ['a', '-d', 'x', '--body-file', 'y'],
      '--body-file has no effect with --description; drop one of the two',
    ],
    [['a', '-f', 'plan.md'], 'with -f the file says all of its beads; drop the title'],
    [['-f', 'plan.md', '--external-ref', 'x'], 'with -f the file says all of its beads; drop --external-ref'],
    [
      ['-f', 'plan.txt'],
      '-f plan.txt: a file of beads is markdown (.md) or has a JSON table a line (.jsonl)',
    ],
  ])('the call %j', (args, message) => {
    sandbox.write({ 'plan.txt': '' });
    const { stdout, ...rest } = sandbox.bd('create', ...args);
    expect(rest).toEqual({ stderr: `error: ${message}\n`, code: 2 });
    expect(stdout === '' || args.includes('--json')).toBe(true);
  });

  const at = (file: string, line: number, reason: string, help = 'nothing of the file was carried out') =>
    refusal('GT8113', `${file}, line ${line}: ${reason}`, help);
  const BEGIN = 'each bead begins with its title: "## Fix the login"';

  it.each<[string, string, number, string, string?]>([
    ['a.md', 'text\n## One\n', 1, 'this belongs to no bead', BEGIN],
    ['a.md', '# Plan\n', 1, 'there is no bead in it', BEGIN],
    ['a.md', '## One\n### Prioritty\n1\n', 2, 'beads have no field "Prioritty"', 'did you mean "priority"?'],
    ['a.md', '## One\nx\n### Description\ny\n', 3, '"Description" is given twice', 'give it once'],
    [
      'a.md',
      '## One\n\n### Priority\nhigh\n',
      3,
      'the priority is from 0, the most urgent, to 4, and not "high"',
    ],
    ['a.md', '## One\n## Two\n### Parent\nt-bcx\n', 2, 'there is no bead "t-bcx"', 'did you mean "t-bcd"?'],
    [
      'a.jsonl',
      '{"title": "One"}\n{"title": }\n',
      2,
      'this is not valid JSON: Unexpected token \'}\', "{"title": }" is not valid JSON',
    ],
    ['a.jsonl', '\n', 1, 'there is no bead in it'],
    ['a.jsonl', '["One"]\n', 1, 'a bead must be a JSON table'],
    [
      'a.jsonl',
      '{"titel": "One"}\n',
      1,
      '"titel" is no field of a new bead; did you mean "title", "notes" or "type"?',
    ],
    ['a.jsonl', '{"description": "One"}\n', 1, 'the title is missing'],
    ['a.jsonl', '{"title": "One", "labels": "x"}\n', 1, '"labels" must be a list'],
    [
      'a.jsonl',
      '{"title": "One", "type": "bug", "issue_type": "bug"}\n',
      1,
      '"issue_type" gives a field for the second time',
    ],
    ['a.jsonl', '{"title": "One", "ref": "a"}\n{"title": "Two", "ref": "a"}\n', 2, 'the ref "a" is taken'],
  ])('the file %s with %j', (file, text, line, reason, help) => {
    sandbox.write({ [file]: text });
    expect(sandbox.bd('create', '-f', file)).toEqual(at(file, line, reason, help));
  });

  it('--json tells programs of a call that is wrong, too', () => {
    const { stdout, stderr, code } = sandbox.bd('create', 'a', '--jsn', '--json');
    expect({ told: JSON.parse(stdout), stderr, code }).toEqual({
      told: { error: { code: 'usage', message: `unknown option '--jsn'; did you mean --json?` } },
      ...{ stderr: `error: unknown option '--jsn'; did you mean --json?\n`, code: 2 },
    });
    expect(sandbox.bd('create', 'a', '--jsn')).toEqual(usage(`unknown option '--jsn'; did you mean --json?`));
  });

  it.each<[string[], string, string, string?]>([
    [['  '], 'GT8105', 'the title is empty; say in a few words what is to be done'],
    [
      ['x'.repeat(501)],
      'GT8105',
      'the title has 501 characters, and may have 500; the rest belongs into the description',
    ],
    [['a\nb'], 'GT8105', 'the title has several lines; the others belong into the description'],
    [['a', '-p', '5'], 'GT8105', 'the priority is from 0, the most urgent, to 4, and not "5"'],
    [['a', '-l', 'two words'], 'GT8105', 'the label "two words" has a blank or a comma in it'],
    [['a', '--estimate', '1.5'], 'GT8105', 'the estimate must be a whole number of minutes'],
    [['a', '--metadata', '[1]'], 'GT8105', 'the metadata must be a JSON table, such as {"team": "core"}'],
    [['a', '-a', ' '], 'GT8105', 'the assignee must be a name'],
    [
      ['a', '-t', 'bugg'],
      'GT8106',
      '"bugg" is no type of beads',
      'did you mean "bug"?; .beads/gt.toml can add types: [types] step_types',
    ],
    [
      ['a', '--due', 'soon'],
      'GT8107',
      'the due date "soon" is no date',
      'write 2026-01-31, 2026-01-31T18:00, <moment>, or from now on: +2d, +1h30m',
    ],
    [['a', '--deps', 'block:t-1'], 'GT8108', '"block" is no type of dependencies', 'did you mean "blocks"?'],
    [['a', '--deps', 't-bcx'], 'GT8101', 'there is no bead "t-bcx"', 'did you mean "t-bcd"?'],
    [
      ['a', '--deps', 't-1,related:t-1'],
      'GT8111',
      '"t-a" already depends on "t-1" as "blocks", and cannot as "related" too',
      '"bd dep remove t-a t-1" takes the other away',
    ],
    [
      ['a', '--id', 't-1'],
      'GT8104',
      'a bead has, or had, the id "t-1"',
      'ids are never used again; leave out --id, and one is made',
    ],
    [
      ['a', '--id', 'x-1'],
      'GT8105',
      'the id "x-1" must begin with t-, and go on with small letters, digits, and single - and . between them',
    ],
    [
      ['a', '--parent', 't-2'],
      'GT8114',
      '"a" cannot go into "t-2", which is closed',
      '"bd reopen t-2" opens it again',
    ],
  ])('%j', (args, code, message, help) => {
    const id = args.includes('--id') || args.includes('--parent') ? [] : ['--id', 't-a'];
    expect(sandbox.bd('create', ...args, ...id)).toEqual(refusal(code, message, help));
  });
});

describe('create with what is around', () => {
  beforeEach(begin);
  afterEach(end);

  it('a child that its parent would wait for, the whole way around', () => {
    sandbox.given('create Epic --id t-e', 'create Later --id t-l --deps t-e');
    expect(sandbox.bd('create', 'Part', '--parent', 't-e', '--deps', 't-l')).toEqual(
      refusal(
        'GT8109',
        'nothing in this circle could ever start: t-e.1 -> t-l -> t-e -> t-e.1',
        'each waits for the next, as a parent waits for its children; leave one of these dependencies out',
      ),
    );
  });

  it('a file that is not there', () => {
    expect(sandbox.bd('create', 'a', '--body-file', 'no.txt')).toEqual({
      stdout: '',
      stderr: 'error: cannot read "no.txt": there is no such file\n',
      code: 3,
    });
    sandbox.write({ 'bytes.txt': new Uint8Array([0xff]) });
    expect(sandbox.bd('create', 'a', '--body-file', 'bytes.txt')).toEqual({
      stdout: '',
      stderr: 'error: cannot read "bytes.txt": it is not text in UTF-8\n',
      code: 3,
    });
  });

  it('types that the project adds are types', () => {
    sandbox.write({ '.beads/gt.toml': '[types]\nstep_types = ["audit"]\n' });
    expect(sandbox.bd('create', 'a', '--id', 't-1', '-t', 'audit').stdout).toBe('○  t-1  P2  audit  a\n');
    sandbox.write({ '.beads/gt.toml': '[type]\n' });
    expect(sandbox.bd('create', 'a', '-t', 'audit').stderr).toContain(
      'error[GT2001]: unknown key "type" in the configuration',
    );
  });
});

describe('create -f', () => {
  beforeEach(begin);
  afterEach(end);

  it('makes the beads of a markdown file, which may name each other', () => {
    sandbox.write({
      'plan.md': `# The plan

## Design the API
First things first.

\`\`\`sh
## no title
\`\`\`

### Type
feature
### Priority
1
### Ref
design
### Labels
- api
- design

## Build it
### Dependencies
- design
### Acceptance Criteria
It builds.

## A part of it
### Parent
design
`,
    });
    const { stdout, stderr, code } = sandbox.bd('create', '-f', 'plan.md');
    expect({ stdout: stdout.replace(/t-\w{3}/g, 't-abc'), stderr, code }).toEqual({
      stdout:
        '●  t-abc    P1  feature  Design the API\n●  t-abc    P2  task     Build it\n○  t-abc.1  P2  task     A part of it\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('list', '--title', 'design', '--all')).toMatchObject([
      {
        description: 'First things first.\n\n```sh\n## no title\n```',
        labels: ['api', 'design'],
      },
    ]);
    expect(sandbox.json('list', '--title', 'build')).toMatchObject([
      { acceptance_criteria: 'It builds.', dependencies: [{ type: 'blocks' }] },
    ]);
  });

  it('makes the beads of JSON lines, also from stdin', () => {
    sandbox.write({
      'plan.jsonl': `{"id": "t-1", "title": "One", "ref": "one", "priority": 0, "labels": ["x"], "metadata": {"a": 1}}

{"id": "t-2", "title": "Two", "deps": ["one", "related:t-3"], "issue_type": "bug", "estimated_minutes": 5}
{"id": "t-3", "title": "Three", "dependencies": [{"depends_on_id": "t-1", "type": "waits-for"}], "ephemeral": true}
`,
    });
    const expected = '○  t-1  P0  task  One\n●  t-2  P2  bug   Two\n●  t-3  P2  task  Three\n';
    expect(sandbox.bd('create', '-f', 'plan.jsonl')).toEqual({ stdout: expected, stderr: '', code: 0 });
    expect(sandbox.json('show', 't-1', 't-2', 't-3')).toMatchObject([
      { labels: ['x'], metadata: { a: 1 } },
      {
        estimated_minutes: 5,
        dependencies: [
          { depends_on_id: 't-1', type: 'blocks' },
          { depends_on_id: 't-3', type: 'related' },
        ],
      },
      { ephemeral: true, dependencies: [{ depends_on_id: 't-1', type: 'waits-for' }] },
    ]);
    expect(sandbox.shell(`echo '{"title": "Four", "id": "t-4"}' | $GT create -f - --silent`).stdout).toBe(
      't-4\n',
    );
  });

  it('a circle in a file', () => {
    sandbox.write({
      'a.jsonl':
        '{"id": "t-1", "title": "One", "deps": ["t-3"]}\n{"id": "t-2", "title": "Two", "deps": ["t-1"]}\n{"id": "t-3", "title": "Three", "deps": ["t-2"]}\n',
    });
    expect(sandbox.bd('create', '-f', 'a.jsonl').stderr).toContain(
      'nothing in this circle could ever start: t-1 -> t-3 -> t-2 -> t-1\n',
    );
    expect(sandbox.bd('list')).toEqual({ stdout: '', stderr: 'no beads\n', code: 0 });
  });
});
