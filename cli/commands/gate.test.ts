import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../testing/ledger-sandbox.js';
import type { Outcome } from '../testing/sandbox.js';

const GATED = `
formula = "gated"
[[steps]]
id = "sign"
gate = { type = "human", approvers = ["bea"] }
[[steps]]
id = "ask"
gate = { type = "human", id = "board", timeout = "2h", on_timeout = "skip" }
[[steps]]
id = "flag"
gate = { type = "condition", condition = "level == 7" }
[[steps]]
id = "last"
needs = ["ask"]
gate = { type = "human" }
[[compose.gate]]
before = "last"
condition = "signed"
`;

let sandbox: LedgerSandbox;
let M: string;
beforeEach(() => {
  sandbox = new LedgerSandbox().formulas({ gated: GATED });
});
afterEach(() => sandbox.remove());

const gate = (verb: string, ...args: readonly string[]): Outcome =>
  named(sandbox.gt('gate', verb, ...args.map((arg) => arg.replace(/^M\b/, M))), { M });

describe('gate', () => {
  it('lists what is asked now', () => {
    expect(sandbox.gt('gate', 'list')).toEqual({ stdout: '', stderr: 'no gate is asked now\n', code: 0 });
    expect(sandbox.json('list')).toEqual([]);
    M = sandbox.made('pour', 'gated');
    const lines = gate('list').stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
      'M.sign 0 human',
      'M.ask 0 human board <moment>',
      expect.stringMatching(/^M\.flag 0 condition level == 7 the flag "level" is not/),
    ]);
    const none = { awaits: null, approvers: [], until: null, on_timeout: null, asked: null, finding: null };
    expect(JSON.parse(gate('list', '--json').stdout)).toEqual([
      { ...none, step: 'M.sign', gate: 0, type: 'human', approvers: ['bea'] },
      {
        ...none,
        step: 'M.ask',
        gate: 0,
        type: 'human',
        awaits: 'board',
        until: '<moment>',
        on_timeout: 'skip',
      },
      expect.objectContaining({ step: 'M.flag', type: 'condition', awaits: 'level == 7' }),
    ]);
  });

  it('opens for its approvers, and where there are several, the one that is named', () => {
    M = sandbox.made('pour', 'gated');
    expect(gate('open', 'M.sign')).toEqual(
      refused(
        'error[GT8403]: the gate of "M.sign" opens for "bea", and you are "ann"\n  = help: ask one of them\n',
      ),
    );
    const opened = fine('○  M.sign  P2  task  Sign\n');
    expect(gate('open', 'M.sign', '--actor', 'bea', '-r', 'signed off')).toEqual(opened);
    expect(gate('open', 'M.sign')).toEqual(opened);
    sandbox.given(`close ${M}.sign`);
    expect(gate('open', 'M.sign')).toEqual(refused('error[GT8404]: "M.sign" has closed: pass\n'));
    expect(gate('open', 'M.last')).toEqual(
      refused(
        'error[GT8402]: "M.last" has several gates that are closed: 0 (human), 1 (condition)\n  = help: say which with --gate NUMBER\n',
      ),
    );
    expect(gate('open', 'M.last', '--gate', '2')).toEqual(
      refused('error[GT8405]: "M.last" has no gate 2; its gates are 0 to 1\n'),
    );
    expect(gate('open', 'M.ask', '--gate', 'x')).toEqual(
      refused('error: --gate "x": write a whole number, such as 20\n', 2),
    );
    expect(JSON.parse(gate('open', 'M.ask', '--gate', '0', '--json').stdout)).toMatchObject([
      { id: 'M.ask', state: 'ready', ready_now: [] },
    ]);
    expect(sandbox.json('mol', 'activity', M)).toContainEqual(
      expect.objectContaining({
        ...{ type: 'gate.opened', actor: 'bea', data: expect.objectContaining({ finding: 'signed off' }) },
      }),
    );
  });

  it('is asked when a flag of its molecule gets a value, and by check', () => {
    M = sandbox.made('pour', 'gated');
    const alone = fine('◐  M  P2  molecule  gated\n');
    expect(gate('set', 'M', 'level=seven')).toEqual(alone);
    expect(gate('set', 'M', 'level=7', '--actor', 'bea')).toEqual(
      fine('◐  M  P2  molecule  gated\n\nready now:\n○  M.flag  P2  task  Flag\n'),
    );
    expect(JSON.parse(gate('set', 'M', 'signed=true', '--json').stdout)).toMatchObject([{ id: 'M' }]);
    expect(gate('set', 'M', 'signed')).toEqual(refused('error: flag "signed": write flag KEY=VALUE\n', 2));
    expect(gate('set', 'M.sign', 'a=b').stderr).toContain('error[GT8201]: "M.sign" is no molecule\n');
    sandbox.given(`create Loose --id t-loose`);
    expect(gate('open', 't-loose').stderr).toContain('error[GT8401]: "t-loose" has no gate\n');
    const [first, swept] = [gate('check'), gate('check', '--json', '--actor', 'bea')];
    expect(first).toEqual(fine('asked 2 gates, 0 of them opened\n'));
    expect(JSON.parse(swept.stdout)).toEqual({ asked: 2, opened: 0, spawned: 0, problems: [] });
    expect(sandbox.json('mol', 'activity', M)).toContainEqual(
      expect.objectContaining({ type: 'flag.set', actor: 'bea', data: { name: 'level', value: 7 } }),
    );
  });

  it('that cannot be asked makes check fail', () => {
    sandbox.formulas({
      pull: 'formula = "pull"\n[[steps]]\nid = "a"\ngate = { type = "gh:pr", id = "12" }\n',
    });
    M = sandbox.made('pour', 'pull');
    // No program is found there, gh least of all.
    const { stdout, stderr, code } = sandbox.run('gt', ['gate', 'check'], { env: { PATH: '' } });
    expect([stdout, code]).toEqual(['asked 1 gate, 0 of them opened\n', 3]);
    expect(stderr).toMatch(/^error: a gate could not be asked: /);
  });
});
