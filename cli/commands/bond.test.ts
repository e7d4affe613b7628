import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../testing/ledger-sandbox.js';
import type { Outcome } from '../testing/sandbox.js';

const BASE = `
formula = "base"
[[steps]]
id = "build"
[[steps]]
id = "ship"
needs = ["build"]
[[compose.bond_points]]
id = "before-ship"
after_step = "build"
before_step = "ship"
`;
const SCAN = `
formula = "scan"
[vars.who]
default = "me"
[[steps]]
id = "look"
title = "Look, {{who}}"
`;

let sandbox: LedgerSandbox;
let M: string;
beforeAll(() => {
  sandbox = new LedgerSandbox().formulas({ base: BASE, scan: SCAN });
  M = sandbox.made('pour', 'base');
});
afterAll(() => sandbox.remove());

const bond = (...args: readonly string[]): Outcome => named(sandbox.gt('bond', M, ...args), { M });

describe('bond of a formula', () => {
  it('puts it at a bond point, once with the same values', () => {
    const at = ['scan', '--at', 'before-ship', '--var', 'who=ada'];
    expect(bond(...at, '--dry-run')).toEqual(fine('scan: M.scan would be made, 1 step, 0 of them ready\n'));
    expect(bond(...at, '--actor', 'bea')).toEqual(fine('scan: M.scan made, 1 step\n'));
    expect(bond(...at, '--dry-run')).toEqual(fine('scan: M.scan is there already, 1 step\n'));
    expect(JSON.parse(bond(...at, '--json').stdout)).toMatchObject({
      ...{ id: 'M.scan', formula: 'scan', is_new: false, dry_run: false, steps: 1, ready_now: [] },
    });
    expect(sandbox.gt('why', `${M}.ship`).stdout.replaceAll(M, 'M')).toContain('M.ship   waiting-on-step');
    expect(sandbox.json('show', `${M}.scan.look`, `${M}.scan`)).toMatchObject([
      { title: 'Look, ada', created_by: 'bea' },
      { dependencies: [{ depends_on_id: `${M}.build` }], dependents: [{ issue_id: `${M}.ship` }] },
    ]);
  });

  it('puts it beside all that is there, behind it, or behind it if that fails', () => {
    expect(bond('scan', '--type', 'parallel', '--ref', 'eye')).toEqual(
      fine('scan: M.eye made, 1 step\n\nready now:\n○  M.eye.look  P2  task  Look, me\n'),
    );
    expect(bond('scan', '--type', 'conditional')).toEqual(fine('scan: M.scan-2 made, 1 step\n'));
    expect(bond('scan', '--key', 'k')).toEqual(fine('scan: M.scan-3 made, 1 step\n'));
    expect(bond('scan', '--key', 'k', '--type', 'parallel')).toEqual(
      fine('scan: M.scan-3 is there already, 1 step\n'),
    );
    const types = (sandbox.json('show', `${M}.eye`, `${M}.scan-2`, `${M}.scan-3`) as Bead[]).map((bead) =>
      (bead.dependencies ?? []).map(({ type }) => type),
    );
    expect(types).toEqual([[], Array(4).fill('conditional-blocks'), Array(5).fill('blocks')]);
  });

  it('refuses what it cannot do, and flags without effect', () => {
    expect(bond('scan', '--at', 'nowhere')).toEqual(
      refused('error[GT8204]: "M" has no bond point "nowhere"\n  = help: it has "before-ship"\n'),
    );
    expect(bond('scan', '--ref', 'ship').stderr).toContain(
      'error[GT8207]: "M" has something that is called "ship"',
    );
    expect(bond('scan', '--ref', 'a b').stderr).toContain('error[GT8209]: "a b" cannot be the name of');
    expect(bond('scan', '--strict', '--var', 'x=1').stderr).toContain(
      'error[GT3013]: a value is given for "x"',
    );
    expect(bond('scan', '--at', 'before-ship', '--type', 'parallel')).toEqual(
      refused('error: --type has no effect with --at: the bond point says where; drop one of the two\n', 2),
    );
    expect(bond('scan', '--type', 'sideways').code).toBe(2);
    expect(named(sandbox.gt('bond', `${M}.ship`, 'scan'), { M }).stderr).toContain(
      'error[GT8201]: "M.ship" is no molecule\n',
    );
  });
});

interface Bead {
  readonly dependencies?: readonly { readonly type: string }[];
}

describe('bond of two molecules', () => {
  let first: string;
  let second: string;
  let third: string;
  beforeAll(() => {
    [first, second, third] = ['a', 'b', 'c'].map((key) => sandbox.made('pour', 'scan', '--key', key)) as [
      string,
      string,
      string,
    ];
  });
  const of = (...args: readonly string[]): Outcome =>
    named(sandbox.gt('bond', ...args), { FIRST: first, SECOND: second, THIRD: third });

  it('has the second wait for the first, and never both for each other', () => {
    expect(of(first, second)).toEqual(fine('SECOND made, 1 step\n'));
    expect(of(first, second, '--type', 'sequential')).toEqual(fine('SECOND is there already, 1 step\n'));
    expect(sandbox.gt('why', `${second}.look`).stdout).toBe(
      `${second}.look  waiting-on-step  it waits for ${first}\n${first}       container        ${first}.look in it is open\n${first}.look  ready            it can be claimed\n`,
    );
    expect(of(second, first)).toEqual(
      refused('error[GT8309]: "FIRST" cannot wait for "SECOND": that waits for it already\n'),
    );
    expect(of(first, first)).toEqual(refused('error[GT8110]: "FIRST" cannot depend on itself\n'));
    expect(of(first, second, '--ref', 'x')).toEqual(
      refused('error: --ref has no effect on "SECOND", which is no formula; leave it out\n', 2),
    );
  });

  it('has it run only if the first fails, or just belong to it', () => {
    // That it belongs to the first holds nothing up: it is not what was asked for then, and no circle either.
    expect(of(first, third, '--type', 'parallel')).toEqual(fine('THIRD made, 1 step\n'));
    expect(of(first, third)).toEqual(
      refused(
        'error[GT8111]: "THIRD" already depends on "FIRST" as "related", and cannot as "blocks" too\n  = help: "bd dep remove THIRD FIRST" takes the other away\n',
      ),
    );
    expect(of(third, first, '--type', 'conditional')).toEqual(fine('FIRST made, 1 step\n'));
    // It has passed: what was to run if it failed is skipped, and so is what waits for nothing but that.
    expect(sandbox.bd('close', `${third}.look`).code).toBe(0);
    expect(sandbox.gt('doctor')).toEqual(fine('the ledger is whole\n'));
    expect(sandbox.json('show', first, second, third)).toMatchObject([
      { status: 'closed', outcome: 'skipped' },
      { status: 'closed', outcome: 'skipped' },
      { status: 'closed', outcome: 'pass' },
    ]);
  });
});
