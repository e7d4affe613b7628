import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox();
});
afterEach(() => sandbox.remove());

const batch = (text: string, ...more: string[]) =>
  sandbox.write({ 'plan.txt': text }).bd('batch', '-f', 'plan.txt', ...more);

describe('batch', () => {
  it('carries out all lines, each able to use what those before it made', () => {
    expect(
      batch(`# A plan
create "Fix the
login" --id t-1 -l auth,'two' # at once
create "Say \\"hi\\"" --id t-2 \\
  --deps t-1
update t-1 --claim
comment t-1 "it's \\\\ done"
label add t-1 t-2 x
dep add t-2 t-1
close t-1 -r 'as "planned"'
reopen t-1
close t-1
dep remove t-2 t-1
`),
    ).toEqual({ stdout: '', stderr: expect.stringContaining('the title has several lines'), code: 1 });
    expect(
      batch(`# A plan
create "Fix the login" --id t-1 -l auth,'two' -d "several
lines" # at once
create "Say \\"hi\\"" --id t-2 \\
  --deps t-1
update t-1 --claim
comment t-1 "it's \\\\ done"
label add t-1 t-2 x
dep add t-2 t-1
close t-1 -r 'as "planned"'
reopen t-1
close t-1
`),
    ).toEqual({
      stdout: `${`✓  t-1  P2  task  Fix the login\n○  t-2  P2  task  Say "hi"\n`}✓  t-1  P2  task  Fix the login
✓  t-1  P2  task  Fix the login
✓  t-1  P2  task  Fix the login
○  t-2  P2  task  Say "hi"
○  t-2  P2  task  Say "hi"
✓  t-1  P2  task  Fix the login
✓  t-1  P2  task  Fix the login
✓  t-1  P2  task  Fix the login

ready now:
○  t-2  P2  task  Say "hi"
`,
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('show', 't-1')).toMatchObject([
      {
        description: 'several\nlines',
        labels: ['auth', 'two', 'x'],
        comments: [{ text: "it's \\ done" }],
      },
    ]);
  });

  it('--json gives what each line gives, and what is ready', () => {
    const { stdout } = batch('create One --id t-1\ncreate Two --id t-2 --deps t-1\nclose t-1\n', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      results: [
        { line: 1, result: { id: 't-1' } },
        { line: 2, result: { id: 't-2' } },
        { line: 3, result: [{ id: 't-1', status: 'closed' }] },
      ],
      ready_now: ['t-2'],
    });
  });

  it('from stdin; nothing is nothing', () => {
    expect(sandbox.shell('echo "create One --id t-1" | $GT batch').stdout).toBe(
      '○  t-1  P2  task  One\n\nready now:\n○  t-1  P2  task  One\n',
    );
    expect(sandbox.shell('echo "# nothing" | $GT batch')).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  it.each([
    ['create Two --id t-2\nclose t-9\n', 'error[GT8113]: plan.txt, line 2: there is no bead "t-9"', 1],
    [
      'create Two --id t-2\n\ncreate Two --id t-2\n',
      'error[GT8113]: plan.txt, line 3: a bead has, or had, the id "t-2"',
      1,
    ],
    [
      'create Two --id t-2\nclose t-2 --frob\n',
      `error: plan.txt, line 2: unknown option '--frob'; see "bd close --help"`,
      2,
    ],
    [
      'create Two --id t-2\nlist\n',
      'error: plan.txt, line 2: "list" cannot be in a batch; what can is create, update',
      2,
    ],
    ['create Two --id t-2\ncreate --help\n', 'error: plan.txt, line 2: this changes nothing', 2],
    [
      'create Two --id t-2 --json\n',
      'error: plan.txt, line 1: give --json to "batch", not to a line of it',
      2,
    ],
    [
      'create Two --actor=bea\n',
      'error: plan.txt, line 1: give --actor=bea to "batch", not to a line of it',
      2,
    ],
    [
      'create Two --id t-2\nupdate t-2 -t bgu\n',
      'error[GT8113]: plan.txt, line 2: "bgu" is no type of beads\n  = help: did you mean "bug"?',
      1,
    ],
    ['create "Two\n', 'error: plan.txt, line 1: the quote has no end', 2],
  ])('%j changes nothing', (text, message, code) => {
    const done = batch(text);
    expect(done).toEqual({ stdout: '', stderr: expect.stringContaining(message), code });
    expect(sandbox.bd('list')).toEqual({ stdout: '', stderr: 'no beads\n', code: 0 });
  });

  it('of thousands of lines is one change', () => {
    const lines = Array.from(
      { length: 300 },
      (_, at) => `create "Bead ${at}" --id t-${at}${at > 0 ? ` --deps t-${at - 1}` : ''}`,
    );
    const { stdout, stderr, code } = batch(lines.join('\n'));
    expect({ stderr, code, lines: stdout.split('\n').length }).toEqual({ stderr: '', code: 0, lines: 304 });
    expect(sandbox.json('stats')).toMatchObject({ total: 300, ready: 1 });
  });
});
