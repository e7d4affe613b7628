import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../../testing/ledger-sandbox.js';
import type { Outcome } from '../../testing/sandbox.js';

const WORK = `
formula = "work"
[[steps]]
id = "build"
[[steps]]
id = "ship"
needs = ["build"]
[[steps]]
id = "tidy"
needs = ["ship"]
run_if = "always"
`;

let sandbox: LedgerSandbox;
let M: string;
beforeEach(() => {
  sandbox = new LedgerSandbox().formulas({ work: WORK });
  M = sandbox.made('pour', 'work');
});
afterEach(() => sandbox.remove());

const mol = (verb: string, ...args: readonly string[]): Outcome =>
  named(sandbox.gt('mol', verb, M, ...args), { M });
const running = fine('◐  M  P2  molecule  work\n');
const logged = (): readonly unknown[] => sandbox.json('mol', 'activity', M) as unknown[];

describe('mol pause and resume', () => {
  it('hold what nobody has begun, and let it go on', () => {
    expect(mol('pause', '-r', 'the plan changed', '--actor', 'bea')).toEqual(running);
    expect(mol('pause', '-r', 'again')).toEqual(running);
    expect(named(sandbox.gt('why', `${M}.ship`), { M })).toEqual(
      fine(
        'M.ship   waiting-on-step  it waits for M.build\nM.build  paused           its molecule is paused\n',
      ),
    );
    expect(sandbox.gt('mol', 'list').stdout).toContain('paused');
    expect(JSON.parse(mol('resume', '--reason', 'it is back', '--json').stdout)).toMatchObject([
      { id: 'M', status: 'in_progress', ready_now: ['M.build'] },
    ]);
    expect(mol('resume', '-r', 'again')).toEqual(running);
    // Again changes nothing, and nothing is logged of it.
    expect(logged()).toMatchObject([
      { type: 'molecule.poured' },
      { type: 'molecule.paused', actor: 'bea', data: { reason: 'the plan changed' } },
      { type: 'molecule.resumed', actor: 'ann', data: { reason: 'it is back' } },
    ]);
  });

  it.each(['pause', 'resume', 'cancel'])('%s wants a reason, and a molecule', (verb) => {
    expect(mol(verb)).toEqual(
      refused(`error: required option '-r, --reason <text>' not specified; see "gt mol ${verb} --help"\n`, 2),
    );
    expect(mol(verb, '-r', '')).toEqual(refused('error: --reason is empty; write why\n', 2));
    expect(named(sandbox.gt('mol', verb, `${M}.ship`, '-r', 'x'), { M })).toEqual(
      refused('error[GT8220]: "M.ship" is no molecule, but a step of "M"\n  = help: name the molecule: M\n'),
    );
  });
});

describe('mol cancel', () => {
  it('ends what is open but for what always runs, for good', () => {
    expect(mol('cancel', '-r', 'not wanted', '--actor', 'bea')).toEqual(
      fine('◐  M  P2  molecule  work\n\nready now:\n○  M.tidy  P2  task  Tidy\n'),
    );
    expect(mol('show').stdout).toContain('\n  cancelled    not wanted\n');
    expect(named(sandbox.gt('step', 'retry', `${M}.build`, '-r', 'x'), { M })).toEqual(
      refused('error[GT8306]: "M.build" is in a molecule that was cancelled, and cannot be opened again\n'),
    );
    sandbox.given(`close ${M}.tidy`);
    expect(sandbox.json('show', M, `${M}.build`, `${M}.tidy`)).toMatchObject([
      { status: 'closed', outcome: 'cancelled' },
      { outcome: 'cancelled', close_reason: 'not wanted' },
      { outcome: 'pass' },
    ]);
    for (const [verb, done] of [
      ['cancel', 'cancelled'],
      ['pause', 'paused'],
      ['resume', 'resumed'],
    ] as const)
      expect(mol(verb, '-r', 'x')).toEqual(
        refused(`error[GT8306]: "M" is closed (cancelled), and cannot be ${done}\n`),
      );
    expect(logged()).toContainEqual(
      expect.objectContaining({ type: 'molecule.cancelled', actor: 'bea', data: { reason: 'not wanted' } }),
    );
  });
});
