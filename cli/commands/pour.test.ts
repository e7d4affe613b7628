import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../testing/ledger-sandbox.js';
import type { Outcome } from '../testing/sandbox.js';

const SHIP = `
formula = "ship"

[vars.version]
required = true

[vars.title]
from = "bead.title"
default = "nothing"

[[steps]]
id = "build"
title = "Build {{version}} for {{title}}"

[[steps]]
id = "publish"
needs = ["build"]

[[compose.hooks]]
trigger = "type:bug"
attach = "scan"
`;

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().formulas({ ship: SHIP, scan: 'formula = "scan"\n[[steps]]\nid = "look"\n' });
});
afterEach(() => sandbox.remove());

/** With ID in the place of the id of what was made. */
const shown = (outcome: Outcome): Outcome => {
  const id = /t-(?:mol|wisp)-\w+/.exec(outcome.stdout)?.[0];
  return named(outcome, id === undefined ? {} : { ID: id });
};

const UNDECLARED = 'a value is given for "color", which "ship" does not declare';

describe('pour', () => {
  it('makes a molecule with the values it is given, once for a key', () => {
    const pour = ['pour', 'ship', '--var', 'version=1'];
    expect(shown(sandbox.gt(...pour, '--key', 'k', '--dry-run'))).toEqual(
      fine('ship: ID would be made, 2 steps, 1 of them ready\n'),
    );
    const made = sandbox.gt(...pour, '--key', 'k', '-a', 'bob', '--actor', 'bea');
    expect(shown(made)).toEqual(
      fine('ship: ID made, 2 steps\n\nready now:\n○  ID.build  P2  task  Build 1 for nothing\n'),
    );
    const id = /t-mol-\w+/.exec(made.stdout)?.[0] ?? '';
    const again = fine(`ship: ${id} is there already, 2 steps\n`);
    expect(sandbox.gt(...pour, '--key', 'k')).toEqual(again);
    expect(sandbox.gt(...pour, '--key', 'k', '--dry-run')).toEqual(again);
    expect(sandbox.json('mol', 'pour', 'ship', '--var', 'version=2', '--key', 'k')).toMatchObject({
      ...{ id, formula: 'ship', phase: 'liquid', is_new: false, dry_run: false, steps: 2, ready_now: [] },
    });
    expect(sandbox.json('show', id)).toMatchObject([{ assignee: 'bob', created_by: 'bea' }]);
    expect(sandbox.json('mol', 'list')).toMatchObject([{ molecule_id: id }]);
  });

  it('--on takes facts of a bead, ties the molecule to it, and attaches the hooks that it matches', () => {
    sandbox.given('create "It breaks" -t bug --id t-bug');
    const { stdout } = sandbox.gt('pour', 'ship', '--var', 'version=1', '--on', 't-bug');
    expect(shown({ stdout, stderr: '', code: 0 }).stdout).toBe(
      'ship: ID made, 2 steps\n\nready now:\n○  ID.build      P2  task  Build 1 for It breaks\n○  ID.scan.look  P2  task  Look\n',
    );
    const id = /t-mol-\w+/.exec(stdout)?.[0] ?? '';
    expect(sandbox.bd('show', 't-bug').stdout).toContain(`tracks (others)\n  ◐  ${id}  P2  molecule  ship\n`);
    expect(sandbox.gt('pour', 'ship', '--var', 'version=1', '--on', 't-none')).toEqual(
      refused(
        'error[GT8101]: there is no bead "t-none"\n  = help: "bd list --all" and "bd search TEXT" show which there are\n',
      ),
    );
  });

  it('makes nothing of a formula or of values with errors', () => {
    expect(sandbox.gt('pour', 'ship')).toEqual(
      refused(`error[GT3009]: no value is given for "version"
 --> .beads/formulas/ship.formula.toml:4:7
  |
4 | [vars.version]
  |       ^^^^^^^
  = help: give one with --var version=...

1 error
`),
    );
    const coloured = ['pour', 'ship', '--var', 'version=1', '--var', 'color=red', '--dry-run'];
    expect(shown(sandbox.gt(...coloured))).toMatchObject({
      stdout: 'ship: ID would be made, 2 steps, 1 of them ready\n',
      stderr: expect.stringContaining(`warning[GT3008]: ${UNDECLARED}\n`),
    });
    expect(sandbox.gt(...coloured, '--strict')).toMatchObject({
      ...{ stdout: '', code: 1, stderr: expect.stringContaining(`error[GT3013]: ${UNDECLARED}, and the `) },
    });
    expect(sandbox.gt('pour', 'ship', '--var', 'version')).toEqual(
      refused('error: --var "version" has no value; write --var version=VALUE\n', 2),
    );
    expect(sandbox.json('mol', 'list')).toEqual([]);
  });

  it('finds formulas and the ledger where it is told to, with overlays and presets', () => {
    sandbox.write({
      'far/far.formula.toml': 'formula = "far"\n[[steps]]\nid = "a"\n',
      '../mayor/town.json': '{}',
      '../formula-overlays/scan.toml':
        '[[step-overrides]]\nstep_id = "look"\nmode = "append"\ndescription = "Look twice."\n',
    });
    expect(sandbox.gt('pour', 'far').stderr).toContain('error[GT1001]: no formula is named "far"\n');
    expect(shown(sandbox.gt('pour', 'far', '--search-path', 'far')).stdout).toContain(
      'far: ID made, 1 step\n',
    );
    const described = (...more: readonly string[]): unknown => {
      const id = sandbox.made('pour', 'scan', ...more);
      return (sandbox.json('show', `${id}.look`) as { description?: string }[])[0]?.description;
    };
    expect(described()).toBe('Look twice.');
    expect(described('--no-overlay')).toBeUndefined();
    // A dry run leaves no folder behind; a real one begins the ledger that is named.
    expect(sandbox.gt('pour', 'scan', '--ledger', 'elsewhere', '--dry-run').code).toBe(0);
    expect(existsSync(sandbox.path('elsewhere'))).toBe(false);
    expect(sandbox.gt('pour', 'scan', '--ledger', 'elsewhere').stdout).toMatch(
      /^scan: elsewhere-mol-\w+ made, 1 step\n/,
    );
    expect(sandbox.gt('pour', 'scan', '--ledger', 'elsewhere').code).toBe(0);
    expect(
      (
        JSON.parse(
          sandbox.bd('list', '--type', 'molecule', '--ledger', 'elsewhere', '--json').stdout,
        ) as unknown[]
      ).length,
    ).toBe(2);
    expect(sandbox.gt('pour', 'scan', '--ledger', ':memory:').stdout).toMatch(
      /^scan: gt-mol-\w+ made, 1 step\n/,
    );
    const convoy = ['pour', 'code-review', '--var', 'pr=1', '--dry-run', '--json'];
    const steps = (...more: readonly string[]) =>
      (JSON.parse(sandbox.gt(...convoy, ...more).stdout) as { steps: number }).steps;
    expect(steps('--preset', 'quick')).toBeLessThan(steps());
  });
});

describe('wisp', () => {
  it('makes a wisp, which is in no list of beads unless it is asked for', () => {
    const { stdout, stderr, code } = sandbox.gt('wisp', 'scan', '--json');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const { id } = JSON.parse(stdout) as { id: string };
    expect(JSON.parse(stdout)).toMatchObject({ phase: 'vapor', is_new: true, ready_now: [`${id}.look`] });
    expect(sandbox.json('list')).toEqual([]);
    expect(sandbox.json('mol', 'list', '--phase', 'vapor')).toMatchObject([{ molecule_id: id }]);
    sandbox.formulas({ still: 'formula = "still"\nphase = "liquid"\n[[steps]]\nid = "a"\n' });
    expect(sandbox.gt('wisp', 'still')).toEqual(
      refused(
        'error[GT8202]: the formula "still" is meant to be a molecule\n  = help: write "gt pour still"\n',
      ),
    );
  });
});
