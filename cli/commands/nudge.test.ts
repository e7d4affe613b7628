import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TownSandbox } from '../testing/town-sandbox.js';

interface Hook {
  readonly polecat: string;
  readonly messages: readonly { readonly from: string; readonly title: string; readonly text: string }[];
}

/** Waits for a line on its terminal, and until it may end. */
const WAITING = `echo ready
read -r line && echo "told: $line" >> "$EFFECTS"
until [ -e "$EFFECTS.go" ]; do sleep 0.05; done`;
const ODD = 'rebase;  $(touch oops) `id`\nÄ "now"\u0003';

let town: TownSandbox;
beforeAll(() => {
  town = new TownSandbox();
});
afterAll(() => town.remove());

const begin = async (agent: string, driver: string) => {
  const { id } = town.json<{ id: string }>('create', 'Mend it');
  town.does('sling', id, 'gas', '--agent', agent, '--land', 'none');
  const dispatcher = town.begin('dispatch', '--watch', '--driver', driver);
  await town.until('it listens', () => town.gt('peek', id).stdout.includes('ready'));
  const end = async (): Promise<void> => {
    town.write({ 'effects.go': '' });
    await town.until('it has landed', () => town.json<{ lanes: unknown[] }>('status').lanes.length === 0);
    await town.end(dispatcher, 'SIGTERM');
  };
  return { id, end };
};

describe('somebody who is at work', () => {
  it('is told in the terminal, as it is said, and no shell reads it', async () => {
    const { id, end } = await begin(town.script(WAITING), 'tmux');
    expect(town.gt('nudge', 'gas/polecats/amber', ODD)).toEqual({
      stdout: 'typed into the terminal of gas/polecats/amber\n',
      stderr: '',
      code: 0,
    });
    await town.until('it has been told', () => town.lines().length > 0);
    expect(town.lines()).toEqual(['told: [from ann] rebase; $(touch oops) `id` Ä "now"␃']);
    expect(existsSync(town.path(`town/gas/polecats/${id}/oops`))).toBe(false);
    await end();
    expect(town.does('log', '--type', 'lane.nudged')).toContain('gas/polecats/amber is told');
  });

  it('is told with the next "gt prime" where there is no terminal', async () => {
    town.write({ 'effects.go': '' });
    const { id, end } = await begin(
      town.script('echo ready; until [ -e "$EFFECTS.end" ]; do sleep 0.05; done'),
      'headless',
    );
    expect(town.json('nudge', id, 'look at the log', '--actor', 'bob')).toEqual({
      to: 'gas/polecats/amber',
      lane: id,
      delivery: 'queued',
      running: true,
    });
    const messages = [
      expect.objectContaining({ from: 'bob', title: 'look at the log', text: '' }),
      expect.objectContaining({ title: `${'x'.repeat(199)}…`, text: 'x'.repeat(300) }),
    ];
    town.does('nudge', 'gas/polecats/amber', 'x'.repeat(300));
    expect(town.json<Hook>('hook', id).messages).toEqual(messages);
    expect(town.json<Hook>('hook', id).messages).toEqual(messages);
    expect(town.does('prime', id)).toContain('Messages for you:\n- bob: look at the log\n- ann: xxx');
    expect(town.json<Hook>('hook', id).messages).toEqual([]);
    town.write({ 'effects.end': '' });
    await end();
  });
});

describe('who is not at work', () => {
  it('is told all the same, if there is somebody of that name', () => {
    town.does('crew', 'add', 'eve', '--rig', 'gas');
    expect(town.does('nudge', 'mayor', 'all is well')).toBe(
      'kept for mayor/: it is shown with the next "gt prime" or "gt hook"\n',
    );
    expect(town.json('nudge', 'gas/crew/eve', 'lunch?')).toMatchObject({ to: 'gas/crew/eve', lane: null });
    expect(town.does('hook', 'mayor/')).toBe('Messages for mayor/:\n- ann: all is well\n');
    expect(town.does('prime', 'mayor/')).toBe('Messages for mayor/:\n- ann: all is well\n');
    expect(town.gt('hook', 'mayor/')).toMatchObject({ code: 1, stderr: expect.stringContaining('GT8905') });
    expect(town.json('prime', 'gas/crew/eve')).toMatchObject({ identity: 'gas/crew/eve' });
  });

  it('is nobody, by code', () => {
    const code = (...args: string[]) => /GT\d+/.exec(town.gt('nudge', ...args).stderr)?.[0];
    const { id } = town.json<{ id: string }>('create', 'Nobody has it');
    expect(code('gas/polecats/zinc', 'hi')).toBe('GT8915');
    expect(code('gas/crew/bob', 'hi')).toBe('GT8915');
    expect(code(id, 'hi')).toBe('GT8906');
    town.does('sling', id, 'gas', '--agent', 'script:true');
    expect(code(id, 'hi')).toBe('GT8916');
    expect(code('mayor/', ' \n ')).toBe('GT8917');
    expect(code('mayor/', 'x'.repeat(4_001))).toBe('GT8917');
    expect(code('a/b', 'hi')).toBe('GT8708');
    town.does('unsling', id);
  });
});

it('a convoy that lands tells those whom it is to notify, once', () => {
  const { id } = town.json<{ id: string }>('create', 'One');
  const convoy = town.json<{ id: string }>(
    'convoy',
    'create',
    'All',
    id,
    '--notify',
    'gas/crew/eve',
    '--human',
  );
  town.does('close', id);
  const told = `The convoy "All" has landed: pass; all 1 that it tracks have closed.`;
  expect(town.json('hook', 'gas/crew/eve')).toEqual({
    identity: 'gas/crew/eve',
    messages: [
      expect.objectContaining({ from: 'ann', title: `the convoy ${convoy.id} has landed: pass`, text: told }),
    ],
  });
  expect(town.json<unknown[]>('list', '--assignee', 'human', '--include-ephemeral')).toHaveLength(1);
});
