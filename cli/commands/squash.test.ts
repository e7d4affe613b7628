import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../testing/ledger-sandbox.js';

const TWO = 'formula = "two"\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().formulas({ two: TWO });
});
afterEach(() => sandbox.remove());

describe('squash', () => {
  it('wants all to be done, or a reason to abandon it, which fences whoever works on it', () => {
    const M = sandbox.made('pour', 'two');
    expect(named(sandbox.gt('squash', M), { M })).toEqual(
      refused(
        'error[GT8222]: "M" cannot be squashed: 2 steps are open, such as M.a, M.b\n  = help: "gt mol current M" shows what is to be done in it\n',
      ),
    );
    sandbox.as('bob', 'update', `${M}.a`, '--claim');
    expect(sandbox.gt('squash', M).stderr).toContain('error[GT8223]');
    const abandon = ['squash', M, '--abandon', 'not wanted', '--summary', 'Nothing came of it.', '--json'];
    const digest = { outcome: 'cancelled', abandoned: 'not wanted', summary: 'Nothing came of it.' };
    const dry = JSON.parse(sandbox.gt(...abandon, '--dry-run').stdout);
    expect(dry).toMatchObject({ dry_run: true, squashed_count: 2, digest });
    const done = JSON.parse(sandbox.gt(...abandon, '--actor', 'bea').stdout);
    expect(done).toMatchObject({ id: M, digest_id: M, squashed_ids: [`${M}.a`, `${M}.b`], digest });
    expect(done).not.toHaveProperty('dry_run');
    expect(sandbox.as('bob', 'close', `${M}.a`).code).toBe(1);
    expect(sandbox.json('show', M)).toMatchObject([{ issue_type: 'digest', outcome: 'cancelled' }]);
  });
});

describe('burn', () => {
  it('takes wisps alone, and while somebody works on one only with a reason', () => {
    const W = sandbox.made('wisp', 'two');
    sandbox.as('bob', 'update', `${W}.a`, '--claim');
    expect(named(sandbox.gt('burn', W), { W })).toEqual(
      refused(
        'error[GT8223]: "W" cannot be burned: "bob" works on "W.a"\n  = help: wait until it is done; "gt why W.a" tells more\n',
      ),
    );
    expect(sandbox.gt('burn', W, '--abandon', ' ')).toEqual(
      refused('error: --abandon is empty; write why\n', 2),
    );
    const abandon = ['burn', W, '--abandon', 'not wanted'];
    expect(named(sandbox.gt(...abandon, '--dry-run'), { W })).toEqual(
      fine('would burn W: 2 steps, 0 closed\n'),
    );
    const told = { id: W, steps: 2, closed: {} };
    const dry = JSON.parse(sandbox.gt(...abandon, '--json', '--dry-run').stdout);
    expect(dry).toMatchObject([{ ...told, dry_run: true }]);
    const [done] = JSON.parse(sandbox.gt(...abandon, '--json', '--actor', 'bea').stdout);
    expect(done).toMatchObject(told);
    expect(done).not.toHaveProperty('dry_run');
    expect(sandbox.gt('burn', W).stderr).toContain(`error[GT8101]: there is no bead "${W}"\n`);
    const M = sandbox.made('pour', 'two');
    expect(sandbox.gt('burn', M).stderr).toContain('error[GT8224]');
    expect(sandbox.json('list', '--include-ephemeral')).toHaveLength(3);
  });
});
