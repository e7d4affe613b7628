import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TownSandbox } from '../testing/town-sandbox.js';

// What each option of those who send changes, over the built program.

let town: TownSandbox;
beforeAll(() => {
  town = new TownSandbox();
  town.write({
    'town/.beads/formulas/fix.formula.toml':
      'formula = "fix"\n[[steps]]\nid = "do"\ntitle = "Fix {{how}}"\n[vars]\nhow = "well"\n',
    'town/formula-overlays/fix.toml':
      '[[step-overrides]]\nstep_id = "do"\nmode = "append"\ndescription = "on ARM too"\n',
    'town/.beads/formulas/trio.formula.toml':
      'formula = "trio"\ntype = "convoy"\n[[legs]]\nid = "a"\n[[legs]]\nid = "b"\n[presets.one]\nlegs = ["a"]\n',
    'elsewhere/far.formula.toml': 'formula = "far"\n[[steps]]\nid = "a"\nagent = "script:true"\n',
  });
});
afterAll(() => town.remove());

const TRUE = ['--agent', 'script:true', '--land', 'none'];
interface Ran {
  readonly id: string;
  readonly outcome: string;
}
const run = (...args: readonly string[]): Ran => town.json<Ran>('run', ...args, ...TRUE);
const events = (id: string, type: string): Record<string, unknown>[] =>
  town
    .does('log', '--mol', id, '--type', type, '--json', '--limit', '0')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
const slung = (...args: readonly string[]): string => town.json<Ran>('sling', 'fix', ...TRUE, ...args).id;

describe('gt run', () => {
  it('--preset, --strict, --search-path, --no-overlay and --actor count', () => {
    expect(town.json<unknown[]>('list', '--mol', run('trio').id, '--all')).toHaveLength(3);
    expect(town.json<unknown[]>('list', '--mol', run('trio', '--preset', 'one').id, '--all')).toHaveLength(2);
    const undeclared = ['run', 'fix', '--var', 'feature=x', ...TRUE];
    expect(town.gt(...undeclared).code).toBe(0);
    expect(town.gt(...undeclared, '--strict').code).toBe(1);
    const text = (id: string): unknown =>
      town.json<{ description?: string }[]>('show', `${id}.do`)[0]?.description;
    expect(text(run('fix').id)).toBe('on ARM too');
    const { id } = run('fix', '--no-overlay', '--actor', 'eve');
    expect(text(id)).toBeUndefined();
    expect(events(id, 'molecule.poured')).toMatchObject([{ actor: 'eve' }]);
  });

  it('--trust lets the shell of a formula from elsewhere run', () => {
    expect(town.gt('run', 'far', ...TRUE)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('GT1001'),
    });
    const far = ['run', 'far', '--search-path', town.path('elsewhere'), ...TRUE];
    const refused = town.gt(...far, '--key', 'far');
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain('gt trust search-path:far');
    expect(town.json(...far, '--trust')).toMatchObject({ outcome: 'pass' });
  });

  it('--driver tmux has the agent in a terminal, and --max 1 one leg after the other', () => {
    const agent = town.script(
      'echo "$GT_STEP_NAME begins ${TMUX:+in a terminal}" >> "$EFFECTS"; sleep 0.3; echo "$GT_STEP_NAME ends" >> "$EFFECTS"',
    );
    const trio = ['run', 'trio', '--agent', agent, '--land', 'none', '--max', '1', '--driver', 'tmux'];
    expect(town.json(...trio)).toMatchObject({ outcome: 'pass' });
    const lines = town.lines();
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
    expect(lines[0]).toContain('in a terminal');
  });
});

describe('gt dispatch and gt start', () => {
  it('--ledger, --actor and --lease count', async () => {
    const other = town.path('other');
    town.does('wisp', 'fix', '--ledger', other);
    const id = town.json<Ran>('create', 'There', '--ledger', other).id;
    town.does('sling', id, '--ledger', other, ...TRUE);
    expect(town.gt('dispatch', '--once').stdout).not.toContain(id);
    expect(
      town.does('dispatch', '--once', '--ledger', other, '--actor', 'eve', '--lease', '70000'),
    ).toContain(`${id}: `);
    await town.until(
      'it has passed',
      () => town.json<{ status: string }[]>('show', id, '--ledger', other)[0]?.status === 'closed',
    );
    const told = town.does('log', '--ledger', other, '--mol', id, '--json');
    expect(told).toContain('"lease":70000');
    expect(town.does('feed', '--ledger', other, '--mol', id)).toContain(id);
    expect(town.gt('feed', '--mol', id).code).toBe(1);
    expect(town.gt('log', '--mol', id).code).toBe(1);
  });

  it('gt start hands its options to the dispatcher that it begins', async () => {
    const id = slung('--agent', town.script('echo "${TMUX:+in a terminal}" >> "$EFFECTS"'));
    const before = town.lines().length;
    town.does('start', '--driver', 'tmux', '--lease', '80000', '--actor', 'eve');
    await town.until('it has passed', () => events(id, 'bead.closed').length > 0);
    expect(town.lines().slice(before)).toEqual(['in a terminal']);
    expect(events(id, 'bead.claimed')).toMatchObject([{ data: { lease: 80000 } }]);
    town.does('shutdown');
  });
});

describe('gt log, gt feed and gt convoy', () => {
  it('-n says how many, and -r why', () => {
    const { id } = town.json<Ran>('create', 'One');
    town.does('close', id);
    const lines = (command: string, many: string): number =>
      town.does(command, '-n', many, '--json').trimEnd().split('\n').length;
    expect([lines('log', '1'), lines('log', '2'), lines('feed', '1'), lines('feed', '2')]).toEqual([
      1, 2, 1, 2,
    ]);
    const other = town.json<Ran>('create', 'Two');
    const convoy = town.json<Ran>('convoy', 'create', 'both', other.id).id;
    town.does('convoy', 'close', convoy, '-r', 'not wanted', '--actor', 'eve');
    expect(town.json('show', convoy)).toMatchObject([{ close_reason: 'not wanted' }]);
    const elsewhere = town.path('other');
    expect(town.json('convoy', 'list', '--all', '--ledger', elsewhere)).toEqual([]);
  });
});
