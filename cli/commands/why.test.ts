import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, refused } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().given(
    'create One --id t-1',
    'create Two --id t-2 --deps t-1',
    'create Three --id t-3 --deps t-2',
    'create Later --id t-later',
    'update t-later --status deferred',
  );
});
afterEach(() => sandbox.remove());

describe('why', () => {
  it('tells one reason, and the chain behind it to where it begins', () => {
    expect(sandbox.gt('why', 't-3')).toEqual(
      fine(
        't-3  waiting-on-step  it waits for t-2\nt-2  waiting-on-step  it waits for t-1\nt-1  ready            it can be claimed\n',
      ),
    );
    sandbox.as('bob', 'update', 't-1', '--claim');
    expect(sandbox.gt('why', 't-2')).toEqual(
      fine('t-2  waiting-on-step  it waits for t-1\nt-1  claimed          bob has it, attempt 1\n'),
    );
    expect(sandbox.gt('why', 't-later')).toEqual(
      fine('t-later  deferred  it is put off until somebody asks for it again\n'),
    );
    sandbox.as('bob', 'close', 't-1', '--outcome', 'fail', '-r', 'no disk');
    expect(JSON.parse(sandbox.gt('why', 't-3', '--json').stdout)).toEqual({
      ...{ id: 't-3', reason: 'upstream-failed', message: 'it waits for t-2, and t-1 failed' },
      chain: [
        { id: 't-2', reason: 'upstream-failed', message: 't-1 failed' },
        { id: 't-1', reason: 'closed', message: 'it has closed: fail (no disk)' },
      ],
    });
  });

  it('refuses what is not there', () => {
    expect(sandbox.gt('why', 't-9').stderr).toContain('error[GT8101]: there is no bead "t-9"\n');
    expect(sandbox.gt('why')).toEqual(
      refused(`error: missing required argument 'id'; see "gt why --help"\n`, 2),
    );
    expect(sandbox.gt('why', 't-1', '--ledger', 'elsewhere').code).toBe(3);
  });
});
