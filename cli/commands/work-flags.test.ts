import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitIn } from '../../runtime/testing/repository.js';
import { TownSandbox } from '../testing/town-sandbox.js';

// What each option of those who give and do work changes, over the built program.

let town: TownSandbox;
beforeAll(() => {
  town = new TownSandbox();
  town.write({
    'town/.beads/formulas/fix.formula.toml':
      'formula = "fix"\n[vars]\nhow = "well"\n[[steps]]\nid = "do"\ntitle = "Fix {{issue}} {{how}}"\n[[steps]]\nid = "tell"\nneeds = ["do"]\n',
    'town/formula-overlays/fix.toml':
      '[[step-overrides]]\nstep_id = "do"\nmode = "append"\ndescription = "on ARM too"\n',
    'elsewhere/far.formula.toml': 'formula = "far"\n[[steps]]\nid = "a"\n',
    'town/.beads/formulas/trio.formula.toml':
      'formula = "trio"\ntype = "convoy"\n[[legs]]\nid = "a"\n[[legs]]\nid = "b"\n[presets.one]\nlegs = ["a"]\n',
  });
});
afterAll(() => town.remove());

const TRUE = ['--agent', 'script:true'];
interface Made {
  readonly id: string;
  readonly is_new: boolean;
}
const sling = (...args: readonly string[]): Made => town.json<Made>('sling', ...args, ...TRUE);
const steps = (id: string): string[] =>
  town
    .json<{ id: string; title: string; description?: string }[]>('list', '--mol', id, '--all')
    .filter((bead) => bead.id !== id)
    .map((bead) => `${bead.id.slice(id.length + 1)} ${bead.title}; ${bead.description ?? ''}`)
    .sort();
const code = (...args: readonly string[]): string | undefined => /GT\d+/.exec(town.gt(...args).stderr)?.[0];

describe('gt sling', () => {
  it('--var, --on and overlays say what is made; --dry-run makes nothing', () => {
    const on = town.json<{ id: string }>('create', 'Broken').id;
    const before = town.json<unknown[]>('list', '--all', '--limit', '0').length;
    expect(town.does('sling', 'fix', '--on', on, '--dry-run', ...TRUE)).toMatch(/^\S+ would be slung to gas/);
    expect(town.json<unknown[]>('list', '--all', '--limit', '0')).toHaveLength(before);
    const made = sling('fix', '--on', on, '--var', 'how=twice');
    expect(steps(made.id)).toEqual([`do Fix ${on} twice; on ARM too`, 'tell Tell; ']);
    const plain = sling('fix', '--on', on, '--var', 'how=twice', '--no-overlay');
    expect(steps(plain.id)).toEqual([`do Fix ${on} twice; `, 'tell Tell; ']);
    expect(steps(sling('trio').id)).toHaveLength(2);
    expect(steps(sling('trio', '--preset', 'one').id)).toHaveLength(1);
  });

  it('--search-path, --strict, --agent, --land, --key and --actor count', () => {
    expect(code('sling', 'far', ...TRUE)).toBe('GT1001');
    sling('far', '--search-path', town.path('elsewhere'));
    const undeclared = ['sling', 'fix', '--var', 'feature=x', '--dry-run', ...TRUE];
    expect(town.gt(...undeclared).code).toBe(0);
    expect(town.gt(...undeclared, '--strict').code).toBe(1);
    expect(code('sling', 'fix', '--agent', 'nobody')).toBe('GT8802');
    const made = sling('fix', '--key', 'k', '--land', 'none', '--actor', 'bob');
    town.does('mol', 'cancel', made.id, '--reason', 'it is only a test');
    expect(code('sling', 'fix', '--key', 'k', ...TRUE)).toBe('GT8902');
    const slung = town.does('log', '--mol', made.id, '--type', 'lane.slung', '--json');
    expect(JSON.parse(slung)).toMatchObject({ actor: 'bob', data: { land: 'none', agent: 'script:true' } });
  });

  it('--ledger is the ledger of all of them, and unsling takes off the hook', () => {
    const other = town.path('other');
    town.does('wisp', 'fix', '--ledger', other);
    expect(town.gt('status', '--ledger', other).stdout).toContain('nothing is slung');
    const id = town.json<{ id: string }>('create', 'There', '--ledger', other).id;
    expect(code('sling', id, ...TRUE)).toBe('GT1001');
    town.does('sling', id, '--ledger', other, ...TRUE);
    expect(town.json('hook', id, '--ledger', other)).toMatchObject({ molecule: { id } });
    expect(town.json('prime', id, '--ledger', other)).toMatchObject({ step: { id, attempt: 1 } });
    expect(town.gt('handoff', '--ledger', other).code).toBe(1);
    expect(town.json('done', id, '--ledger', other)).toMatchObject({ state: 'closed' });
    expect(code('unsling', id)).toBe('GT8101');
    expect(town.json('unsling', id, '--ledger', other, '--actor', 'bob')).toEqual({ id });
    expect(town.does('log', '--ledger', other, '--type', 'lane.unslung')).toContain('[bob');
    expect(town.json('shutdown', '--ledger', other)).toEqual({ was_running: false });
  });
});

