import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerSandbox } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().given('create One --id t-1 -l a', 'create Two --id t-2');
});
afterEach(() => sandbox.remove());

const ROWS = '○  t-1  P2  task  One\n○  t-2  P2  task  Two\n';

describe('label', () => {
  it('add and remove, of several', () => {
    expect(sandbox.bd('label', 'add', 't-1', 't-2', 'b,c')).toEqual({ stdout: ROWS, stderr: '', code: 0 });
    expect(sandbox.bd('label', 'list', 't-1').stdout).toBe('a\nb\nc\n');
    expect(sandbox.bd('label', 'remove', 't-1', 't-2', 'b')).toEqual({ stdout: ROWS, stderr: '', code: 0 });
    expect(sandbox.json('label', 'list', 't-1')).toEqual(['a', 'c']);
    expect(sandbox.json('label', 'add', 't-2', 'c')).toMatchObject([{ id: 't-2', labels: ['c'] }]);
    expect(sandbox.json('label', 'remove', 't-2', 'c,z')).toMatchObject([{ id: 't-2', labels: [] }]);
  });

  it('refuses to guess', () => {
    expect(sandbox.bd('label', 'add', 't-1')).toEqual({
      stdout: '',
      stderr: 'error: which label? bd label add ID... LABEL\n',
      code: 2,
    });
    expect(sandbox.bd('label', 'add', 't-1', 'two words').stderr).toBe(
      'error[GT8105]: the label "two words" has a blank or a comma in it\n',
    );
    expect(sandbox.bd('label', 'add', 't-1', 't-2', 't-9', 'x').code).toBe(1);
    expect(sandbox.bd('label', 'list', 't-2')).toEqual({ stdout: '', stderr: '', code: 0 });
  });
});

describe('comment', () => {
  it('is shown with who said it', () => {
    expect(sandbox.bd('comment', 't-1', 'seen\ntwice')).toEqual({
      stdout: '○  t-1  P2  task  One\n',
      stderr: '',
      code: 0,
    });
    sandbox.shell('echo "from a pipe" | $GT comment t-1 - --actor bea');
    expect(sandbox.bd('comments', 't-1')).toEqual({
      stdout: '  ann, <moment>\n    seen\n    twice\n\n  bea, <moment>\n    from a pipe\n',
      stderr: '',
      code: 0,
    });
    expect(sandbox.json('comments', 't-1')).toEqual([
      { author: 'ann', text: 'seen\ntwice', created_at: '<moment>' },
      { author: 'bea', text: 'from a pipe\n', created_at: '<moment>' },
    ]);
    expect(sandbox.json('comments', 't-2')).toEqual([]);
  });

  it('refuses to say nothing', () => {
    expect(sandbox.bd('comment', 't-1', ' ')).toEqual({
      stdout: '',
      stderr: 'error[GT8105]: the comment is empty\n',
      code: 1,
    });
  });
});
