import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, refused } from '../testing/ledger-sandbox.js';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().given('create One --id t-1');
});
afterEach(() => sandbox.remove());

const WHOLE = { ledger: '<root>/project/.beads', findings: [], fixed: [], unfixed: [] };

describe('doctor', () => {
  it('finds nothing in a ledger that is whole, and --fix changes nothing in it', () => {
    expect(sandbox.gt('doctor')).toEqual(fine('the ledger is whole\n'));
    expect(JSON.parse(sandbox.gt('doctor', '--json').stdout)).toEqual(WHOLE);
    const before = readFileSync(sandbox.path('.beads/beads.db'));
    expect(sandbox.gt('doctor', '--fix', '--actor', 'bea')).toEqual(fine('the ledger is whole\n'));
    expect(JSON.parse(sandbox.gt('doctor', '--fix', '--json').stdout)).toEqual(WHOLE);
    expect(readFileSync(sandbox.path('.beads/beads.db')).equals(before)).toBe(true);
    expect(existsSync(sandbox.path('.beads/backup'))).toBe(false);
  });

  it('says that there is no ledger, which is not a damaged one', () => {
    for (const more of [[], ['--fix']])
      expect(sandbox.gt('doctor', '--ledger', 'elsewhere', ...more)).toEqual(
        refused(
          'error[GT8009]: there is no ledger in "<root>/project/elsewhere": it has no beads.db\n  = help: begin one with "bd init" in the folder of the project\n',
          3,
        ),
      );
  });

  it('says what is damaged', () => {
    sandbox.write({ '.beads/beads.db': 'no database' });
    const { stdout, code } = sandbox.gt('doctor', '--json');
    expect([code, (JSON.parse(stdout) as { findings: { code: string }[] }).findings[0]?.code]).toEqual([
      ...[1, 'GT8611'],
    ]);
    expect(sandbox.gt('doctor').stdout).toMatch(/^error\[GT8611\]: .*\n(?:.*\n)*\d found\n$/);
  });
});