describe('who works', () => {
  it('says with gt done how it ended, and with gt handoff what the next one has to know', () => {
    const { id } = sling('fix', '--var', 'how=by hand');
    expect(town.json('prime', id, '--actor', 'eve')).toMatchObject({ step: { id: `${id}.do` } });
    town.env['GT_LANE'] = id;
    expect(town.json('handoff', '-m', 'the parser is left', '--actor', 'eve')).toEqual({
      id: `${id}.do`,
      released: true,
    });
    expect(town.does('comments', `${id}.do`)).toContain('the parser is left');
    town.does('prime');
    const failed = [
      'done',
      '--outcome',
      'fail',
      '-r',
      'no disk',
      '--output',
      '{"left": 1}',
      '--actor',
      'eve',
    ];
    expect(town.json(...failed)).toMatchObject({ id: `${id}.do`, outcome: 'fail', reason: 'no disk' });
    delete town.env['GT_LANE'];
    const [bead] = town.json<{ output?: unknown }[]>('show', `${id}.do`);
    expect(bead).toMatchObject({ output: { left: 1 } });
    expect(town.does('log', '--mol', `${id}.do`, '--type', 'bead.released')).toContain('[eve');
  });
});

describe('gt run', () => {
  it('--land, --squash and --junit count; peek -n shows so many lines', () => {
    const agent = town.script(
      'echo one; echo two; echo three; echo "$GT_STEP_NAME" > "$GT_STEP_NAME"; git add -A; git -c user.name=a -c user.email=a@b.c commit -qm "$GT_STEP_NAME"',
    );
    const before = gitIn(town.path('gas'), 'rev-parse', 'main');
    const report = town.path('report.xml');
    const ran = town.json<{ id: string; outcome: string; digest: unknown }>(
      ...['run', 'fix', '--agent', agent, '--land', 'none', '--squash', '--junit', report],
    );
    expect(ran).toMatchObject({ outcome: 'pass', digest: { outcome: 'pass' } });
    expect(readFileSync(report, 'utf8')).toMatch(/<testcase [^>]*name="do"/);
    expect(gitIn(town.path('gas'), 'rev-parse', 'main')).toBe(before);
    expect(town.json<{ lines: string[] }>('peek', ran.id, '-n', '2').lines).toEqual(['two', 'three']);
    expect(existsSync(town.path(`town/gas/polecats/${ran.id}`))).toBe(true);
  });

  it('--resume goes on with what is there, --lease counts, and --key with what it made before', () => {
    const { id } = sling('fix', '--key', 'once');
    const ran = { id, outcome: 'pass' };
    expect(town.json('run', '--resume', id, ...TRUE, '--land', 'none', '--lease', '60000')).toMatchObject(
      ran,
    );
    expect(town.json('run', 'fix', '--key', 'once', ...TRUE, '--land', 'none')).toMatchObject(ran);
    expect(town.does('log', '--mol', id, '--type', 'bead.claimed', '--json')).toContain('"lease":60000');
    expect(town.gt('run', 'fix', '--resume', id)).toMatchObject({ code: 2 });
  });
});
