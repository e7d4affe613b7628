import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../testing/ledger-sandbox.js';
import type { Outcome } from '../testing/sandbox.js';

const WORK = `
formula = "work"
[[steps]]
id = "lint"
[[steps]]
id = "build"
needs = ["lint"]
[[steps]]
id = "ship"
needs = ["build"]
check = { run = "test -f ok", max_attempts = 2 }
[[steps]]
id = "all"
[[steps.children]]
id = "all.one"
`;

let sandbox: LedgerSandbox;
let M: string;
beforeEach(() => {
  sandbox = new LedgerSandbox().formulas({ work: WORK });
  M = sandbox.made('pour', 'work');
});
afterEach(() => sandbox.remove());

/** `gt step VERB STEPS`, with a reason where there is one. */
const step = (verb: string, steps: string, ...args: readonly string[]): Outcome =>
  named(sandbox.gt('step', verb, ...steps.split(' ').map((each) => `${M}.${each}`), ...args), { M });

interface Event {
  readonly type: string;
  readonly actor: string;
  readonly data?: Readonly<Record<string, unknown>>;
}
const events = (): readonly Event[] => sandbox.json('mol', 'activity', M, '--limit', '0') as Event[];

describe('step skip and retry', () => {
  it('let others go on, and take that back', () => {
    expect(step('skip', 'lint', '-r', 'no linter', '--actor', 'bea')).toEqual(
      fine('✓  M.lint  P2  task  Lint\n\nready now:\n○  M.build  P2  task  Build\n'),
    );
    expect(step('skip', 'lint', '-r', 'again')).toEqual(
      refused('error[GT8306]: "M.lint" is closed (skipped), and cannot be skipped\n'),
    );
    expect(step('retry', 'lint', '--reason', 'there is one now')).toEqual(
      fine('○  M.lint  P2  task  Lint\n'),
    );
    expect(step('retry', 'lint', '-r', 'x')).toEqual(
      refused('error[GT8306]: "M.lint" is ready, and cannot be opened again\n'),
    );
    expect(events()).toMatchObject([
      { type: 'molecule.poured' },
      { type: 'step.skipped', actor: 'bea', data: { reason: 'no linter' } },
      { type: 'step.retried', actor: 'ann', data: { reason: 'there is one now' } },
    ]);
    // What is in it is skipped with it; none is where one cannot be.
    expect(step('skip', 'all lint nope', '-r', 'x').stderr).toContain(
      'error[GT8101]: there is no bead "M.nope"',
    );
    expect(JSON.parse(step('skip', 'all lint', '-r', 'x', '--json').stdout)).toMatchObject([
      { id: 'M.all', status: 'closed', outcome: 'skipped', ready_now: ['M.build'] },
      { id: 'M.lint', status: 'closed', outcome: 'skipped', close_reason: 'x' },
    ]);
    expect(step('retry', 'all', '-r', 'x')).toEqual(
      refused(
        'error[GT8306]: "M.all" is closed with all in it, and cannot be opened again; open what is in it\n',
      ),
    );
  });

  it('want a reason, and no digest is opened again', () => {
    expect(step('skip', 'lint')).toEqual(
      refused(`error: required option '-r, --reason <text>' not specified; see "gt step skip --help"\n`, 2),
    );
    for (const verb of ['skip', 'retry', 'force-close', 'release'])
      expect(step(verb, 'lint', '-r', ' ')).toEqual(refused('error: --reason is empty; write why\n', 2));
    sandbox.gt('squash', M, '--abandon', 'enough');
    const refusal = refused('error[GT8306]: "M" is a digest, and cannot be opened again\n');
    expect(named(sandbox.gt('step', 'retry', M, '-r', 'x'), { M })).toEqual(refusal);
    expect(named(sandbox.bd('reopen', M), { M })).toEqual(refusal);
  });
});

describe('step force-close and release', () => {
  it('close whatever is waited for, and fence whoever works on it', () => {
    sandbox.as('bob', 'update', `${M}.lint`, '--claim');
    expect(step('force-close', 'build lint', '-r', 'by hand')).toEqual(
      fine(
        '✓  M.build  P2  task  Build\n✓  M.lint   P2  task  Lint\n\nready now:\n○  M.ship  P2  task  Ship\n',
      ),
    );
    expect(sandbox.as('bob', 'close', `${M}.lint`, '--attempt', '1').stderr).toContain('error[GT8303]');
    expect(step('force-close', 'lint', '-r', 'x')).toEqual(
      refused('error[GT8306]: "M.lint" is closed (pass), and cannot be closed by force\n'),
    );
    expect(step('force-close', 'all.one', '-r', 'x', '--outcome', 'fail')).toEqual(
      fine('✗  M.all.one  P2  task  One\n'),
    );
    expect(step('force-close', 'ship', '-r', 'x', '--outcome', 'maybe').code).toBe(2);
  });

  it('give back what is claimed', () => {
    expect(step('force-close', 'all', '-r', 'x')).toEqual(
      refused(
        'error[GT8308]: "M.all" ends by itself when all in it have\n  = help: "bd show M.all" shows what is in it\n',
      ),
    );
    sandbox.given(`update ${M}.lint --claim`, `update ${M}.all.one --claim`);
    expect(step('release', 'lint all.one', '-r', 'gone home', '--actor', 'bea')).toEqual(
      fine('○  M.lint     P2  task  Lint\n○  M.all.one  P2  task  One\n'),
    );
    expect(step('release', 'lint')).toEqual(
      refused('error[GT8306]: "M.lint" is ready, and cannot be released\n'),
    );
    expect(events().at(-1)).toMatchObject({
      type: 'bead.released',
      actor: 'bea',
      data: { reason: 'gone home' },
    });
  });
});

describe('step check', () => {
  it('runs the check of what was reported, and does what it says', () => {
    sandbox.given(`close ${M}.lint`, `close ${M}.build`, `update ${M}.ship --claim`);
    expect(step('check', 'ship')).toEqual(
      refused('error[GT8306]: "M.ship" is claimed, and cannot be checked\n'),
    );
    sandbox.given(`close ${M}.ship`);
    expect(step('check', 'ship')).toEqual({
      ...{ stdout: 'M.ship: the check ended with 1\n', stderr: '', code: 1 },
    });
    sandbox.write({ ok: '' }).given(`update ${M}.ship --claim`, `close ${M}.ship`);
    const { stdout, code } = step('check', 'ship', '--json', '--actor', 'bea');
    expect([JSON.parse(stdout), code]).toEqual([
      { id: 'M.ship', verdict: 'pass', told: 'the check passed' },
      0,
    ]);
    expect(events().at(-1)).toMatchObject({ type: 'bead.closed', actor: 'bea' });
  });
});
